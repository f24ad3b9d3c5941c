#include "gui/export/headings.h"

#include <QFontMetricsF>

#include <cmath>

namespace interleave {

namespace {

// At 100 %.
constexpr qreal Side = 20;
constexpr qreal HeadlineTop = 12;
constexpr qreal LineHeight = 28;
constexpr qreal WrappedHeight = 24;
constexpr qreal SignSize = 16;
constexpr qreal SignGap = 6;
constexpr qreal CaptionTop = 8;
constexpr qreal CaptionHeight = 44;

/// As much of the beginning of a word as fits, at least one letter.
qsizetype fittingPart(const QString& word, const QFontMetricsF& metrics, qreal width)
{
    qsizetype size = 1;
    while (size < word.size() && metrics.horizontalAdvance(word.first(size + 1)) <= width)
        ++size;
    return size;
}

/// Broken between words, and within one that is wider than a line.
QStringList linesOf(const QString& text, const QFontMetricsF& metrics, qreal width)
{
    QStringList lines;
    QString line;
    for (QString word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const QString longer = line.isEmpty() ? word : line + QLatin1Char(' ') + word;
        if (metrics.horizontalAdvance(longer) <= width) {
            line = longer;
            continue;
        }
        if (!line.isEmpty())
            lines.append(line);
        while (metrics.horizontalAdvance(word) > width && word.size() > 1) {
            const qsizetype part = fittingPart(word, metrics, width);
            lines.append(word.first(part));
            word.remove(0, part);
        }
        line = word;
    }
    lines.append(line);
    return lines;
}

/// Words of one style, line by line.
class Lines final
{
public:
    Lines(const QString& text, TextStyle style, const Theme& theme, qreal width, TooWide tooWide)
        : m_theme(theme)
        , m_style(style)
        , m_width(width)
    {
        const QFontMetricsF metrics(theme.font(style));
        if (tooWide == TooWide::Wrap)
            m_lines = linesOf(text, metrics, width);
        else
            m_lines = QStringList{metrics.elidedText(text, Qt::ElideRight, width)};
    }

    /// Beyond the first line.
    [[nodiscard]] qreal more() const
    {
        return static_cast<qreal>(m_lines.size() - 1) * m_theme.px(WrappedHeight);
    }

    void add(Drawing& drawing, const QPointF& at, const Paint& paint) const
    {
        QRectF area(at, QSizeF(m_width, m_theme.px(LineHeight)));
        for (const QString& line : m_lines) {
            drawing.headings.push_back({area, m_style, paint, line, false});
            area.translate(0, m_theme.px(WrappedHeight));
        }
    }

private:
    const Theme& m_theme;
    TextStyle m_style;
    qreal m_width;
    QStringList m_lines;
};

} // namespace

qreal addHeadline(Drawing& drawing, const Headline& headline, const Theme& theme, TooWide tooWide)
{
    if (headline.story.isEmpty())
        return 0;
    const qreal side = theme.px(Side);
    const qreal line = theme.px(LineHeight);
    const qreal whole = drawing.size.width() - 2 * side;
    const qreal top = theme.px(HeadlineTop);
    const Lines story(headline.story, TextStyle::CardTitle, theme, whole, tooWide);
    story.add(drawing, QPointF(side, top), Paint::ink(Role::Text));
    const qreal end = top + line + story.more();
    if (headline.outcome.isEmpty())
        return end;
    const qreal sign = theme.px(SignSize);
    const qreal gap = theme.px(SignGap);
    const QString& outcome = headline.outcome.at(0);
    const qreal width =
        std::ceil(QFontMetricsF(theme.font(TextStyle::Strong)).horizontalAdvance(outcome)) + sign + gap;
    const qreal told =
        std::ceil(QFontMetricsF(theme.font(TextStyle::CardTitle)).horizontalAdvance(headline.story));
    const bool beside = told + theme.px(24.0) + width <= whole;
    const QRectF area(beside ? side + whole - width : side, beside ? top : end, width, line);
    const Paint ink = Paint::ink(roleOf(headline.severity));
    drawing.sign = Drawing::Sign{
        QRectF(area.left(), area.center().y() - sign / 2, sign, sign), signOf(headline.severity), ink};
    if (beside || tooWide == TooWide::Cut) {
        drawing.headings.push_back(
            {area.adjusted(sign + gap, 0, 0, 0), TextStyle::Strong, ink, outcome, false});
        return area.bottom();
    }
    const Lines lines(outcome, TextStyle::Strong, theme, whole - sign - gap, tooWide);
    lines.add(drawing, area.topLeft() + QPointF(sign + gap, 0), ink);
    return area.bottom() + lines.more();
}

qreal addCaption(
    Drawing& drawing,
    const QString& caption,
    const QPointF& at,
    qreal width,
    const Theme& theme,
    TooWide tooWide)
{
    const qreal side = theme.px(Side);
    const Lines lines(caption, TextStyle::CardTitle, theme, width - 2 * side, tooWide);
    lines.add(drawing, at + QPointF(side, theme.px(CaptionTop)), Paint::ink(Role::Text));
    return theme.px(CaptionHeight) + lines.more();
}

} // namespace interleave
