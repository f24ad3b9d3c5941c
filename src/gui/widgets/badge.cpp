#include "gui/widgets/badge.h"

#include "gui/theme/plaintext.h"
#include "gui/theme/stylepainter.h"
#include "gui/theme/textwidth.h"

#include <QPainter>

namespace interleave {

namespace {

// At 100 %.
constexpr int Size = 28;
constexpr int Side = 10;
constexpr int MostWidth = 160;

} // namespace

Badge::Badge(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::setMember(const CastMember& member)
{
    m_member = member;
    updateGeometry();
    update();
}

void Badge::setLabelled(bool labelled)
{
    if (m_labelled == labelled)
        return;
    m_labelled = labelled;
    updateGeometry();
    update();
}

QString Badge::labelledText() const
{
    const Theme& theme = themeOf(this);
    if (!m_labelled || m_member.label.isEmpty())
        return {};
    const QString text = tr("%1 · %2", "a client's badge and label").arg(m_member.badge, m_member.label);
    return fitsWhole(text, theme.font(TextStyle::Label), theme.px(MostWidth - 2 * Side)) ? text : QString();
}

QSize Badge::sizeHint() const
{
    const Theme& theme = themeOf(this);
    const QString text = labelledText();
    const int size = theme.px(Size);
    if (text.isEmpty())
        return {size, size};
    return {advanceOf(theme.font(TextStyle::Label), text) + 2 * theme.px(Side), size};
}

void Badge::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QString text = labelledText();
    if (text.isEmpty()) {
        paintBadge(painter, rect(), m_member, theme);
        return;
    }
    StylePainter(painter, theme)
        .roundedBox(rect(), height() / 2.0, theme.color(roleOf(m_member.seat)), Qt::transparent);
    painter.setFont(theme.font(TextStyle::Label));
    painter.setPen(theme.onInk());
    painter.drawText(rect(), Qt::AlignCenter, text);
}

void paintBadge(QPainter& painter, const QRectF& circle, const CastMember& member, const Theme& theme)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(roleOf(member.seat)));
    painter.drawEllipse(circle);
    painter.setFont(theme.font(member.badge.size() > 1 ? TextStyle::Label : TextStyle::Strong));
    painter.setPen(theme.onInk());
    painter.drawText(circle, Qt::AlignCenter, member.badge);
}

} // namespace interleave
