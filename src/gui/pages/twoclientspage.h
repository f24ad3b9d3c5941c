#pragma once

#include "gui/diagram/diagramview.h"
#include "gui/outcome/outcomestrip.h"
#include "gui/pages/page.h"

#include <memory>
#include <vector>

namespace interleave {

namespace Ui {
class TwoClientsPage;
}
class CaptionLine;
class AskFirst;
class ClientCard;
class ElidedLabel;
class ExportMenu;
class Inspector;
class InspectorColumn;
class LaneHeads;
class MessagesModel;
class ObserverStrip;
class RecordChoice;
class RoomAsking;
class ServerCard;
class Stage;
class StageTransport;
class TimelineCursor;

/// Two clients, one record: the cards, the observer's strips, the diagram below them, and the ledger at the
/// bottom. Shows the chosen moment of the stage's journal and is updated with each event.
class TwoClientsPage final : public Page
{
    Q_OBJECT

public:
    /// \a stage and \a transport must outlive the page.
    TwoClientsPage(Stage& stage, StageTransport& transport, QWidget* parent = nullptr);
    ~TwoClientsPage() override;

    [[nodiscard]] Transport* transport() override;
    [[nodiscard]] QMenu* exportMenu() const override;
    [[nodiscard]] bool canExport() const override;
    [[nodiscard]] bool isSettled() const override;
    void showTable(bool table) override;
    [[nodiscard]] MessagesView* messages() override;
    void toggleInspector() override;
    /// With animation, messages slide in, and a card pulses when its copy becomes stale or its version is
    /// lost.
    void setAnimated(bool animated) override;
    /// Shows only a caption at the bottom instead of the inspector, until that is opened.
    void setPresenting(bool presenting) override;
    void setTitle(const QString& title) override;
    void setStack(const QString& id) override;
    void tellOfSession(bool kept) override;

signals:
    /// The cards' places or fonts have changed. They are fitted when all that is in them has its font.
    void cardsChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// The replay of the finished steps after a change of the rule; shown until something else happens.
    enum class Replay { None, AskedFor, Running, Done };

    /// A notice, and the button for the next action, if the page has one.
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

    // Of the lanes' grid.
    static constexpr int StripRow = 1;
    static constexpr int ServerColumn = 1;

    void buildLanes();
    void showFailure(const QString& problem);
    void begForAnswer();
    void render();
    void renderOutcome(const Snapshot& snapshot, const QString& record);
    [[nodiscard]] QString story() const;
    [[nodiscard]] bool isSlipped(const QString& record) const;
    void renderStart();
    void buildStory();
    [[nodiscard]] Inspector* makeInspector();
    [[nodiscard]] DiagramView::Plan plannedStory() const;
    void planStory();
    [[nodiscard]] QMap<QString, QStringList> expectedTexts() const;
    void fitLines();
    [[nodiscard]] int linesOfClients() const;
    [[nodiscard]] bool hasLittleHeight() const;
    void renderStory();
    void renderCaption();
    void alignLanes();
    void arrangeColumns();
    void setCompact(bool compact);
    void fitCards();
    void buildSwitches();
    void buildQuestions();
    void renderHeads(const Snapshot& snapshot);
    void arrangeHeads();
    void follow(OutcomeFigure figure);
    [[nodiscard]] QString wordsOn(qint64 seq) const;
    void renderInput();
    void pulseCards();
    void pulseFor(qint64 seq);
    void renderNotice();
    /// A sentence about the last step if no message shows it: it could not be done, or had nothing to do.
    [[nodiscard]] QString wordsWithoutMessage(const Scenario& scenario) const;
    [[nodiscard]] Notice noticeOf(const Scenario& scenario) const;
    [[nodiscard]] Notice noticeOfSession() const;
    void takeWay();
    void forgetSession(qint64 seq);
    void continueFromHere();
    void chooseLocking(Locking locking);
    void seatClients();
    /// Of the room's clients those with a card, and those that were given a lane.
    [[nodiscard]] QStringList ownLanes() const;
    void followLanes();
    void orderFocus();
    void replaceJournal();

    std::unique_ptr<Ui::TwoClientsPage> m_ui;
    Stage& m_stage;
    StageTransport& m_transport;
    TimelineCursor& m_cursor;
    AskFirst& m_askFirst;
    RoomAsking* m_roomAsking = nullptr;
    ExportMenu* m_exportMenu;
    RecordChoice* m_records;
    MessagesModel* m_messages;
    ServerCard* m_server = nullptr;
    std::vector<ClientCard*> m_clients;
    std::vector<ObserverStrip*> m_strips;
    ElidedLabel* m_aboutStrips = nullptr;
    LaneHeads* m_heads = nullptr;
    /// Null until something has happened.
    DiagramView* m_diagram = nullptr;
    Inspector* m_inspector = nullptr;
    /// Empty for the usual one.
    QString m_stack;
    std::optional<Inspected> m_inspected;
    bool m_animated = true;
    bool m_table = false;
    CaptionLine* m_caption;
    InspectorColumn* m_column = nullptr;
    bool m_compact = false;
    /// Of the whole lesson with its lowest rows, in px at 100 %.
    qreal m_storyHeight = 0;
    bool m_isFittingLines = false;
    QList<QWidget*> m_focusOrder;
    /// Instead of the scenario's story.
    std::optional<QString> m_title;
    QString m_failure;
    Replay m_replay = Replay::None;
    int m_replayedTo = 0;
    /// pulseCards() has handled the events up to this one.
    qint64 m_pulsed = 0;
    /// Whether the replaced session was saved as the last session; nothing if none was replaced, and after
    /// the next action on the page.
    std::optional<bool> m_sessionKept;
};

} // namespace interleave
