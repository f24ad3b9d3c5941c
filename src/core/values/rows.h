#pragma once

#include <array>
#include <cstddef>

namespace interleave {

/// Checks that each enumerator up to \a last has its row in \a rows, at its own index. Assert it where the
/// table stands: then a new enumerator does not build without its row.
template<typename Row, std::size_t Size, typename Enum>
[[nodiscard]] constexpr bool isComplete(const std::array<Row, Size>& rows, Enum Row::*key, Enum last)
{
    for (std::size_t i = 0; i < Size; ++i) {
        if (static_cast<std::size_t>(rows[i].*key) != i)
            return false;
    }
    return Size == static_cast<std::size_t>(last) + 1;
}

} // namespace interleave
