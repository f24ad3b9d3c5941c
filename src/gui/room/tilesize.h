#pragma once

#include <QSize>

namespace interleave {

class Theme;

/// How much a tile says, from the largest on.
enum class TileDetail {
    Three, ///< the name, the word, the facts
    Two,   ///< the name, the word
    One,   ///< the name and the word in one line
    Name,  ///< a sign and the name
    Sign   ///< a sign; who it is says the line below the tiles
};

/// How tiles are laid out in rows. A value.
struct TileSize final
{
    TileDetail detail = TileDetail::Three;
    int columns = 1;
    /// Of a tile with the gap that follows it, in px.
    QSize pitch;
    /// In px.
    int gap = 0;
    /// All tiles are seen at once.
    bool fits = true;

    bool operator==(const TileSize&) const = default;
};
/// The largest tiles of which \a count fit into \a space px; where not even the smallest do, the smallest.
[[nodiscard]] TileSize tileSizeFor(qsizetype count, const QSize& space, const Theme& theme);

} // namespace interleave
