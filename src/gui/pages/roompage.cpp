#include "gui/pages/roompage.h"

#include "core/values/excerpt.h"
#include "core/values/textformat.h"
#include "gui/export/exportmenu.h"
#include "gui/labels/elidedlabel.h"
#include "gui/labels/measuredlabel.h"
#include "gui/outcome/outcomestrip.h"
#include "gui/pages/compactlayout.h"
#include "gui/playback/stagetransport.h"
#include "gui/playback/timelinecursor.h"
#include "gui/room/arrivalstrip.h"
#include "gui/room/roomcolumn.h"
#include "gui/room/roomhead.h"
#include "gui/room/roommodel.h"
#include "gui/room/roomtransport.h"
#include "gui/room/tilesview.h"
#include "gui/theme/style.h"
#include "stage/exportsource.h"
#include "stage/room.h"
#include "stage/stage.h"

#include <QCheckBox>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace interleave {

namespace {

/// Between two renderings, in ms: events of many clients arrive one by one.
constexpr int FrameMs = 33;
/// At 100 %: from this height of the window on there is plenty.
constexpr int RoomyHeight = 800;
/// At 100 %: from this width of the window on the rule has space beside what is told.
constexpr int RoomyWidth = 1100;
/// At 100 %: what is seen of the tiles at least, before the page scrolls.
constexpr int LeastTiles = 112;

} // namespace

RoomPage::RoomPage(Stage& stage, StageTransport& transport, QWidget* parent)
    : Page(parent)
    , m_stage(stage)
    , m_room(stage.room())
    , m_transport(transport)
    , m_script(new RoomTransport(m_room, this))
    , m_cursor(transport.cursor())
    , m_exportMenu(new ExportMenu([this] { return exportSource(m_stage, m_cursor.seq()); }, *this))
    , m_model(new RoomModel(this))
    , m_columns(new QHBoxLayout(this))
    , m_column(new RoomColumn(m_room, this))
    , m_head(new RoomHead(this))
    , m_arrivals(new ArrivalStrip(this))
    , m_tiles(new TilesView(*m_model, this))
    , m_empty(new MeasuredLabel(this))
    , m_chosen(new ElidedLabel(this))
    , m_compare(new QPushButton(tr("The same saves under another rule"), this))
    , m_hideNames(new QCheckBox(tr("Hide names"), this))
    , m_outcome(new OutcomeStrip(this))
    , m_bar(new QWidget(this))
{
    build();
    buildBar();
    connectRoom();
    m_renderTimer.setSingleShot(true);
    connect(&m_renderTimer, &QTimer::timeout, this, &RoomPage::render);
    m_countdown.setInterval(100);
    connect(&m_countdown, &QTimer::timeout, this, &RoomPage::schedule);
    connect(m_exportMenu, &SaveMenu::problemMet, this, &Page::problemMet);
    arrange();
    render();
}

RoomPage::~RoomPage() = default;

void RoomPage::build()
{
    m_columns->addWidget(m_column);
    auto* rows = new QVBoxLayout;
    m_columns->addLayout(rows, 1);
    rows->addWidget(m_head);
    rows->addWidget(m_arrivals);
    rows->addWidget(buildTiles(), 1);
    auto* line = new QHBoxLayout;
    rows->addLayout(line);
    setUnscaled(line, {}, 12);
    line->addWidget(m_chosen, 1);
    line->addWidget(m_compare);
    line->addWidget(m_hideNames);
    rows->addWidget(m_outcome);
    m_column->setObjectName(QStringLiteral("roomColumn"));
    m_head->setObjectName(QStringLiteral("roomHead"));
    m_arrivals->setObjectName(QStringLiteral("arrivalStrip"));
    // The tiles must not move when it comes.
    QSizePolicy kept = m_arrivals->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    m_arrivals->setSizePolicy(kept);
    m_chosen->setObjectName(QStringLiteral("chosenLine"));
    setTextStyle(m_chosen, TextStyle::Label);
    m_compare->setObjectName(QStringLiteral("compareRoomButton"));
    setButtonKind(m_compare, ButtonKind::Link);
    m_hideNames->setObjectName(QStringLiteral("hideNamesBox"));
    m_outcome->setObjectName(QStringLiteral("roomOutcomeStrip"));
    connect(m_compare, &QPushButton::clicked, this, &RoomPage::compareRules);
    connect(m_hideNames, &QCheckBox::clicked, &m_room, &Room::setNamesHidden);
    connect(m_head, &RoomHead::lockingChosen, &m_stage, &Stage::setLocking);
    connect(m_head, &RoomHead::againAsked, &m_room, &Room::beginAgain);
    connect(m_script, &RoomTransport::againAsked, m_head, &RoomHead::askAgain);
}

