#include "gui/diagram/diagramview.h"

#include "core/values/textformat.h"
#include "core/words/explanation.h"
#include "core/words/savedescription.h"
#include "gui/diagram/diagramgeometry.h"

namespace interleave {

void DiagramView::setJournal(const Journal* journal, const QStringList& panels, const QStringList& own)
{
    m_layout.setJournal(journal, panels, own);
    startStory();
}

void DiagramView::tellAppended()
{
    grow([this] { m_layout.catchUp(); });
}

qreal DiagramView::laneHalf() const
{
    return DiagramGeometry::laneHalf(m_layout);
}

qreal DiagramView::serverHalf() const
{
    return DiagramGeometry::serverHalf(m_layout);
}

SequenceView::Rows DiagramView::rows() const
{
    const qint64 messages = m_layout.messageRows();
    return {messages, m_layout.height(1) - qreal(messages * m_layout.messageHeight())};
}

bool DiagramView::isDrawnSlowly(qint64 seq) const
{
    return m_layout.journal()->event(seq).message != 0;
}

qint64 DiagramView::itemAt(const QPointF& place) const
{
    return m_layout.hit(place, frame()).seq;
}

bool DiagramView::isStop(qint64 seq) const
{
    return m_layout.journal()->event(seq).isMoment();
}

QString DiagramView::describe(qint64 seq) const
{
    const Event& event = m_layout.journal()->event(seq);
    const MessageText message = messageText(event, m_layout.namesRecords());
    QStringList parts;
    if (event.number.step > 0)
        parts.append(tr("Step %1").arg(event.number.text()));
    if (!event.client.isEmpty())
        parts.append(event.client);
    parts.append({message.request, message.answer});
    parts.removeAll(QString());
    parts.append(spokenNotes(event, m_layout.journal()->trees()));
    return listed(parts);
}

} // namespace interleave
