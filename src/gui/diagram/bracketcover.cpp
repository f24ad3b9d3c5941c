#include "gui/diagram/bracketcover.h"

#include <algorithm>

namespace interleave {

BracketCover::BracketCover(const std::vector<PictureBracket>& brackets, qreal server)
{
    std::array<Stretches, 2> all;
    for (const PictureBracket& bracket : brackets)
        all[bracket.spine > server ? 1 : 0].emplace_back(bracket.top, bracket.bottom);
    for (std::size_t side = 0; side < all.size(); ++side) {
        std::ranges::sort(all[side]);
        for (const auto& [top, bottom] : all[side]) {
            Stretches& apart = m_sides[side];
            if (apart.empty() || top > apart.back().second)
                apart.emplace_back(top, bottom);
            else
                apart.back().second = std::max(apart.back().second, bottom);
        }
    }
}

bool BracketCover::covers(int side, qreal top, qreal bottom) const
{
    const Stretches& stretches = m_sides[side > 0 ? 1 : 0];
    const auto first =
        std::ranges::upper_bound(stretches, top, {}, [](const auto& stretch) { return stretch.second; });
    return first != stretches.end() && first->first < bottom;
}

} // namespace interleave
