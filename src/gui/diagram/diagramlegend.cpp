#include "core/values/text.h"
#include "core/values/textformat.h"
#include "gui/diagram/diagramcomposer.h"
#include "gui/diagram/diagrampainter.h"

namespace interleave {

void DiagramComposer::addLegend()
{
    const DiagramLayout::Firsts& firsts = m_layout.firsts();
    const qreal y = m_geometry.wholeEnd() + m_geometry.px(24.0);
    m_picture.legendAt = QPointF(m_frame.middles.edge.value_or(m_geometry.px(20.0)), y);
    if (firsts.message == 0 || y > m_geometry.cutBottom())
        return;
    const auto add = [this](qint64 first, LegendSample sample, const QString& text) {
        if (first > 0 && !isFuture(first))
            m_picture.legend.push_back({sample, text, {}, {}});
    };
    add(firsts.current, LegendSample::Current, Text::tr("copy is current"));
    add(firsts.stale, LegendSample::Stale, Text::tr("copy is stale"));
    add(firsts.holds, LegendSample::Holds, Text::tr("holds the lease"));
    add(firsts.waits, LegendSample::Waits, Text::tr("waits for it", "for the lease"));
    add(firsts.message, LegendSample::Bead, Text::tr("version, in its author’s colour"));
    add(firsts.message, LegendSample::Request, Text::tr("request"));
    add(firsts.message, LegendSample::Answer, Text::tr("answer"));
    add(firsts.edit, LegendSample::Edit, Text::tr("typed", "a value into a field"));
    add(firsts.refused, LegendSample::Refused, Text::tr("refused: nothing written"));
    add(firsts.lostOnTheWay,
        LegendSample::LostOnTheWay,
        Text::tr("lost on the way", "a request or an answer"));
    add(firsts.loss, LegendSample::Lost, Text::tr("lost: overwritten, nobody told"));
    if (m_layout.records().size() > 1)
        add(firsts.message,
            LegendSample::Records,
            Text::tr("from left: %1", "the records of a client's bars").arg(listed(m_layout.records())));
}

void DiagramPainter::paintLegend(const LegendEntry& entry)
{
    if (entry.sample < LegendSample::Transaction)
        paintSample(entry);
    else
        paintTransactionSample(entry);
    m_canvas.words({entry.textRect, TextStyle::Hint, Paint::ink(Role::Quiet), entry.text, false});
}

void DiagramPainter::paintBarSample(const QRectF& sample, Freshness state, bool neverWas)
{
    PictureBar bar;
    bar.state = state;
    bar.neverWas = neverWas;
    bar.rect = sample.adjusted(0, px(2.0), 0, -px(2.0));
    paintBar(bar);
}

void DiagramPainter::paintSample(const LegendEntry& entry)
{
    const QRectF& sample = entry.sampleRect;
    const QPointF middle = sample.center();
    switch (entry.sample) {
    case LegendSample::Current:
        paintBarSample(sample, Freshness::Current);
        break;
    case LegendSample::Stale:
        paintBarSample(sample, Freshness::Stale);
        break;
    case LegendSample::Holds:
    case LegendSample::Waits:
        paintLease({0, 0, entry.sample == LegendSample::Waits, 0, sample});
        break;
    case LegendSample::Records: {
        const qreal width = sample.width() / 2 - px(2.0);
        QRectF bar(sample.left(), sample.top(), width, sample.height());
        paintBarSample(bar, Freshness::Current);
        bar.moveRight(sample.right());
        paintBarSample(bar, Freshness::Current);
        break;
    }
    case LegendSample::Bead:
        m_canvas.circle(middle, px(8.0), Paint::ink(Role::Server));
        break;
    case LegendSample::Request:
    case LegendSample::Answer:
        m_canvas.line(
            QPointF(sample.left(), middle.y()),
            QPointF(sample.right(), middle.y()),
            entry.sample == LegendSample::Request ? stroke(Paint::ink(Role::Quiet), 2)
                                                  : stroke(Paint::ink(Role::Quiet), 2, {5, 4}));
        break;
    case LegendSample::Edit:
        paintMark({0, middle, Role::Quiet, false});
        break;
    case LegendSample::Refused:
        paintBadge(middle, px(8.0));
        break;
    case LegendSample::LostOnTheWay: {
        const Paint paint = Paint::ink(Role::Pending);
        const QPointF end(sample.right() - px(5.0), middle.y());
        m_canvas.line(QPointF(sample.left(), middle.y()), end, stroke(paint, 2, {5, 4}));
        paintCross(end, px(4.0), stroke(paint, 2, {}, Qt::RoundCap));
        break;
    }
    case LegendSample::Lost:
        m_canvas.circle(middle, px(7.0), Paint::fill(Role::Lost), lostOutline());
        break;
    case LegendSample::Transaction:
    case LegendSample::Committed:
    case LegendSample::Uncommitted:
    case LegendSample::RolledBack:
    case LegendSample::WaitsForRow:
    case LegendSample::Snapshot:
    case LegendSample::NeverCommitted:
    case LegendSample::OldValue:
        break;
    }
}

void DiagramPainter::paintTransactionSample(const LegendEntry& entry)
{
    const QRectF& sample = entry.sampleRect;
    const QPointF middle = sample.center();
    switch (entry.sample) {
    case LegendSample::Transaction:
        paintFrame({0, sample.adjusted(0, px(1.0), 0, -px(1.0)), Role::Quiet, true, true});
        break;
    case LegendSample::Committed:
        m_canvas.circle(middle, px(8.0), Paint::ink(Role::Server));
        break;
    case LegendSample::Uncommitted:
        m_canvas.circle(middle, px(7.0), Paint::ground(), stroke(Paint::ink(Role::Quiet), 2, {4, 3}));
        break;
    case LegendSample::RolledBack:
        paintCross(middle, px(5.0), stroke(Paint::ink(Role::Server), 3, {}, Qt::RoundCap));
        break;
    case LegendSample::WaitsForRow:
        paintMark({0, middle, Role::Pending, true});
        break;
    case LegendSample::Snapshot:
        paintMark({0, middle, Role::Quiet, false});
        break;
    case LegendSample::NeverCommitted:
        paintBarSample(sample, Freshness::Stale, true);
        break;
    case LegendSample::OldValue:
        paintBarSample(sample, Freshness::Stale);
        break;
    default:
        break;
    case LegendSample::Current:
    case LegendSample::Stale:
    case LegendSample::Holds:
    case LegendSample::Waits:
    case LegendSample::Bead:
    case LegendSample::Request:
    case LegendSample::Answer:
    case LegendSample::Edit:
    case LegendSample::Refused:
    case LegendSample::LostOnTheWay:
    case LegendSample::Lost:
    case LegendSample::Records:
        break;
    }
}

} // namespace interleave
