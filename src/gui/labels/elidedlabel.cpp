#include "gui/labels/elidedlabel.h"

#include "gui/theme/plaintext.h"
#include "gui/theme/textwidth.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace interleave {

ElidedLabel::ElidedLabel(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
}

void ElidedLabel::setWords(const QString& words, const QString& shortText)
{
    m_shortText = shortText;
    setText(words);
}

QSize ElidedLabel::sizeHint() const
{
    // There is nothing to shape, and without any text the hint is another.
    if (text().isEmpty())
        return QLabel::sizeHint();
    ensurePolished();
    return linesSizeOf(font(), text()).grownBy(contentsMargins()).expandedTo(minimumSize());
}

QSize ElidedLabel::minimumSizeHint() const
{
    const int dots = advanceOf(font(), QStringLiteral("…"));
    const QSize whole = sizeHint();
    return {std::min(dots, whole.width()), whole.height()};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, foregroundRole()));
    const QRect area = contentsRect();
    const QStringList wordings =
        m_shortText.isEmpty() ? QStringList{text()} : QStringList{text(), m_shortText};
    const QString shown = firstWhole(wordings, painter.font(), area.width());
    // Draw nothing instead of a lone "…".
    if (shown != QStringLiteral("…"))
        painter.drawText(area, static_cast<int>(alignment()) | Qt::TextSingleLine, shown);
}

bool ElidedLabel::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QLabel::event(event);
    const bool whole = fitsWhole(text(), font(), contentsRect().width());
    const QPoint position = static_cast<QHelpEvent*>(event)->globalPos();
    QToolTip::showText(position, whole ? QString() : plainTip(text()), this);
    return true;
}

} // namespace interleave
