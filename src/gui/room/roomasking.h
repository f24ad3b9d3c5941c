#pragma once

#include <QObject>
#include <QStringList>

namespace interleave {

class AskFirst;
class Room;

/// Puts the questions of *Ask first* to the room while it is open, and tells it the answers. One for each page
/// that asks.
class RoomAsking final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    RoomAsking(Room& room, const AskFirst& askFirst, QObject* parent = nullptr);

    /// Call it whenever something may have changed. \a question is what the page asks before its next step;
    /// empty where it asks nothing, or is not shown.
    void follow(const QString& question, const QStringList& choices);
    /// How many in the room chose each; empty while the room is not asked this.
    [[nodiscard]] QList<int> counts() const;

signals:
    /// Call follow(); counts() may be others.
    void changed();

private:
    /// The room is still asked what was asked here.
    [[nodiscard]] bool isOurs() const;

    Room& m_room;
    const AskFirst& m_askFirst;
    /// The step that the room is asked about, counted from 0; -1 for none.
    int m_step = -1;
    /// RoomQuestion::id of that question.
    int m_id = 0;
    /// The room is being told something, and calls back.
    bool m_isTelling = false;
};

} // namespace interleave
