#include "gui/labels/captionline.h"

#include "gui/theme/plaintext.h"
#include "gui/theme/theme.h"

#include <QEvent>
#include <QPainter>
#include <QTextBoundaryFinder>
#include <QTextDocumentFragment>

#include <algorithm>
#include <cmath>

namespace interleave {

namespace {

// At 100 %.
constexpr int Height = 60;
constexpr int Side = 20;
constexpr int Gap = 12;

constexpr int MostLines = 2;

QStringList sentencesOf(const QString& text)
{
    QStringList sentences;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Sentence, text);
    qsizetype begin = 0;
    while (finder.toNextBoundary() > 0) {
        sentences.append(text.mid(begin, finder.position() - begin).trimmed());
        begin = finder.position();
    }
    return sentences;
}

} // namespace

CaptionLine::CaptionLine(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void CaptionLine::setCaption(const QString& title, const QString& story, Severity severity)
{
    m_title = title;
    m_story = QTextDocumentFragment::fromHtml(story).toPlainText();
    m_severity = severity;
    setAccessibleName(m_title);
    setAccessibleDescription(m_story);
    setPlainTip(*this, m_story);
    refit();
}

QString CaptionLine::shownStory() const
{
    return m_lines.text().replace(QChar::LineSeparator, QLatin1Char(' '));
}

QSize CaptionLine::sizeHint() const
{
    return {themeOf(this).px(480), themeOf(this).px(Height)};
}

QSize CaptionLine::minimumSizeHint() const
{
    return {0, themeOf(this).px(Height)};
}

/// It is seen in presenter mode alone, so it is laid out when it is.
void CaptionLine::refit()
{
    m_isFitted = false;
    if (isVisible())
        fit();
}

/// Shows as many sentences as fit. When they take two lines, starts the second with a new sentence if
/// possible.
void CaptionLine::fit()
{
    m_isFitted = true;
    lay({});
    const QStringList sentences = sentencesOf(m_story);
    const auto joined = [&sentences](qsizetype from, qsizetype to) {
        return sentences.mid(from, to - from).join(QLatin1Char(' '));
    };
    for (qsizetype count = sentences.size(); count > 0; --count) {
        bool fits = lay(joined(0, count)) == 1;
        for (qsizetype first = count - 1; first > 0 && !fits; --first)
            fits = lay(joined(0, first) + QChar::LineSeparator + joined(first, count)) <= MostLines;
        if (fits || lay(joined(0, count)) <= MostLines)
            break;
    }
    update();
}

/// Lays out \a words and returns how many lines they take.
int CaptionLine::lay(const QString& words)
{
    const Theme& theme = themeOf(this);
    const QFontMetricsF titleMetrics(theme.font(TextStyle::CardTitle));
    const qreal pitch = theme.lineHeight(TextStyle::Body);
    const qreal whole = width() - 2 * theme.px(Side);
    qreal indent = std::min(whole, std::ceil(titleMetrics.horizontalAdvance(m_title)) + theme.px(Gap));
    m_lines.setText(words);
    m_lines.setFont(theme.font(TextStyle::Body));
    m_lines.beginLayout();
    int count = 0;
    for (QTextLine line = m_lines.createLine(); line.isValid(); line = m_lines.createLine()) {
        line.setLineWidth(whole - indent);
        line.setPosition({indent, pitch * count});
        indent = 0;
        ++count;
    }
    m_lines.endLayout();
    return count;
}

void CaptionLine::resizeEvent(QResizeEvent*)
{
    refit();
}

void CaptionLine::showEvent(QShowEvent* event)
{
    if (!m_isFitted)
        fit();
    QWidget::showEvent(event);
}

void CaptionLine::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        refit();
}

void CaptionLine::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.card());
    painter.fillRect(QRect(0, 0, width(), 1), theme.line());
    const int pitch = theme.lineHeight(TextStyle::Body);
    const int lines = std::clamp(m_lines.lineCount(), 1, MostLines);
    const QRect area = rect().adjusted(theme.px(Side), (height() - lines * pitch) / 2, -theme.px(Side), 0);

    // Align both on the same base line.
    const QFontMetricsF story(m_lines.font());
    const qreal top = area.top() + (pitch - story.height()) / 2;
    const Role role = roleOf(m_severity) == Role::Quiet ? Role::Text : roleOf(m_severity);
    painter.setFont(theme.font(TextStyle::CardTitle));
    painter.setPen(theme.color(role));
    const QString title = painter.fontMetrics().elidedText(m_title, Qt::ElideRight, area.width());
    painter.drawText(QPointF(area.left(), top + story.ascent()), title);
    painter.setPen(theme.text());
    painter.setClipRect(rect().adjusted(0, 1, 0, 0));
    m_lines.draw(&painter, QPointF(area.left(), top));
}

} // namespace interleave
