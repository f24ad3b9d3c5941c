#pragma once

#include "core/scenario/cast.h"
#include "engine/databases/enginetable.h"
#include "gui/pages/page.h"
#include "gui/transactiondiagram/transactionview.h"

#include <memory>
#include <optional>
#include <vector>

namespace interleave {

namespace Ui {
class TransactionsPage;
}
class CaptionLine;
class DatabaseCard;
class InspectorColumn;
class IsolationPane;
class LessonMenu;
class ObserverStrip;
class Room;
class RoomAsking;
class SessionCard;
class ExportMenu;
class TransactionTransport;
class TransactionsModel;

/// Sessions on one database: their cards and that of the database, the diagram of a lesson of transactions
/// below them, and the account at the bottom; or, in their place, what may happen at which isolation level.
class TransactionsPage final : public Page
{
    Q_OBJECT

public:
    /// See PageContext.
    TransactionsPage(const EnginePlaces& places, const QString& role, QWidget* parent = nullptr);
    ~TransactionsPage() override;

    /// Puts what is asked first to \a room, which must outlive the page.
    void setRoom(Room& room);

    [[nodiscard]] Transport* transport() override;
    [[nodiscard]] TransactionTransport* transactionTransport() override { return m_transport; }
    [[nodiscard]] QMenu* exportMenu() const override;
    [[nodiscard]] QMenu* lessonMenu() const override;
    [[nodiscard]] QString lessonTitle() const override;
    [[nodiscard]] bool canExport() const override;
    [[nodiscard]] bool isSettled() const override;
    void showTable(bool table) override;
    [[nodiscard]] MessagesView* messages() override;
    void toggleInspector() override;
    void setAnimated(bool animated) override;
    void setPresenting(bool presenting) override;
    void setTitle(const QString& title) override;
    void setAskFirst(bool on) override;
    void playTransactions(const TransactionsRequest& request) override;
    void showTransactions(const TransactionStory& story, int step) override;
    /// Shows what may happen at which isolation level, or the lesson.
    void showAllLevels(bool shown) override;
    void runAllLevels() override;

    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 0}; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// The button beside the notice.
    enum class Way { None, OtherLevel, LeaveFreePlay };

    void buildLanes();
    void buildSwitches();
    void connectAll();
    void nameAnswers();
    void replaceStory();
    void seatSessions();
    void addCard();
    void nameCard(std::size_t place, const CastMember& member);
    void render();
    void renderCards();
    void renderStory();
    [[nodiscard]] SequenceView::Plan planned() const;
    void renderStart();
    void renderInspector();
    void renderNotice();
    void takeWay();
    void startOrRetry();
    void goFreeOrLeave();
    void begForAnswer();
    [[nodiscard]] QString nextText() const;
    [[nodiscard]] QString waitingText() const;
    [[nodiscard]] QString otherLevel() const;
    [[nodiscard]] TransactionStep programOf(const QString& session, bool isRead) const;
    void arrange();
    [[nodiscard]] bool hasLittleHeight() const;
    void setCompact(bool compact);
    void alignLanes();
    void orderFocus();

    std::unique_ptr<Ui::TransactionsPage> m_ui;
    TransactionTransport* m_transport;
    /// Null where there is no room to ask.
    RoomAsking* m_roomAsking = nullptr;
    LessonMenu* m_lessonMenu;
    ExportMenu* m_exportMenu;
    TransactionsModel* m_table;
    DatabaseCard* m_database = nullptr;
    std::vector<SessionCard*> m_sessions;
    std::vector<ObserverStrip*> m_strips;
    TransactionView* m_diagram = nullptr;
    CaptionLine* m_caption = nullptr;
    InspectorColumn* m_column = nullptr;
    /// Null until it is shown.
    IsolationPane* m_allLevels = nullptr;
    Cast m_cast;
    QList<QWidget*> m_focusOrder;
    std::optional<QString> m_title;
    Way m_way = Way::None;
    bool m_isTable = false;
    bool m_animated = true;
    bool m_compact = false;
    /// What the inspector shows: another rendering would reset scrolling and selection.
    std::shared_ptr<const TransactionStory> m_inspected;
    qint64 m_inspectedSeq = -1;
    qint64 m_inspectedMoment = -1;
};

} // namespace interleave
