#pragma once

#include "gui/pages/page.h"
#include "gui/room/roomtries.h"

#include <QElapsedTimer>
#include <QTimer>

class QBoxLayout;
class QCheckBox;
class QLabel;
class QPushButton;

namespace interleave {

class ArrivalStrip;
class ElidedLabel;
class ExportMenu;
class MeasuredLabel;
class OutcomeStrip;
class Room;
class RoomColumn;
class RoomHead;
class RoomModel;
class RoomTransport;
class Stage;
class StageTransport;
class TilesView;
class TimelineCursor;
struct RoomView;

/// Everybody in the room as a client: the door, the script that the presenter leads, and what came of it. Shows
/// any journal that knows clients of a room, also without an open one.
class RoomPage final : public Page
{
    Q_OBJECT

public:
    /// Both must outlive it.
    RoomPage(Stage& stage, StageTransport& transport, QWidget* parent = nullptr);
    ~RoomPage() override;

    /// The stage's, for a saved journal; the room's script while the room is open.
    [[nodiscard]] Transport* transport() override;
    [[nodiscard]] bool hasLessons() override;
    [[nodiscard]] QMenu* exportMenu() const override;
    [[nodiscard]] QWidget* barContent() const override { return m_bar; }
    [[nodiscard]] bool canExport() const override;
    [[nodiscard]] bool isSettled() const override { return !m_renderTimer.isActive(); }
    void setPresenting(bool presenting) override;

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    void buildBar();
    QWidget* buildTiles();
    void connectRoom();
    /// Renders soon; once for many events.
    void schedule();
    void render();
    void renderHead(const RoomView& view);
    void renderBar();
    void renderEmpty();
    void renderChosen();
    void arrange();
    void orderFocus();
    void askAbout(const QString& client, const QPoint& place);
    void askName(const QString& client);
    void toggleLane(const QString& client);
    void compareRules();
    /// The truth is told, or there is nothing to guess.
    [[nodiscard]] bool isTold() const;

    Stage& m_stage;
    Room& m_room;
    StageTransport& m_transport;
    RoomTransport* m_script;
    TimelineCursor& m_cursor;
    ExportMenu* m_exportMenu;
    RoomModel* m_model;
    RoomTries m_tries;
    QBoxLayout* m_columns;
    RoomColumn* m_column;
    RoomHead* m_head;
    ArrivalStrip* m_arrivals;
    TilesView* m_tiles;
    MeasuredLabel* m_empty;
    ElidedLabel* m_chosen;
    QPushButton* m_compare;
    QCheckBox* m_hideNames;
    OutcomeStrip* m_outcome;
    /// In the window's bar once it is shown.
    QWidget* m_bar;
    QLabel* m_here = nullptr;
    QPushButton* m_close = nullptr;
    QTimer m_renderTimer;
    QElapsedTimer m_sinceRender;
    /// While a countdown runs.
    QTimer m_countdown;
    /// As it was told last.
    Transport* m_toldTransport = nullptr;
    bool m_isPresenting = false;
};

} // namespace interleave
