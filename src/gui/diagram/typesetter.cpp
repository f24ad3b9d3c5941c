#include "gui/diagram/typesetter.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace interleave {

namespace {

constexpr qreal IconSize = 12;
constexpr qreal IconGap = 6;
constexpr qreal SampleGap = 8;
/// With fewer letters before its "…" a text says nothing.
constexpr qsizetype ShortestCut = 4;

/// The fonts of one theme, each measured once.
class Metrics final
{
public:
    explicit Metrics(const Theme& theme)
        : m_theme(theme)
    {
    }

    const QFontMetricsF& of(TextStyle style)
    {
        const auto known = m_metrics.find(style);
        return known != m_metrics.end()
                   ? known->second
                   : m_metrics.emplace(style, QFontMetricsF(m_theme.font(style))).first->second;
    }

private:
    const Theme& m_theme;
    std::map<TextStyle, QFontMetricsF> m_metrics;
};

qreal usualPadding(TextKind kind)
{
    switch (kind) {
    case TextKind::Answer:
        return 10;
    case TextKind::LostNote:
    case TextKind::RefusedNote:
        return 12;
    case TextKind::Rule:
    case TextKind::Head:
    case TextKind::NotYet:
    case TextKind::Client:
    case TextKind::Note:
        return 10;
    case TextKind::Playhead:
    case TextKind::Lease:
        return 6;
    case TextKind::Step:
    case TextKind::Request:
    case TextKind::StaleSince:
    case TextKind::Detail:
    case TextKind::Edit:
    case TextKind::AnswerLost:
    case TextKind::Record:
    case TextKind::Date:
    case TextKind::Values:
    case TextKind::Believes:
    case TextKind::LeftOut:
        return 0;
    }
    Q_UNREACHABLE();
}

/// It shrinks twice as fast as the distances beside it.
qreal padding(const PictureText& text)
{
    return usualPadding(text.kind) * text.closeness * text.closeness;
}

/// A part of such a text says something else, as of two versions one that is cut.
bool isWholeOrNothing(TextKind kind)
{
    return kind == TextKind::RefusedNote || kind == TextKind::Note || kind == TextKind::Believes ||
           kind == TextKind::Values;
}

/// The width of a text's box beside its words.
qreal around(const PictureText& text, const Theme& theme)
{
    return 2 * theme.px(padding(text)) + (text.icon ? theme.px(IconSize + IconGap) : 0);
}

void fit(PictureText& text, bool cutsNothing, const Theme& theme, const QFontMetricsF& metrics)
{
    const qreal most = text.space.width() - around(text, theme);
    const bool whole = text.kind == TextKind::Step || text.kind == TextKind::Playhead;
    // Measure each text once: measuring is slow.
    qreal words = 0;
    for (const QString& wording : text.wordings) {
        text.text = wording;
        words = metrics.horizontalAdvance(wording);
        if (whole || words <= most)
            break;
    }
    if (words > most && text.spaceAcross) {
        text.space = *std::exchange(text.spaceAcross, std::nullopt);
        text.align = text.align == Qt::AlignLeft ? Qt::AlignRight : Qt::AlignLeft;
        fit(text, cutsNothing, theme, metrics);
        return;
    }
    if (!whole && words > most) {
        text.text = metrics.elidedText(text.text, Qt::ElideRight, most);
        if (text.text.size() < ShortestCut || cutsNothing || isWholeOrNothing(text.kind))
            text.text.clear();
        words = metrics.horizontalAdvance(text.text);
    }
    if (text.kind == TextKind::NotYet) {
        text.box = text.space;
        return;
    }
    if (text.text.isEmpty())
        return;
    // Use whole px, so that the same text looks the same everywhere.
    const qreal width = std::ceil(words + around(text, theme));
    qreal left = text.axis.value_or(text.space.center().x()) - width / 2;
    left = std::max(text.space.left(), std::min(left, text.space.right() - width));
    if (text.align & Qt::AlignLeft)
        left = text.space.left();
    else if (text.align & Qt::AlignRight)
        left = text.space.right() - width;
    text.box = QRectF(std::round(left), text.space.top(), width, text.space.height());
}

qreal sampleWidth(LegendSample sample)
{
    switch (sample) {
    case LegendSample::Current:
    case LegendSample::Stale:
    case LegendSample::NeverCommitted:
    case LegendSample::OldValue:
    case LegendSample::Transaction:
        return 13;
    case LegendSample::WaitsForRow:
        return 24;
    case LegendSample::RolledBack:
        return 14;
    case LegendSample::Snapshot:
        return 10;
    case LegendSample::Committed:
    case LegendSample::Uncommitted:
    case LegendSample::Records:
    case LegendSample::Bead:
    case LegendSample::Refused:
    case LegendSample::Lost:
        return 16;
    case LegendSample::LostOnTheWay:
        return 24;
    case LegendSample::Request:
    case LegendSample::Answer:
        return 30;
    case LegendSample::Edit:
        return 10;
    case LegendSample::Holds:
    case LegendSample::Waits:
        return 6;
    }
    Q_UNREACHABLE();
}

/// The samples that are dropped first, because they explain themselves.
constexpr LegendSample Expendable[] = {
    LegendSample::Edit,
    LegendSample::Request,
    LegendSample::Answer,
    LegendSample::Bead,
    LegendSample::Current,
    LegendSample::Committed,
    LegendSample::RolledBack,
    LegendSample::Transaction};

/// In how many lines, and where each of them and its entries are.
class LegendLines final
{
public:
    LegendLines(DiagramPicture& picture, const Theme& theme, const QFontMetricsF& metrics)
        : m_picture(picture)
        , m_theme(theme)
        , m_metrics(metrics)
        , m_right(picture.size.width() - theme.px(12.0))
    {
    }

