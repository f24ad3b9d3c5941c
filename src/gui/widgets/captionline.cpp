#include "gui/widgets/captionline.h"

#include "gui/theme/theme.h"

#include <QPainter>
#include <QTextDocumentFragment>

namespace interleave {

namespace {

constexpr int Height = 40;
constexpr int Side = 20;
constexpr int Gap = 12;

} // namespace

CaptionLine::CaptionLine(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void CaptionLine::setCaption(const QString& title, const QString& story, Tone tone)
{
    m_title = title;
    m_story = QTextDocumentFragment::fromHtml(story).toPlainText();
    m_tone = tone;
    setAccessibleName(m_title);
    setAccessibleDescription(m_story);
    setToolTip(m_story);
    update();
}

QSize CaptionLine::sizeHint() const
{
    return {themeOf(this).px(480), themeOf(this).px(Height)};
}

QSize CaptionLine::minimumSizeHint() const
{
    return {0, themeOf(this).px(Height)};
}

void CaptionLine::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.card());
    painter.fillRect(QRect(0, 0, width(), 1), theme.line());
    QRect area = rect().adjusted(theme.px(Side), 0, -theme.px(Side), 0);
    const auto write = [&](const QString& text, TextStyle style, const QColor& ink) {
        painter.setFont(theme.font(style));
        painter.setPen(ink);
        const QString fitting = painter.fontMetrics().elidedText(text, Qt::ElideRight, area.width());
        painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, fitting);
        area.setLeft(area.left() + painter.fontMetrics().horizontalAdvance(fitting) + theme.px(Gap));
    };
    const Role role = roleOf(m_tone) == Role::Quiet ? Role::Text : roleOf(m_tone);
    write(m_title, TextStyle::CardTitle, theme.color(role));
    write(m_story, TextStyle::Body, theme.text());
}

} // namespace interleave
