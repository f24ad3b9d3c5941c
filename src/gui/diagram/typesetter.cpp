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

qreal padding(const PictureText& text)
{
    switch (text.kind) {
    case TextKind::Answer:
        return 10;
    case TextKind::LostNote:
    case TextKind::RefusedNote:
        return 12;
    case TextKind::Rule:
    case TextKind::Head:
    case TextKind::NotYet:
    case TextKind::Client:
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
        return 0;
    }
    Q_UNREACHABLE();
}

/// The width of a text's box beside its words.
qreal around(const PictureText& text, const Theme& theme)
{
    return 2 * theme.px(padding(text)) + (text.icon ? theme.px(IconSize + IconGap) : 0);
}

void fit(PictureText& text, const Theme& theme, const QFontMetricsF& metrics)
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
        fit(text, theme, metrics);
        return;
    }
    if (!whole && words > most) {
        text.text = metrics.elidedText(text.text, Qt::ElideRight, most);
        // Two versions of which one is cut say something else.
        if (text.text.size() < ShortestCut || text.kind == TextKind::RefusedNote)
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
        return 13;
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
    LegendSample::Current};

void placeLegend(DiagramPicture& picture, const Theme& theme, const QFontMetricsF& metrics)
{
    const auto width = [&](qreal spacing) {
        qreal sum = -spacing;
        for (const LegendEntry& entry : picture.legend)
            sum += theme.px(sampleWidth(entry.sample) + SampleGap) + metrics.horizontalAdvance(entry.text) +
                   spacing;
        return sum;
    };
    const qreal right = picture.size.width() - theme.px(12.0);
    qreal spacing = theme.px(27.0);
    qreal left = picture.legendAt.x();
    if (left + width(spacing) > right) {
        spacing = theme.px(16.0);
    }
    for (const LegendSample sample : Expendable) {
        if (left + width(spacing) > right)
            std::erase_if(picture.legend, [=](const LegendEntry& entry) { return entry.sample == sample; });
    }
    const qreal height = theme.px(18.0);
    const qreal top = picture.legendAt.y() - height / 2;
    for (LegendEntry& entry : picture.legend) {
        entry.sampleRect = QRectF(left, top, theme.px(sampleWidth(entry.sample)), height);
        left = entry.sampleRect.right() + theme.px(SampleGap);
        entry.textRect = QRectF(left, top, std::ceil(metrics.horizontalAdvance(entry.text)) + 1, height);
        left = entry.textRect.right() + spacing;
    }
}

} // namespace

void typeset(DiagramPicture& picture, const Theme& theme)
{
    Metrics metrics(theme);
    for (PictureText& text : picture.texts)
        fit(text, theme, metrics.of(text.style));
    placeLegend(picture, theme, metrics.of(TextStyle::Hint));
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
