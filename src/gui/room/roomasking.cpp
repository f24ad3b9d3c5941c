#include "gui/room/roomasking.h"

#include "gui/playback/askfirst.h"
#include "gui/playback/guessing.h"
#include "stage/room.h"

#include <QScopedValueRollback>

#include <utility>

namespace interleave {

RoomAsking::RoomAsking(Room& room, const AskFirst& askFirst, QObject* parent)
    : QObject(parent)
    , m_room(room)
    , m_askFirst(askFirst)
{
    for (const auto signal : {&Room::changed, &Room::membersChanged}) {
        connect(&m_room, signal, this, [this] {
            if (!m_isTelling)
                emit changed();
        });
    }
}

void RoomAsking::follow(const QString& question, const QStringList& choices)
{
    if (m_isTelling)
        return;
    const QScopedValueRollback telling(m_isTelling, true);
    if (!m_room.isOpen() || !isOurs())
        m_step = -1;
    const int position = m_askFirst.lesson().position();
    if (m_step >= 0 && position > m_step)
        m_room.reveal(m_askFirst.lesson().truthOf(std::exchange(m_step, -1)).value_or(-1));
    else if (m_step >= 0 && (position < m_step || !m_askFirst.isOn())) {
        m_step = -1;
        m_room.dropQuestion();
    }
    if (question.isEmpty() || m_step == position || !m_room.isOpen())
        return;
    m_room.ask(question, choices);
    m_step = position;
    m_id = m_room.scene().question ? m_room.scene().question->id : 0;
}

QList<int> RoomAsking::counts() const
{
    return m_step >= 0 && m_room.isOpen() && isOurs() ? m_room.votes() : QList<int>();
}

bool RoomAsking::isOurs() const
{
    return m_room.scene().question && m_room.scene().question->id == m_id;
}

} // namespace interleave
