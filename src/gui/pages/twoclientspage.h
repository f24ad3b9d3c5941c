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

/// Two clients, one record: the cards, the observer's strips, the diagram below them, and the ledger at the
/// bottom. Shows the chosen moment of the stage's journal and is updated with each event.
class TwoClientsPage final : public QWidget
{
    Q_OBJECT

public:
    /// \a stage, \a cursor and \a askFirst must outlive the page.
    TwoClientsPage(Stage& stage, TimelineCursor& cursor, AskFirst& askFirst, QWidget* parent = nullptr);
    ~TwoClientsPage() override;

    /// Shows the messages as a table instead of the diagram, for screen readers.
    void showTable(bool table);
    /// By default the inspector is shown if it fits.
    void showInspector(bool shown);
    [[nodiscard]] bool isInspectorShown() const;
    /// With animation, messages slide in, and a card pulses when its copy becomes stale or its version is
    /// lost.
    void setAnimated(bool animated);
    /// Shows only a caption at the bottom instead of the inspector, until that is opened.
    void setPresenting(bool presenting);
    /// Plays the next step, unless mayStep() is false.
    void step();
    /// Whether the next step may be played: it needs no guess, or the question was visible long enough and
    /// the user goes on without a guess. Otherwise shows the question.
    [[nodiscard]] bool mayStep();
    /// A session was replaced (Stage::previous()). \a kept: it was saved as the last session.
    void tellOfSession(bool kept);
    /// The server cannot run; \a problem says why.
    void showFailure(const QString& problem);

signals:
    /// A context menu for the diagram was requested; \a place is in screen coordinates.
    void storyMenuAsked(const QPoint& place);

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
    /// A sentence about the last step if no message shows it: it could not be done, or had nothing to do.
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
    /// For switching between diagram and inspector when they do not fit beside each other.
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
    /// pulseCards() has handled the events up to this one.
    qint64 m_pulsed = 0;
    /// Whether the replaced session was saved as the last session; nothing if none was replaced, and after
    /// the next action on the page.
    std::optional<bool> m_sessionKept;
};

} // namespace interleave
