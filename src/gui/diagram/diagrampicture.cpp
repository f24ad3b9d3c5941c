#include "gui/diagram/diagrampicture.h"

#include <algorithm>
#include <cmath>

namespace interleave {

std::vector<QLineF> hatchLines(const QRectF& rect, qreal hidden, qreal step)
{
    std::vector<QLineF> lines;
    const qreal width = rect.width();
    for (qreal y = rect.top() + step - std::fmod(hidden, step); y < rect.bottom() + width; y += step) {
        const qreal from = std::max(0.0, y - rect.bottom());
        const qreal to = std::min(width, y - rect.top());
        if (from < to)
            lines.emplace_back(rect.left() + from, y - from, rect.left() + to, y - to);
    }
    return lines;
}

} // namespace interleave
