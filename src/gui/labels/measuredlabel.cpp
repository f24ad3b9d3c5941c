#include "gui/labels/measuredlabel.h"

namespace interleave {

MeasuredLabel::MeasuredLabel(QWidget* parent)
    : QLabel(parent)
{
    setWordWrap(true);
}

QSize MeasuredLabel::minimumSizeHint() const
{
    return {0, fontMetrics().height()};
}

int MeasuredLabel::heightForWidth(int width) const
{
    if (m_measured != text() || m_font != font()) {
        m_heights.clear();
        m_measured = text();
        m_font = font();
    }
    const auto known = m_heights.constFind(width);
    return known != m_heights.cend() ? *known : *m_heights.insert(width, QLabel::heightForWidth(width));
}

} // namespace interleave
