#pragma once

#include "engine/isolation/isolationmatrix.h"
#include "gui/theme/icons.h"
#include "gui/theme/theme.h"

#include <array>

namespace interleave {

/// The colour of a result, and its second sign.
[[nodiscard]] constexpr Role roleOf(CellVerdict verdict)
{
    switch (verdict) {
    case CellVerdict::Happened:
        return Role::Lost;
    case CellVerdict::NotSeen:
        return Role::Current;
    case CellVerdict::Waited:
        return Role::Leased;
    case CellVerdict::Refused:
        break;
    }
    return Role::Stale;
}

[[nodiscard]] constexpr Icon signOf(CellVerdict verdict)
{
    switch (verdict) {
    case CellVerdict::Happened:
        return Icon::Cross;
    case CellVerdict::NotSeen:
        return Icon::Check;
    case CellVerdict::Waited:
        return Icon::Hourglass;
    case CellVerdict::Refused:
        break;
    }
    return Icon::Retry;
}

inline constexpr std::array AllCellVerdicts{
    CellVerdict::Happened, CellVerdict::NotSeen, CellVerdict::Waited, CellVerdict::Refused};

} // namespace interleave
