#pragma once

// Internal to RoomServer.

#include "http/connection/message.h"

namespace interleave {

/// The page of `:/room/room.html`, with fields that let a browser run what stands in it and nothing else
/// (W3C CSP 3), embed it nowhere, tell nobody its address, and keep it nowhere. Read once.
[[nodiscard]] const HttpResponse& roomPage();

} // namespace interleave
