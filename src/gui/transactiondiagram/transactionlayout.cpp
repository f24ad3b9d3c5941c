#include "gui/transactiondiagram/transactionlayout.h"

#include "core/transactionwords/transactionparts.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "gui/transactiondiagram/transactioncomposer.h"
#include "gui/transactiondiagram/transactionwordings.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace interleave {

namespace {

using Kind = TransactionEvent::Kind;
using Row = TransactionLayout::Row;

/// \a goesOn is the answer to a statement that has waited, or that still waits, now for another.
Row rowOf(const TransactionEvent& event, bool goesOn)
{
    switch (event.kind) {
    case Kind::Waits:
        return goesOn ? Row::Line : Row::Request;
    case Kind::LeftOut:
        return Row::Line;
    case Kind::RolledBack:
        return event.isEngineRollback() ? Row::Answer : Row::Request;
    case Kind::Answered:
        if (goesOn)
            return Row::Answer;
        return event.action == TransactionAction::Begin && event.succeeded ? Row::Request : Row::Exchange;
    }
    Q_UNREACHABLE();
}

} // namespace

void TransactionLayout::setStory(const TransactionStory* story)
{
    const int height = m_messageHeight;
    *this = TransactionLayout();
    m_messageHeight = height;
    m_story = story;
    if (story == nullptr)
        return;
    m_sessions = sessionNames(story->journal);
    m_cast = Cast(m_sessions);
    const StoryView view(*story);
    m_trace = traceOf(view);
    m_notes = notesOf(view, m_trace, m_sessions);
    const TransactionWordings wordings(view);
    QMap<QString, int> waiting;
    for (const TransactionEvent& event : story->journal.events()) {
        const bool goesOn = waiting.value(event.session) == event.step && event.step > 0;
        m_rows.push_back({rowOf(event, goesOn), wordings.requestOf(event), wordings.answerTo(event)});
        if (event.kind == Kind::Waits)
            waiting.insert(event.session, event.step);
        else if (goesOn)
            waiting.remove(event.session);
    }
    arrange();
}

const TransactionNote* TransactionLayout::noteOf(qint64 seq) const
{
    const auto note = m_notes.constFind(seq);
    return note == m_notes.cend() ? nullptr : &*note;
}

int TransactionLayout::heightOf(Row row) const
{
    switch (row) {
    case Row::Exchange:
        return m_messageHeight;
    case Row::Request:
    case Row::Answer:
        return ArrowHeight;
    case Row::Line:
        return LineHeight;
    }
    Q_UNREACHABLE();
}

void TransactionLayout::arrange()
{
    m_tops.resize(1);
    m_messageRows = 0;
    for (const RowText& row : m_rows) {
        m_tops.push_back(m_tops.back() + heightOf(row.kind));
        m_messageRows += row.kind == Row::Exchange ? 1 : 0;
    }
}

void TransactionLayout::setMessageHeight(int height)
{
    if (m_messageHeight == height)
        return;
    m_messageHeight = height;
    arrange();
}

void TransactionLayout::padAfter(qint64 seq, int height)
{
    for (auto i = static_cast<std::size_t>(seq); i < m_tops.size(); ++i)
        m_tops[i] += height;
}

QStringList TransactionLayout::headingsOf(qsizetype lane) const
{
    const TransactionHeader& header = m_story->journal.header();
    const QString& name = m_sessions.at(lane);
    const QString heading = sessionHeading(header, name);
    QStringList headings{
        Text::tr("Session %1").arg(heading), heading, Text::tr("Session %1").arg(name), name};
    // A level of its own is told first.
    if (const QString level = sessionLevel(header, name); level != header.level)
        headings = QStringList{dotted({headings.first(), level}), dotted({name, level})} + headings;
    headings.append(m_cast.member(name).badge);
    headings.removeDuplicates();
    return headings;
}

QStringList TransactionLayout::databaseHeadings() const
{
    const TransactionHeader& header = m_story->journal.header();
    QStringList headings{
        dotted({databaseTitle(header), header.level}),
        dotted({header.engineTitle, header.level}),
        header.level,
        databaseTitle(header),
        header.engineTitle,
        Text::tr("Database")};
    headings.removeAll(QString());
    return headings;
}

qreal TransactionLayout::height(qreal scale, bool heads) const
{
    return std::ceil(
        ((heads ? DiagramLayout::HeadHeight : 0) + DiagramLayout::TopHeight + m_tops.back() +
         DiagramLayout::TailHeight + DiagramLayout::LegendHeight) *
        scale);
}

qreal TransactionLayout::rowTop(qint64 seq, qreal scale, bool heads) const
{
    Q_ASSERT(seq >= 1 && seq <= rowCount() + 1);
    const int above = (heads ? DiagramLayout::HeadHeight : 0) + DiagramLayout::TopHeight;
    return (above + m_tops[static_cast<std::size_t>(seq - 1)]) * scale;
}

qint64 TransactionLayout::seqAt(qreal y, qreal scale, bool heads) const
{
    const qreal row = y / scale - (heads ? DiagramLayout::HeadHeight : 0) - DiagramLayout::TopHeight;
    return std::upper_bound(m_tops.begin(), m_tops.end(), row) - m_tops.begin();
}

DiagramHit TransactionLayout::hit(const QPointF& point, const DiagramFrame& frame) const
{
    const qint64 seq = seqAt(frame.top + point.y(), frame.scale, frame.heads);
    return seq < 1 || seq > rowCount() ? DiagramHit() : DiagramHit{DiagramHit::Part::Row, seq};
}

int TransactionLayout::stepCount() const
{
    int steps = 0;
    for (qint64 seq = 1; seq <= rowCount(); ++seq)
        steps = std::max(steps, m_story->journal.event(seq).step);
    return steps;
}

qint64 TransactionLayout::endOfStep(int step) const
{
    return m_story->journal.endOfStep(step);
}

DiagramPicture TransactionLayout::picture(const DiagramFrame& frame) const
{
    return m_story == nullptr ? DiagramPicture() : TransactionComposer(*this, frame).compose();
}

} // namespace interleave
