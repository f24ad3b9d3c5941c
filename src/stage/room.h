#pragma once

#include "core/model/locking.h"
#include "http/room/roommember.h"
#include "http/room/roomscene.h"
#include "http/room/roomserver.h"
#include "stage/room/roomaddresses.h"

#include <QHostAddress>
#include <QList>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace interleave {

class Stage;

struct RoomOptions final
{
    RoomLimits limits = {};
    /// The addresses of this machine; roomAddresses() where none is given.
    std::function<QList<RoomAddress>()> addresses = {};
    /// Milliseconds between two looks at them, while the room is open.
    int lookEvery = 3'000;
};

/// The room as the presenter controls it: opens and closes the listener, knows who is there, and leads the
/// script. Belongs to a stage and lives in its thread; the listener lives in the server's.
class Room final : public QObject
{
    Q_OBJECT

public:
    static constexpr quint16 UsualPort = 8413;
    enum class State { Closed, Opening, Open, Closing };

    // Stage makes it.
    Room(Stage& stage, RoomOptions options);
    ~Room() override;

    /// Ends in opened() or failed(). Port 0: the usual one, or a free one where that is taken. While it is
    /// open at another address it moves there, or stays open as it was where that fails.
    void open(const QHostAddress& address, quint16 port = 0);
    void close();
    [[nodiscard]] State state() const;
    [[nodiscard]] bool isOpen() const { return state() == State::Open; }
    /// "http://192.168.1.20:8413"; empty while it is not open.
    [[nodiscard]] QString url() const;
    [[nodiscard]] QString code() const;
    /// What the QR code says: "http://192.168.1.20:8413/K7QM#…", with the token in the fragment, which no
    /// browser sends.
    [[nodiscard]] QString joinUrl() const;
    /// The addresses of this machine.
    [[nodiscard]] QList<RoomAddress> addresses() const;
    /// The open room's address is no longer one of this machine's. changed() also tells when addresses() are
    /// others while that is so.
    [[nodiscard]] bool isAddressGone() const;

    /// In the order in which they came; removed ones are not in it.
    [[nodiscard]] const QList<RoomMember>& members() const;
    [[nodiscard]] int hereCount() const;
    /// The name to show for a client: what they call themselves where names are shown, else the client's
    /// name.
    [[nodiscard]] QString nameOf(const QString& client) const;
    void rename(const QString& client, const QString& name);
    void remove(const QString& client);
    /// Hidden names are nowhere in the journal (JournalHeader::clients), so that they are in no export.
    void setNamesHidden(bool hidden);
    [[nodiscard]] bool areNamesHidden() const;
    /// Gives a client a lane of its own in the diagram, or no longer.
    void setOwnLane(const QString& client, bool own);
    [[nodiscard]] QStringList ownLanes() const;

    [[nodiscard]] const RoomScene& scene() const;
    /// "Everybody reads": the room's record starts over under the stage's rule, in a journal of its own.
    void begin();
    /// The same under \a locking.
    void beginAgain(Locking locking);
    /// "3 2 1 save".
    /// Does nothing while the room is not open, and during a countdown.
    void countDown();
    /// In milliseconds; 0 while there is no countdown.
    [[nodiscard]] int countdownLeft() const;
    /// "What is left?": asks the room. The choices are what the field should hold by the changes that were
    /// made, one less than it was, and another number.
    void askWhatIsLeft();
    /// Tells which of them the field holds now. Does nothing unless that is asked.
    void tellWhatIsLeft();
    /// It is asked, and not told yet.
    [[nodiscard]] bool isWhatIsLeftAsked() const;

    /// Any question, such as that of *Ask first*, of at least two choices. Replaces the one that is asked.
    void ask(const QString& text, const QStringList& choices);
    /// Tells which choice was right, or -1 for none; the question stays until the next one or dropQuestion().
    void reveal(int right);
    void dropQuestion();
    /// How many chose each choice of the question.
    [[nodiscard]] QList<int> votes() const;

signals:
    /// state(), url(), scene() or isAddressGone() may have changed.
    void changed();
    /// members(), nameOf(), votes() or ownLanes() may have changed.
    void membersChanged();
    void opened();
    /// One sentence, with what to do.
    void failed(const QString& problem);

private:
    friend class Stage;

    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace interleave
