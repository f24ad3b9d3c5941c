#pragma once

#include "core/model/above.h"
