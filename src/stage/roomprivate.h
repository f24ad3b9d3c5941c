#pragma once

// Internal to Room and Stage.

#include "stage/room.h"
#include "stage/room/roomlooks.h"
#include "stage/serverthread.h"
#include "stage/stageprivate.h"

#include <QDeadlineTimer>
#include <QTimer>

namespace interleave {

class Room::Private final
{
public:
    Private(Room& room, Stage& itsStage, RoomOptions roomOptions);

    [[nodiscard]] Stage::Private& stage() const { return *owner.m_private; }
    template<typename F>
    void onServerThread(F function)
    {
        if (stage().serverThread != nullptr)
            stage().onServerThread(std::move(function));
    }

    // The stage tells these.
    void onServerStarted();
    void onOpened(const RoomDoor& opened, qint64 forTicket);
    void onFailed(const QString& problem, qint64 forTicket);
    void onClosed(qint64 forTicket);
    void onMemberChanged(const RoomMember& member);
    void onMemberMoved(const QString& former, const RoomMember& member);
    void onMemberRemoved(const QString& client);
    void onUnlocked();
    /// The journal is another one, and Stage::changed() is about to be emitted. \a isOwn: the room's script
    /// starts with it.
    void onRestarted(bool isOwn);
    void onStageChanged();
    /// The journal is about to get an event, or is another one: says in it who the clients are.
    void tellJournal();
    /// Members changed in a batch of events.
    void tellMembers();

    void askToOpen();
    void setState(State next);
    /// Tells the pages, and emits changed(), where \a next is another scene.
    void show(const RoomScene& next);
    /// Only tells the pages. False where it is the same scene.
    bool adopt(const RoomScene& next);
    /// The scene as the journal has it.
    [[nodiscard]] RoomScene sceneNow() const;
    void lookAtAddresses();
    [[nodiscard]] QList<RoomAddress> addresses() const;
    void showQuestion(std::optional<RoomQuestion> question, RoomPhase phase);

    Room& q;
    Stage& owner;
    RoomOptions options;
    State state = State::Closed;
    /// Of the last request to open or close; answers to earlier ones are out of date.
    qint64 ticket = 0;
    QHostAddress address;
    quint16 port = 0;
    RoomDoor door;
    bool isAddressGone = false;
    /// At the last look.
    QList<RoomAddress> seen;
    QTimer look;

    RoomNames names;
    QStringList ownLanes;
    bool isJournalBehind = false;
    bool haveMembersChanged = false;

    RoomScene scene;
    /// changed() is to be emitted with the stage's.
    bool isChangeUntold = false;
    int lastQuestion = 0;
    QDeadlineTimer countdown{0};
    /// The question is "What is left?".
    bool isLeftAsked = false;
};

} // namespace interleave
