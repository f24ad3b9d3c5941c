#include "gui/export/diagramfile.h"

#include "core/ledger.h"
#include "core/outcome.h"
#include "gui/compare/comparison.h"
#include "gui/compare/sidepicture.h"
#include "gui/diagram/diagramgeometry.h"
#include "gui/diagram/diagrampainter.h"
#include "gui/diagram/diagramsvg.h"
#include "gui/diagram/typesetter.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace interleave {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(interleave::DiagramSvg)
};

// At 100 %.
constexpr int LeastWidth = 1080;
constexpr int LaneWidth = 300;
/// Of a side, which has a neighbour.
constexpr int LeastSideWidth = 900;
constexpr int SideLaneWidth = 260;
constexpr int SideGap = 24;
constexpr int CaptionHeight = 44;

qreal widthOf(const DiagramLayout& layout, int least, int lane)
{
    return std::max<qreal>(least, lane * static_cast<qreal>(layout.laneCount() + 1));
}

DiagramFrame
frameOf(const DiagramLayout& layout, const Theme& theme, qint64 moment, qreal width, qreal height)
{
    DiagramFrame frame;
    frame.moment = moment;
    frame.scale = theme.zoom() / 100.0;
    frame.width = theme.px(width);
    frame.middles = DiagramLayout::spread(frame.width, layout.laneCount());
    frame.heads = true;
    frame.height = height;
    return frame;
}

QString titleOf(const DiagramLayout& layout)
{
    return Text::tr("%1: who read and wrote what, and what was lost")
        .arg(layout.records().join(QStringLiteral(", ")));
}

Drawing drawingOf(const ExportSource& source, const Theme& theme)
{
    // What came after the moment is no part of it.
    const Journal journal = source.journal->cut(source.moment);
    DiagramLayout layout;
    layout.setJournal(&journal, source.panels);
    const DiagramFrame frame = frameOf(
        layout,
        theme,
        source.moment,
        widthOf(layout, LeastWidth, LaneWidth),
        layout.height(theme.zoom() / 100.0, true));
    DiagramPicture picture = layout.picture(frame);
    typeset(picture, theme);
    return {QSizeF(frame.width, frame.height), titleOf(layout), {{{}, {}, {}, std::move(picture)}}};
}

/// The steps of the scenario, which both sides have in common, instead of the messages of each.
void numberSteps(DiagramPicture& picture, const ComparisonLayout& layout, const DiagramFrame& frame)
{
    std::erase_if(picture.texts, [](const PictureText& text) { return text.kind == TextKind::Step; });
    for (int step = 0; step < layout.stepCount(); ++step) {
        const qreal top = layout.stepTop(step, frame.scale);
        PictureText number;
        number.kind = TextKind::Step;
        number.role = Role::Quiet;
        number.wordings = {QString::number(step + 1)};
        number.room = QRectF(
            0, top, frame.scale * DiagramGeometry::Gutter, layout.stepTop(step + 1, frame.scale) - top);
        picture.texts.push_back(number);
    }
}

/// The rule, and what it came to: a document has no strip below it that says so.
QString captionOf(const Comparison& comparison, const Snapshot& then, std::size_t side)
{
    const Ledger ledger = ledgerOf(then, comparison.recordId(side));
    const QString title = comparedSource(comparison, side).title;
    if (!ledger.value)
        return Text::tr("%1 · %2", "a comparison's side").arg(title, outcomeText(then).sentence);
    return Text::tr("%1 · %2 · %3 %4", "a comparison's side")
        .arg(title, outcomeText(then).sentence, ledger.headline, toText(*ledger.value));
}

Drawing drawingOf(const Comparison& comparison, const Theme& theme)
{
    const std::array<Journal, Comparison::SideCount> journals{
        comparison.journal(0)->cut(comparison.moment(0)), comparison.journal(1)->cut(comparison.moment(1))};
    std::array<ComparisonLayout::Side, Comparison::SideCount> sides;
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const auto& ends = comparison.ends(i);
        sides[i] = {
            &journals[i],
            comparison.panels(i),
            std::vector(ends.begin(), ends.begin() + comparison.position())};
    }
    const ComparisonLayout layout(sides);
    const qreal scale = theme.zoom() / 100.0;
    const qreal width = std::max(
        widthOf(layout.side(0), LeastSideWidth, SideLaneWidth),
        widthOf(layout.side(1), LeastSideWidth, SideLaneWidth));
    const qreal height = layout.height(scale);

    Drawing drawing;
    drawing.size =
        QSizeF(theme.px(2 * width + SideGap), height + theme.px(static_cast<qreal>(CaptionHeight)));
    drawing.title = titleOf(layout.side(0));
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const DiagramFrame frame = frameOf(layout.side(i), theme, comparison.moment(i), width, height);
        DiagramPicture picture = sidePicture(layout, i, frame, *comparison.scenario(), comparison.position());
        numberSteps(picture, layout, frame);
        typeset(picture, theme);
        const QPointF at(
            theme.px(static_cast<qreal>(i) * (width + SideGap)), theme.px(static_cast<qreal>(CaptionHeight)));
        const QRectF caption(
            at.x() + theme.px(20.0), theme.px(8.0), frame.width - theme.px(40.0), theme.px(28.0));
        drawing.parts.push_back(
            {at, captionOf(comparison, journals[i].latest(), i), caption, std::move(picture)});
    }
    return drawing;
}

QByteArray svgOf(const Drawing& drawing)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    writeSvg(buffer, drawing);
    return buffer.data();
}

QImage imageOf(const Drawing& drawing, const Theme& theme, int scale)
{
    QImage image(
        scale * QSize(qRound(drawing.size.width()), qRound(drawing.size.height())), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(theme.window());
    QPainter painter(&image);
    for (const Drawing::Part& part : drawing.parts) {
        painter.save();
        painter.setFont(theme.font(TextStyle::CardTitle));
        painter.setPen(theme.text());
        painter.drawText(part.captionRect, Qt::AlignVCenter | Qt::AlignLeft, part.caption);
        painter.translate(part.at);
        DiagramPainter(painter, theme).paint(part.picture);
        painter.restore();
    }
    return image;
}

} // namespace

QByteArray diagramSvg(const ExportSource& source)
{
    return svgOf(drawingOf(source, Theme::light()));
}

QImage diagramImage(const ExportSource& source, const Theme& theme, int scale)
{
    return imageOf(drawingOf(source, theme), theme, scale);
}

QByteArray comparisonSvg(const Comparison& comparison)
{
    return svgOf(drawingOf(comparison, Theme::light()));
}

QImage comparisonImage(const Comparison& comparison, const Theme& theme, int scale)
{
    return imageOf(drawingOf(comparison, theme), theme, scale);
}

ExportSource comparedSource(const Comparison& comparison, std::size_t side)
{
    return {
        comparison.journal(side),
        comparison.moment(side),
        comparison.panels(side),
        exportTitle(comparison.scenario()->title, comparison.recordId(side), comparison.rule(side))};
}

} // namespace interleave
