#pragma once

#include "gui/diagram/diagrampicture.h"

#include <array>
#include <utility>
#include <vector>

namespace interleave {

/// Where the brackets of a picture run beside the server's lifelines. Every row asks, so a query is a binary
/// search.
class BracketCover final
{
public:
    BracketCover() = default;
    /// \a server is the x of the middle of the server's lifelines, in px of the picture.
    BracketCover(const std::vector<PictureBracket>& brackets, qreal server);

    /// Whether a bracket runs between two y, in px of the picture; \a side is -1 left of the server, 1 right
    /// of it.
    [[nodiscard]] bool covers(int side, qreal top, qreal bottom) const;

private:
    /// Pairs of top and bottom, sorted, without overlaps.
    using Stretches = std::vector<std::pair<qreal, qreal>>;

    std::array<Stretches, 2> m_sides;
};

} // namespace interleave
