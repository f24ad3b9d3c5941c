#pragma once

#include "gui/widgets/card.h"

#include <QStringList>

#include <array>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace interleave {

class BigText;
class ChoiceButton;
class MeasuredLabel;
class QrView;
class Room;
class VoteBars;
struct RoomAddress;

/// What the presenter does with the room: opens it, shows how to join, leads the script, and sees the vote.
class RoomColumn final : public Card
{
    Q_OBJECT

public:
    /// \a room must outlive it.
    explicit RoomColumn(Room& room, QWidget* parent = nullptr);

    /// Shows the room as it is now.
    void render();
    /// While the room is closed: what is shown is a room that is over, not a lesson. The door is folded then.
    void setOver(bool over);
    /// Why it could not be opened; one sentence, empty for none.
    void setProblem(const QString& problem);
    /// For little height.
    void setCompact(bool compact);
    /// It stands above the rest instead of beside it.
    void setNarrow(bool narrow);

    /// The focusable widgets, from top to bottom.
    [[nodiscard]] QList<QWidget*> focusOrder() const;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildClosed();
    void buildOpen();
    void buildScript(QVBoxLayout& rows);
    void buildDoor(QVBoxLayout& rows);
    void listAddresses();
    void renderClosed();
    void renderScript();
    void renderVote();
    void renderGone();
    void listMoves(const QList<RoomAddress>& addresses);
    void renderMove();

    Room& m_room;
    QWidget* m_closed;
    QLabel* m_title = nullptr;
    MeasuredLabel* m_intro = nullptr;
    QPushButton* m_unfold = nullptr;
    /// Where it is opened, and how.
    QWidget* m_door = nullptr;
    bool m_isOver = false;
    bool m_isUnfolded = false;
    ChoiceButton* m_addresses = nullptr;
    QPushButton* m_open = nullptr;
    MeasuredLabel* m_problem = nullptr;

    QWidget* m_joined;
    QLabel* m_joinTitle = nullptr;
    QrView* m_qr = nullptr;
    QLabel* m_url = nullptr;
    BigText* m_code = nullptr;
    MeasuredLabel* m_note = nullptr;
    MeasuredLabel* m_gone = nullptr;
    QPushButton* m_move = nullptr;
    /// Where the room may move, once its address is gone.
    ChoiceButton* m_moveTo = nullptr;
    QStringList m_moves;
    QLabel* m_now = nullptr;
    std::array<QPushButton*, 3> m_script = {};
    VoteBars* m_vote = nullptr;
    MeasuredLabel* m_hint = nullptr;
};

} // namespace interleave
