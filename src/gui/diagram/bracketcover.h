#pragma once

#include "gui/diagram/diagrampicture.h"

#include <array>
#include <utility>
#include <vector>

namespace interleave {

/// Where the brackets of a picture pass beside the server's lifelines, for every row to ask: a binary search,
/// however many there are.
class BracketCover final
{
public:
    BracketCover() = default;
    /// \a server is the x of the server's middle, in px of the picture.
    BracketCover(const std::vector<PictureBracket>& brackets, qreal server);

    /// One passes between two y, in px of the picture; \a side is -1 left of the server, 1 right of it.
    [[nodiscard]] bool covers(int side, qreal top, qreal bottom) const;

private:
    /// From where to where, apart from each other and downwards.
    using Stretches = std::vector<std::pair<qreal, qreal>>;

    std::array<Stretches, 2> m_sides;
};

} // namespace interleave
