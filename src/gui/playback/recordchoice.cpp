#include "gui/playback/recordchoice.h"

#include "gui/playback/timelinecursor.h"
#include "stage/stage.h"

namespace interleave {

RecordChoice::RecordChoice(Stage& stage, TimelineCursor& cursor, QObject* parent)
    : QObject(parent)
    , m_stage(stage)
    , m_cursor(cursor)
{
    connect(&stage, &Stage::journalReplaced, this, [this] { m_chosenAt = -1; });
    connect(&cursor, &TimelineCursor::changed, this, [this] {
        if (!holds())
            m_chosenAt = -1;
    });
}

QStringList RecordChoice::ids() const
{
    return m_stage.recordIds();
}

bool RecordChoice::holds() const
{
    return m_chosenAt == m_cursor.seq();
}

void RecordChoice::forgetOld()
{
    if (holds())
        return;
    m_inPast.clear();
    m_server.clear();
    m_chosenAt = m_cursor.seq();
}

QString RecordChoice::newestOf(const QString& client) const
{
    const QStringList known = ids();
    for (qint64 seq = m_cursor.seq(); seq > 0 && known.size() > 1; --seq) {
        const Event& event = m_stage.journal().event(seq);
        if ((client.isEmpty() || event.client == client) && known.contains(event.record))
            return event.record;
    }
    return known.first();
}

QString RecordChoice::ofClient(const QString& client) const
{
    if (!m_cursor.isPast())
        return m_stage.recordOf(client);
    const QString chosen = holds() ? m_inPast.value(client) : QString();
    return chosen.isEmpty() ? newestOf(client) : chosen;
}

QString RecordChoice::ofServer() const
{
    return holds() && !m_server.isEmpty() ? m_server : newestOf({});
}

void RecordChoice::chooseForClient(const QString& client, const QString& record)
{
    if (!m_cursor.isPast()) {
        m_stage.chooseRecord(client, record);
        return;
    }
    forgetOld();
    m_inPast.insert(client, record);
    emit changed();
}

void RecordChoice::chooseForServer(const QString& record)
{
    forgetOld();
    m_server = record;
    emit changed();
}

} // namespace interleave
