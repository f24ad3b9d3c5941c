#pragma once

#include "gui/theme/style.h"
#include "gui/theme/theme.h"

#include <QWidget>

namespace interleave {

// At 100 %: below these sizes a page uses its compact layout.
constexpr int CompactHeight = 624;
constexpr int CompactWidth = 800;
// Beside a page's rows, at 100 %, as in the forms.
constexpr int SideMargin = 20;
constexpr int CompactMargin = 12;

/// Measures the visible area, not the page: the page may be larger than that, and its size depends on this
/// result.
[[nodiscard]] inline bool hasLittleSpace(const QWidget& page, int leastHeight = CompactHeight)
{
    const Theme& theme = themeOf(&page);
    return page.window()->height() < theme.px(leastHeight) || page.window()->width() < theme.px(CompactWidth);
}

/// Sets the space around the rows of a page with cards, from its headline to its strip.
template<typename Form>
void setRowsCompact(const Form& form, bool compact)
{
    const int side = compact ? CompactMargin : SideMargin;
    setUnscaled(form.headlineRow, {side, compact ? 4 : 8, side, 0}, 0);
    setUnscaled(form.laneRow, {side, compact ? 4 : 6, side, 0}, 0);
    setUnscaled(form.tableRows, {side, 12, side, 0}, 0);
    setUnscaled(form.noticeRow, {side, 2, side, 2}, 12);
    setUnscaled(form.outcomeRow, {side, 0, side, 8}, 0);
    setUnscaledHeight(form.outcomeStrip, compact ? 36 : 44);
}

} // namespace interleave
