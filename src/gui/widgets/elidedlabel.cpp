#include "gui/widgets/elidedlabel.h"

#include "gui/theme/plaintext.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace interleave {

ElidedLabel::ElidedLabel(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
}

void ElidedLabel::setWords(const QString& words, const QString& fewer)
{
    m_fewer = fewer;
    setText(words);
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().horizontalAdvance(QStringLiteral("…")), QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, foregroundRole()));
    const QRect area = contentsRect();
    const bool fits = m_fewer.isEmpty() || painter.fontMetrics().horizontalAdvance(text()) <= area.width();
    const QString shown =
        painter.fontMetrics().elidedText(fits ? text() : m_fewer, Qt::ElideRight, area.width());
    // Three dots alone say nothing.
    if (shown != QStringLiteral("…"))
        painter.drawText(area, static_cast<int>(alignment()) | Qt::TextSingleLine, shown);
}

bool ElidedLabel::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QLabel::event(event);
    const bool whole = fontMetrics().horizontalAdvance(text()) <= contentsRect().width();
    const QPoint position = static_cast<QHelpEvent*>(event)->globalPos();
    QToolTip::showText(position, whole ? QString() : plainTip(text()), this);
    return true;
}

} // namespace interleave