    void place()
    {
        const int most = m_picture.wrapsLegend ? 2 : 1;
        qreal spacing = m_theme.px(27.0);
        if (lines(spacing) > 1)
            spacing = m_theme.px(16.0);
        if (m_picture.isReflowed) {
            // What is wider than a whole line would be cut.
            std::erase_if(m_picture.legend, [this](const LegendEntry& entry) {
                return m_picture.legendAt.x() + width(entry) > m_right;
            });
            place(spacing, lines(spacing));
            return;
        }
        for (const LegendSample sample : Expendable) {
            if (lines(spacing) > most)
                std::erase_if(
                    m_picture.legend, [=](const LegendEntry& entry) { return entry.sample == sample; });
        }
        place(spacing, std::min(lines(spacing), most));
    }

private:
    [[nodiscard]] qreal width(const LegendEntry& entry) const
    {
        return m_theme.px(sampleWidth(entry.sample) + SampleGap) + advance(entry.text);
    }

    /// Each text is measured once, however many lines are tried.
    [[nodiscard]] qreal advance(const QString& text) const
    {
        const auto known = m_advances.find(text);
        return known != m_advances.end()
                   ? known->second
                   : m_advances.emplace(text, m_metrics.horizontalAdvance(text)).first->second;
    }

    [[nodiscard]] bool fits(qreal left, const LegendEntry& entry) const
    {
        return left + width(entry) <= m_right || left == m_picture.legendAt.x();
    }

    [[nodiscard]] int lines(qreal spacing) const
    {
        int count = 1;
        qreal left = m_picture.legendAt.x();
        for (const LegendEntry& entry : m_picture.legend) {
            if (!fits(left, entry)) {
                ++count;
                left = m_picture.legendAt.x();
            }
            left += width(entry) + spacing;
        }
        return count;
    }

    void place(qreal spacing, int count)
    {
        const qreal height = m_theme.px(18.0);
        qreal left = m_picture.legendAt.x();
        qreal top = m_picture.legendAt.y() - height / 2;
        // Those of a reflowed diagram go on downwards.
        if (!m_picture.isReflowed)
            top -= (count - 1) * m_theme.px(LineHalf);
        for (LegendEntry& entry : m_picture.legend) {
            if (count > 1 && !fits(left, entry)) {
                left = m_picture.legendAt.x();
                top += 2 * m_theme.px(LineHalf);
            }
            entry.sampleRect = QRectF(left, top, m_theme.px(sampleWidth(entry.sample)), height);
            left = entry.sampleRect.right() + m_theme.px(SampleGap);
            entry.textRect = QRectF(left, top, std::ceil(advance(entry.text)) + 1, height);
            left = entry.textRect.right() + spacing;
        }
    }

    /// Half of the distance of two lines.
    static constexpr qreal LineHalf = 11;

    DiagramPicture& m_picture;
    const Theme& m_theme;
    const QFontMetricsF& m_metrics;
    mutable std::map<QString, qreal> m_advances;
    qreal m_right;
};

} // namespace

void typeset(DiagramPicture& picture, const Theme& theme)
{
    Metrics metrics(theme);
    for (PictureText& text : picture.texts) {
        text.closeness = picture.closeness;
        fit(text, picture.isReflowed, theme, metrics.of(text.style));
    }
    LegendLines(picture, theme, metrics.of(TextStyle::Hint)).place();
}

QRectF wordsRect(const PictureText& text, const Theme& theme)
{
    const qreal inset = theme.px(padding(text));
    return text.box.adjusted(inset + (text.icon ? theme.px(IconSize + IconGap) : 0), 0, -inset, 0);
}

QRectF iconRect(const PictureText& text, const Theme& theme)
{
    if (!text.icon)
        return {};
    const qreal size = theme.px(IconSize);
    return {text.box.left() + theme.px(padding(text)), text.box.center().y() - size / 2, size, size};
}

} // namespace interleave
