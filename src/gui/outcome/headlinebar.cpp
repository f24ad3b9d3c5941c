#include "gui/outcome/headlinebar.h"

#include "gui/outcome/outcomepill.h"
#include "gui/theme/plaintext.h"
#include "gui/theme/theme.h"

#include <QEvent>
#include <QPainter>

namespace interleave {

namespace {

// At 100 %.
constexpr int Height = 28;
constexpr int LargeHeight = 40;
constexpr int Gap = 16;

} // namespace

HeadlineBar::HeadlineBar(QWidget* parent)
    : QWidget(parent)
    , m_outcome(new OutcomePill(this))
{
    m_outcome->setObjectName(QStringLiteral("headlineOutcome"));
    m_outcome->hide();
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void HeadlineBar::setHeadline(const Headline& headline)
{
    if (m_headline == headline)
        return;
    m_headline = headline;
    setAccessibleName(headline.story);
    setAccessibleDescription(headline.outcome.value(0));
    fit();
}

void HeadlineBar::setLarge(bool large)
{
    m_large = large;
    m_outcome->setLarge(large);
    updateGeometry();
    fit();
}

QSize HeadlineBar::sizeHint() const
{
    return minimumSizeHint();
}

QSize HeadlineBar::minimumSizeHint() const
{
    return {0, themeOf(this).px(m_large ? LargeHeight : Height)};
}

/// Whether the story is whole in \a style beside \a outcome.
/// Says the outcome in those words; how much of the width they leave to the story.
int HeadlineBar::leftBeside(const QString& outcome)
{
    m_outcome->setOutcome({m_headline.severity, outcome});
    return outcome.isEmpty() ? width() : width() - m_outcome->sizeHint().width() - themeOf(this).px(Gap);
}

/// A shorter outcome comes before the smallest type, and that before a story that is cut.
void HeadlineBar::choose()
{
    const Theme& theme = themeOf(this);
    const auto fits = [&](TextStyle style, int left) {
        m_style = style;
        return fitsWhole(m_headline.story, theme.font(style), left);
    };
    const QStringList outcomes = m_headline.outcome.isEmpty() ? QStringList{QString()} : m_headline.outcome;
    for (const QString& outcome : outcomes) {
        const int left = leftBeside(outcome);
        if ((m_large && fits(TextStyle::Title, left)) || fits(TextStyle::CardTitle, left) ||
            fits(TextStyle::Strong, left))
            return;
    }
    for (const QString& outcome : outcomes) {
        if (fits(TextStyle::Label, leftBeside(outcome)))
            return;
    }
}

void HeadlineBar::fit()
{
    choose();
    m_outcome->setVisible(!m_headline.outcome.isEmpty());
    const QSize size = m_outcome->sizeHint();
    m_outcome->setGeometry(QRect(QPoint(width() - size.width(), (height() - size.height()) / 2), size));
    const bool whole = fitsWhole(m_headline.story, themeOf(this).font(m_style), storyArea().width());
    setPlainTip(*this, whole ? QString() : m_headline.story);
    update();
}

QRect HeadlineBar::storyArea() const
{
    const int taken = m_headline.outcome.isEmpty() ? 0 : m_outcome->width() + themeOf(this).px(Gap);
    return rect().adjusted(0, 0, -taken, 0);
}

void HeadlineBar::resizeEvent(QResizeEvent*)
{
    fit();
}

void HeadlineBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        fit();
}

void HeadlineBar::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setFont(theme.font(m_style));
    painter.setPen(theme.text());
    const QRect area = storyArea();
    painter.drawText(
        area,
        Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
        firstWhole({m_headline.story}, painter.font(), area.width()));
}

} // namespace interleave
