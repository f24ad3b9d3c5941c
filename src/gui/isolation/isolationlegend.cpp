#include "gui/isolation/isolationlegend.h"

#include "core/values/textformat.h"
#include "gui/isolation/cellsign.h"

#include <QPainter>

namespace interleave {

namespace {

constexpr int SignSize = 12;
constexpr int SignGap = 5;
constexpr int EntryGap = 18;
constexpr int LineGap = 4;

QString meaningOf(CellVerdict verdict)
{
    switch (verdict) {
    case CellVerdict::Happened:
        return IsolationLegend::tr("it happened, nobody was told");
    case CellVerdict::NotSeen:
        return IsolationLegend::tr("it was not seen");
    case CellVerdict::Waited:
        return IsolationLegend::tr("one waited, then went on");
    case CellVerdict::Refused:
        return IsolationLegend::tr("one was refused with the code and has to run again");
    }
    Q_UNREACHABLE();
}

} // namespace

IsolationLegend::IsolationLegend(QWidget* parent)
    : QWidget(parent)
{
    QStringList meanings;
    for (const CellVerdict verdict : AllCellVerdicts)
        meanings.append(meaningOf(verdict));
    setAccessibleName(tr("Results: %1", "what the signs mean").arg(listed(meanings, ListStyle::Semicolons)));
}

QList<QRect> IsolationLegend::places(int width) const
{
    const Theme& theme = themeOf(this);
    const QFontMetrics metrics(theme.font(TextStyle::Hint));
    const int height = theme.lineHeight(TextStyle::Hint);
    QList<QRect> places;
    QPoint at;
    for (const CellVerdict verdict : AllCellVerdicts) {
        const int entry = theme.px(SignSize + SignGap) + metrics.horizontalAdvance(meaningOf(verdict)) + 1;
        if (at.x() > 0 && at.x() + entry > width)
            at = {0, at.y() + height + theme.px(LineGap)};
        places.append({at, QSize(entry, height)});
        at.rx() += entry + theme.px(EntryGap);
    }
    return places;
}

int IsolationLegend::heightForWidth(int width) const
{
    return places(width).constLast().bottom() + 1;
}

void IsolationLegend::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setFont(theme.font(TextStyle::Hint));
    const QList<QRect> all = places(width());
    for (std::size_t i = 0; i < AllCellVerdicts.size(); ++i) {
        const CellVerdict verdict = AllCellVerdicts[i];
        const QRect place = all.at(static_cast<qsizetype>(i));
        const int size = theme.px(SignSize);
        drawIcon(
            painter,
            QRect(place.left(), place.top() + (place.height() - size) / 2, size, size),
            signOf(verdict),
            theme.color(roleOf(verdict)));
        painter.setPen(theme.quiet());
        painter.drawText(
            place.adjusted(theme.px(SignSize + SignGap), 0, 0, 0),
            Qt::AlignVCenter | Qt::AlignLeft,
            meaningOf(verdict));
    }
}

} // namespace interleave
