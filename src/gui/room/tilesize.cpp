#include "gui/room/tilesize.h"

#include "gui/theme/theme.h"

#include <algorithm>
#include <array>

namespace interleave {

namespace {

/// In px at 100 %. A tile is as wide as lets a row be full, but at most so wide.
struct Measure final
{
    TileDetail detail;
    int least;
    int most;
    int height;
    int gap;
};

constexpr std::array Measures{
    Measure{TileDetail::Three, 146, 240, 74, 10},
    Measure{TileDetail::Two, 126, 200, 52, 8},
    Measure{TileDetail::One, 168, 240, 28, 6},
    Measure{TileDetail::Name, 68, 160, 24, 4},
    Measure{TileDetail::Sign, 22, 48, 20, 3}};

TileSize sizeOf(const Measure& measure, qsizetype count, const QSize& space, const Theme& theme)
{
    TileSize size;
    size.detail = measure.detail;
    size.gap = theme.px(measure.gap);
    const int least = theme.px(measure.least) + size.gap;
    const int most = theme.px(measure.most) + size.gap;
    const int height = theme.px(measure.height) + size.gap;
    const int rows = std::max(1, (space.height() + size.gap) / height);
    // As few columns as let all be seen, so that names are whole.
    const int widest = std::max(1, space.width() / least);
    const int wanted = static_cast<int>((count + rows - 1) / rows);
    size.columns = std::clamp(wanted, std::min(widest, (space.width() + most - 1) / most), widest);
    size.pitch = QSize(std::min(most, (space.width() - 1) / size.columns), height);
    size.fits = wanted <= widest;
    return size;
}

} // namespace

TileSize tileSizeFor(qsizetype count, const QSize& space, const Theme& theme)
{
    TileSize size;
    for (const Measure& measure : Measures) {
        size = sizeOf(measure, count, space, theme);
        if (size.fits)
            break;
    }
    return size;
}

} // namespace interleave