QWidget* RoomPage::buildTiles()
{
    auto* area = new QWidget(this);
    auto* rows = new QVBoxLayout(area);
    setUnscaled(rows, {}, 0);
    rows->addWidget(m_empty);
    rows->addWidget(m_tiles, 1);
    rows->addStretch(0);
    m_empty->setObjectName(QStringLiteral("emptyRoom"));
    m_empty->setTextFormat(Qt::PlainText);
    setTextStyle(m_empty, TextStyle::Body);
    m_tiles->setObjectName(QStringLiteral("roomTiles"));
    connect(m_tiles, &TilesView::currentShown, this, &RoomPage::renderChosen);
    connect(m_tiles, &TilesView::clientChosen, this, &RoomPage::toggleLane);
    connect(m_tiles, &TilesView::menuAsked, this, &RoomPage::askAbout);
    return area;
}

void RoomPage::buildBar()
{
    m_bar->setObjectName(QStringLiteral("roomBar"));
    auto* row = new QHBoxLayout(m_bar);
    setUnscaled(row, {}, 8);
    m_here = new QLabel(m_bar);
    m_here->setObjectName(QStringLiteral("hereLabel"));
    m_here->setTextFormat(Qt::PlainText);
    setTextStyle(m_here, TextStyle::Label);
    setTextRole(m_here, Role::Current);
    m_close = new QPushButton(tr("Close the room"), m_bar);
    m_close->setObjectName(QStringLiteral("closeRoomButton"));
    row->addWidget(m_here);
    row->addWidget(m_close);
    connect(m_close, &QPushButton::clicked, &m_room, &Room::close);
}

void RoomPage::connectRoom()
{
    connect(&m_stage, &Stage::changed, this, &RoomPage::schedule);
    connect(&m_stage, &Stage::eventsAppended, this, &RoomPage::schedule);
    connect(&m_stage, &Stage::journalReplaced, this, [this] {
        m_tries.clear();
        render();
    });
    connect(&m_cursor, &TimelineCursor::changed, this, &RoomPage::schedule);
    connect(&m_room, &Room::changed, this, &RoomPage::schedule);
    connect(&m_room, &Room::membersChanged, this, &RoomPage::schedule);
    connect(&m_room, &Room::failed, this, [this](const QString& problem) {
        m_column->setProblem(problem);
        if (m_room.isOpen())
            emit problemMet(problem);
    });
    connect(&m_transport, &Transport::changed, this, &Page::canExportChanged);
}

Transport* RoomPage::transport()
{
    if (m_room.isOpen())
        return m_script;
    return m_room.state() == Room::State::Closed && hasRoom(m_stage.journal()) ? &m_transport : nullptr;
}

bool RoomPage::hasLessons()
{
    return transport() == &m_transport;
}

QMenu* RoomPage::exportMenu() const
{
    return m_exportMenu;
}

bool RoomPage::canExport() const
{
    return !m_stage.journal().isEmpty();
}

void RoomPage::setPresenting(bool presenting)
{
    m_isPresenting = presenting;
    arrange();
}

void RoomPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    arrange();
    render();
}

void RoomPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    arrange();
}

void RoomPage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        arrange();
}

void RoomPage::arrange()
{
    const bool isRoomy = !hasLittleSpace(*this, RoomyHeight);
    const bool isCompact = hasLittleSpace(*this);
    m_column->setCompact(!isRoomy);
    m_head->setCompact(!isRoomy);
    m_outcome->setLarge(isRoomy && m_isPresenting);
    const bool isNarrow = window()->width() < themeOf(this).px(CompactWidth);
    m_columns->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_column->setNarrow(isNarrow);
    m_head->setNarrow(window()->width() < themeOf(this).px(RoomyWidth));
    m_tiles->setMinimumHeight(themeOf(this).px(LeastTiles));
    const int side = isCompact ? 12 : 20;
    setUnscaled(layout(), {side, isRoomy ? 16 : 8, side, isRoomy ? 16 : 8}, isCompact ? 12 : 20);
    setUnscaled(layout()->itemAt(1)->layout(), {}, isRoomy ? 12 : 6);
    setUnscaledHeight(m_outcome, isRoomy ? 44 : 36);
}

void RoomPage::schedule()
{
    if (m_renderTimer.isActive() || !isVisible())
        return;
    const bool isDue = !m_sinceRender.isValid() || m_sinceRender.hasExpired(FrameMs);
    m_renderTimer.start(isDue ? 0 : FrameMs);
}

bool RoomPage::isTold() const
{
    if (!m_room.isOpen())
        return true;
    const RoomPhase phase = m_room.scene().phase;
    return phase == RoomPhase::Free || (phase == RoomPhase::Left && !m_room.isWhatIsLeftAsked());
}

