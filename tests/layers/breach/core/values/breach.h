#pragma once

#include "store/recordstore.h"
