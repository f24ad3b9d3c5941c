#pragma once

#include "core/locking.h"

#include <QWidget>

#include <memory>
#include <vector>

namespace interleave {

namespace Ui {
class TwoClientsPage;
}
class ClientCard;
class MessagesModel;
class Moment;
class ObserverStrip;
class ServerCard;
class Stage;

/// The middles of the three cards, from which the lifelines drop, in px from the page's left edge.
struct LaneMiddles final
{
    int a = 0;
    int server = 0;
    int b = 0;

    bool operator==(const LaneMiddles&) const = default;
};

/// Two clients, one record: the cards, what only we see, the story below them and the account at the bottom.
/// Shows the chosen moment of the stage's journal and is rendered anew at each event.
class TwoClientsPage final : public QWidget
{
    Q_OBJECT

public:
    /// \a stage and \a moment must outlive the page.
    TwoClientsPage(Stage& stage, Moment& moment, QWidget* parent = nullptr);
    ~TwoClientsPage() override;

    [[nodiscard]] LaneMiddles laneMiddles() const;

    /// Takes the place of the table of messages, full width, under the cards.
    void setStory(QWidget* story);
    /// Fills the column at the right, which is hidden without.
    void setInspector(QWidget* inspector);
    /// The server cannot run; \a problem says why.
    void showFailure(const QString& problem);

signals:
    void lanesMoved(const interleave::LaneMiddles& middles);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// Of the steps done so far, after the rule was changed; said until something else happens.
    enum class Replay { None, AskedFor, Running, Done };

    void buildLanes();
    void render();
    void renderStart();
    void renderInput();
    void renderNotice();
    void continueFromHere();
    void chooseLocking(Locking locking);
    void seatClients();
    void orderFocus();
    void replaceJournal();

    std::unique_ptr<Ui::TwoClientsPage> m_ui;
    Stage& m_stage;
    Moment& m_moment;
    MessagesModel* m_messages;
    ServerCard* m_server = nullptr;
    std::vector<ClientCard*> m_clients;
    std::vector<ObserverStrip*> m_strips;
    QWidget* m_story;
    LaneMiddles m_middles;
    QList<QWidget*> m_focusOrder;
    QString m_failure;
    Replay m_replay = Replay::None;
    int m_replayedTo = 0;
};

} // namespace interleave