void RoomPage::render()
{
    m_sinceRender.start();
    const Journal& journal = m_stage.journal();
    const Snapshot snapshot = m_cursor.snapshot();
    const RoomSubject subject = roomSubjectOf(journal);
    m_tries.follow(journal, m_cursor.seq(), subject.record, subject.field);
    const RoomView view{journal, snapshot, m_tries, subject, isTold()};
    QList<RoomMember> members = m_room.members();
    for (RoomMember& member : members)
        member.name = m_room.areNamesHidden() ? QString() : member.name;
    QList<RoomTile> tiles = roomTiles(view, m_room.isOpen() ? &members : nullptr);
    const QStringList lanes = m_room.ownLanes();
    for (RoomTile& tile : tiles)
        tile.hasOwnLane = lanes.contains(tile.client);
    m_model->setTiles(tiles);
    m_column->setOver(!m_room.isOpen() && hasRoom(journal) && !journal.isEmpty());
    m_column->render();
    renderHead(view);
    renderEmpty();
    renderChosen();
    renderBar();
    m_hideNames->setChecked(m_room.areNamesHidden());
    m_hideNames->setVisible(m_room.isOpen());
    m_compare->setVisible(hasRoom(journal) && view.isTold && !journal.isEmpty());
    orderFocus();
    if (Transport* now = transport(); std::exchange(m_toldTransport, now) != now)
        emit controlsChanged();
    emit canExportChanged();
}

void RoomPage::renderHead(const RoomView& view)
{
    const Ledger ledger = ledgerOf(view.snapshot, view.subject.record);
    const RoomPhase phase = m_room.scene().phase;
    const bool isCounting = m_room.isOpen() && phase == RoomPhase::Countdown;
    const bool isSecret = !view.isTold && (phase == RoomPhase::Save || phase == RoomPhase::Left);
    const Record* record = view.snapshot.record(view.subject.record);
    const Value* value = record == nullptr ? nullptr : record->fields.find(view.subject.field);
    if (isCounting) {
        const int seconds = std::max(1, (m_room.countdownLeft() + 999) / 1000);
        m_head->setValue(tr("save in"), QString::number(seconds), false);
        m_countdown.start();
    } else {
        m_countdown.stop();
        const QString shown = value == nullptr ? QStringLiteral("—") : excerpt(*value).simplified();
        m_head->setValue(
            view.subject.field, isSecret ? QStringLiteral("?") : shown, view.isTold && ledger.isLost);
    }
    m_head->setStory(roomStory(view, m_model->tiles()));
    m_head->setRule(m_cursor.isPast() ? view.snapshot.locking() : m_stage.locking(), !m_cursor.isPast());
    const bool isBegun = phase == RoomPhase::Save || phase == RoomPhase::Left;
    m_head->setAgain(m_room.isOpen() && isBegun && !m_room.isWhatIsLeftAsked(), m_room.isOpen());
    const RoomArrivals arrivals = roomArrivals(view, m_model->tiles());
    m_arrivals->setArrivals(arrivals);
    m_arrivals->setHidden(arrivals.text().isEmpty());
    if (view.isTold)
        m_outcome->setLedger(ledger);
    else
        m_outcome->setUntold(ledger);
}

void RoomPage::renderEmpty()
{
    // A lesson of panels says nothing about a room.
    const bool isAbout = m_room.isOpen() || hasRoom(m_stage.journal());
    m_head->setVisible(isAbout);
    m_outcome->setVisible(isAbout);
    const bool isEmpty = m_model->rowCount() == 0;
    m_empty->setVisible(isEmpty);
    m_tiles->setHidden(isEmpty);
    if (!isEmpty)
        return;
    m_empty->setText(
        m_room.isOpen()
            ? tr("Nobody is here yet. Scan the code with a phone, or type the address and the four "
                 "letters.\n\n"
                 "The page says “If you can read this, your phone reaches the presenter.” If it does not "
                 "load, "
                 "the network may keep devices apart, as in many hotels and schools: open a hotspot on a "
                 "phone or "
                 "on this machine, let everybody join that, and open the room at its address.")
            : tr("Here stands a tile for everybody: what they hold, what they were told, and in the end what "
                 "became of it."));
}

void RoomPage::renderChosen()
{
    const RoomTile* tile =
        m_tiles->currentIndex().isValid() ? m_model->tileAt(m_tiles->currentIndex()) : nullptr;
    if (tile == nullptr && m_model->rowCount() == 0) {
        m_chosen->setWords({}, {});
        return;
    }
    if (tile == nullptr) {
        m_chosen->setWords(
            tr("Choose a tile: it says what that client read, sent and was told."), tr("Choose a tile."));
        return;
    }
    m_chosen->setWords(tile->inALine(), {});
}

void RoomPage::renderBar()
{
    const bool isOpen = m_room.isOpen();
    const QString here = tr("● %n here", "in the room", m_room.hereCount());
    const bool isResized = m_close->isHidden() == isOpen || m_here->text() != here;
    m_here->setText(here);
    m_here->setVisible(isOpen);
    m_close->setVisible(isOpen);
    if (isResized)
        emit controlsChanged();
}

void RoomPage::orderFocus()
{
    QList<QWidget*> order = m_column->focusOrder() + m_head->focusOrder();
    order << m_tiles << m_compare << m_hideNames << m_outcome->focusOrder();
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order.at(i - 1), order.at(i));
}

} // namespace interleave
