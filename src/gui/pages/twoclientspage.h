#pragma once

#include "core/model/locking.h"
#include "gui/outcome/outcomestrip.h"

#include <QWidget>

#include <memory>
#include <vector>

class QPushButton;

namespace interleave {

namespace Ui {
class TwoClientsPage;
}
class CaptionLine;
class AskFirst;
class ClientCard;
class DiagramView;
class Inspector;
class LaneHeads;
class MessagesModel;
class TimelineCursor;
class ObserverStrip;
class RecordChoice;
class ServerCard;
class Stage;
struct Scenario;

/// Two clients, one record: the cards, what only we see, the story below them and the account at the bottom.
/// Shows the chosen moment of the stage's journal and is rendered anew at each event.
class TwoClientsPage final : public QWidget
{
    Q_OBJECT

public:
    /// \a stage, \a moment and \a askFirst must outlive the page.
    TwoClientsPage(Stage& stage, TimelineCursor& cursor, AskFirst& askFirst, QWidget* parent = nullptr);
    ~TwoClientsPage() override;

    /// The messages as a table instead of the diagram, as a screen reader wants them.
    void showTable(bool table);
    /// Without being asked it is shown where there is room.
    void showInspector(bool shown);
    [[nodiscard]] bool isInspectorShown() const;
    /// With motion messages slide in, and a card whose copy became stale or whose version was lost pulses.
    void setAnimated(bool animated);
    /// The inspector is folded to a caption at the bottom until it is asked for.
    void setPresenting(bool presenting);
    /// The next step, unless mayStep() says no.
    void step();
    /// Nobody has to say first what will become of the next step, or nobody has for a while and it is to be
    /// seen all the same. Else the question is shown.
    [[nodiscard]] bool mayStep();
    /// The stage left a session behind (Stage::previous()), which is the last session now, or could not be.
    void tellOfSession(bool kept);
    /// The server cannot run; \a problem says why.
    void showFailure(const QString& problem);

signals:
    /// A menu for the diagram was asked for at this place of the screen.
    void storyMenuAsked(const QPoint& place);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// Of the steps done so far, after the rule was changed; said until something else happens.
    enum class Replay { None, AskedFor, Running, Done };

    /// What is to be known now, and the way on from it, if the page has one.
    struct Notice final
    {
        QString words;
        QString way;
        QString description = {};
    };

    /// What the inspector shows.
    struct Inspected final
    {
        qint64 message = 0;
        qint64 moment = 0;
        QString words;

        bool operator==(const Inspected&) const = default;
    };

    void buildLanes();
    void render();
    void renderStart();
    void buildStory();
    void renderStory();
    void renderCaption();
    void alignLanes();
    void arrangeColumns();
    void setCompact(bool compact);
    void fitCards();
    void buildSwitches();
    void renderHeads(const Snapshot& snapshot);
    void arrangeHeads();
    void follow(OutcomeFigure figure);
    [[nodiscard]] QString wordsOn(qint64 seq) const;
    void renderInput();
    void pulseCards();
    void pulseFor(qint64 seq);
    void renderNotice();
    /// What is to be said of the last step that no message shows: it could not be done, or had nothing to do.
    [[nodiscard]] QString wordsWithoutMessage(const Scenario& scenario) const;
    [[nodiscard]] Notice noticeOf(const Scenario& scenario) const;
    [[nodiscard]] Notice noticeOfSession() const;
    void takeWay();
    void forgetSession(qint64 seq);
    void continueFromHere();
    void chooseLocking(Locking locking);
    void seatClients();
    void orderFocus();
    void replaceJournal();

    std::unique_ptr<Ui::TwoClientsPage> m_ui;
    Stage& m_stage;
    TimelineCursor& m_cursor;
    AskFirst& m_askFirst;
    RecordChoice* m_records;
    MessagesModel* m_messages;
    ServerCard* m_server = nullptr;
    std::vector<ClientCard*> m_clients;
    std::vector<ObserverStrip*> m_strips;
    LaneHeads* m_heads = nullptr;
    /// Null until something has happened.
    DiagramView* m_diagram = nullptr;
    Inspector* m_inspector = nullptr;
    std::optional<Inspected> m_inspected;
    bool m_animated = true;
    bool m_table = false;
    CaptionLine* m_caption;
    /// Between story and inspector, where they have no room beside each other.
    QPushButton* m_toInspector;
    QPushButton* m_toStory;
    bool m_compact = false;
    bool m_presenting = false;
    std::optional<bool> m_inspectorAsked;
    std::optional<bool> m_askedBefore;
    QList<QWidget*> m_focusOrder;
    QString m_failure;
    Replay m_replay = Replay::None;
    int m_replayedTo = 0;
    /// The events up to this one have been looked at by pulseCards().
    qint64 m_pulsed = 0;
    /// Whether what was left for this journal is the last session; nothing when none was, and after the next
    /// thing that is done here.
    std::optional<bool> m_sessionKept;
};

} // namespace interleave
