#include "gui/pages/transactionspage.h"

#include "ui_transactionspage.h"

#include "gui/labels/captionline.h"
#include "gui/pages/compactlayout.h"
#include "gui/pages/inspectorcolumn.h"
#include "gui/pages/lessonmenu.h"
#include "gui/panels/observerstrip.h"
#include "gui/playback/transactiontransport.h"
#include "gui/sessions/databasecard.h"
#include "gui/sessions/sessioncard.h"
#include "gui/theme/style.h"
#include "gui/transactiondiagram/transactionlayout.h"

#include <QEvent>

namespace interleave {

namespace {

constexpr int CardRow = 0;
constexpr int StripRow = 1;
constexpr int DatabaseColumn = 1;
/// Further sessions have a lane, and no card.
constexpr std::size_t MostCards = 4;
// At 100 %, as in the form.
constexpr int UsualGap = 32;
constexpr int NarrowGap = 16;
/// Below this the cards would leave too little of the height to the diagram.
constexpr int LeastHeight = 760;
constexpr int WidestLanes = 1424;
constexpr int WidestCard = 440;
/// Of all that stands around the diagram on the page, with cards of their usual height and without the
/// headline.
constexpr int UsualHeightAround = 422;

/// The database stands between the first two.
int columnOf(std::size_t session)
{
    return session == 0 ? 0 : static_cast<int>(session) + DatabaseColumn;
}

} // namespace

void TransactionsPage::buildLanes()
{
    m_ui->lanes->installEventFilter(this);
    addCard();
    m_database = new DatabaseCard(m_ui->lanes);
    m_database->setObjectName(QStringLiteral("databaseCard"));
    m_database->installEventFilter(this);
    m_ui->laneGrid->addWidget(m_database, CardRow, DatabaseColumn);
    addCard();
}

void TransactionsPage::addCard()
{
    const int column = columnOf(m_sessions.size());
    auto* card = new SessionCard(m_ui->lanes);
    auto* strip = new ObserverStrip(m_ui->lanes);
    m_ui->laneGrid->addWidget(card, CardRow, column);
    m_ui->laneGrid->addWidget(strip, StripRow, column);
    card->setCompact(m_compact);
    card->installEventFilter(this);
    m_sessions.push_back(card);
    m_strips.push_back(strip);
    connect(card, &SessionCard::stepAsked, m_transport, &TransactionTransport::perform);
    connect(card, &SessionCard::cancelAsked, m_transport, [this, card] {
        m_transport->cancelStatement(card->session());
    });
    connect(card, &SessionCard::levelChosen, m_transport, [this, card](const QString& level) {
        m_transport->chooseLevelOf(card->session(), level);
    });
}

void TransactionsPage::replaceStory()
{
    seatSessions();
    m_lessonMenu->setChosen(lessonTitle());
    arrange();
    emit controlsChanged();
}

/// The lesson's sessions, each with its card while there are cards.
void TransactionsPage::seatSessions()
{
    QStringList names;
    QList<ClientLook> looks;
    for (const LessonSession& session : m_transport->lesson().sessions) {
        names.append(session.name);
        looks.append({session.name, session.label});
    }
    m_cast = Cast(names, looks);
    while (m_sessions.size() < std::min(MostCards, static_cast<std::size_t>(names.size())))
        addCard();
    for (std::size_t i = 0; i < m_sessions.size(); ++i) {
        const bool isTaken = static_cast<qsizetype>(i) < names.size();
        m_sessions[i]->setVisible(isTaken);
        m_strips[i]->setVisible(isTaken);
        // A column without a card takes no space.
        m_ui->laneGrid->setColumnStretch(columnOf(i), isTaken ? 39 : 0);
        if (isTaken)
            nameCard(i, m_cast.member(names.at(static_cast<qsizetype>(i))));
    }
    m_ui->laneGrid->setColumnStretch(DatabaseColumn, 44);
    orderFocus();
}

void TransactionsPage::nameCard(std::size_t place, const CastMember& member)
{
    SessionCard* card = m_sessions[place];
    card->setObjectName(QStringLiteral("session%1Card").arg(member.name));
    m_strips[place]->setObjectName(QStringLiteral("session%1Strip").arg(member.name));
    card->setSession(member);
    card->setPrograms(programOf(member.name, true), programOf(member.name, false));
}

void TransactionsPage::arrange()
{
    // While a lesson is run, nothing says how much height it needs.
    const bool needsHeight = m_transport->story() == nullptr ? m_compact : hasLittleHeight();
    setCompact(hasLittleSpace(*this, LeastHeight) || needsHeight);
    m_column->arrange();
    const auto cards = static_cast<int>(m_transport->lesson().sessions.size());
    m_ui->sidePanel->setNarrow(cards > 2);
    m_ui->sidePanel->updateGeometry();
    setUnscaled(m_ui->laneGrid, {}, cards > 2 ? NarrowGap : UsualGap);
    const int most = WidestLanes + std::max(0, cards - 2) * WidestCard;
    m_ui->lanes->setProperty("unscaledMaximum", QSize(most, QWIDGETSIZE_MAX));
    m_ui->lanes->setMaximumWidth(themeOf(this).px(most));
    alignLanes();
}

/// Whether cards of their usual height would hide a part of the lesson below them.
bool TransactionsPage::hasLittleHeight() const
{
    const int caption = m_column->hasCaption() ? m_caption->sizeHint().height() : 0;
    const int space = height() - m_ui->headlineBar->sizeHint().height() - caption;
    const SequenceView::Plan plan = planned();
    const qreal least = TransactionLayout().height(1) + plan.otherHeight +
                        static_cast<qreal>(plan.messages) * DiagramLayout::LeastMessageHeight;
    return least > space * 100.0 / themeOf(this).zoom() - UsualHeightAround;
}

void TransactionsPage::setCompact(bool compact)
{
    if (m_compact == compact)
        return;
    m_compact = compact;
    for (SessionCard* card : m_sessions)
        card->setCompact(compact);
    m_database->setCompact(compact);
    setRowsCompact(*m_ui, compact);
}

/// The lifelines are below the middles of the cards.
void TransactionsPage::alignLanes()
{
    const auto middle = [this](const QWidget* card) {
        return m_diagram->viewport()->mapFromGlobal(card->mapToGlobal(QPoint(card->width() / 2, 0))).x();
    };
    LifelineMiddles middles{qreal(middle(m_database)), {}};
    for (const SessionCard* card : m_sessions) {
        if (!card->isHidden())
            middles.clients.append(middle(card));
    }
    const QWidget* first = m_sessions.front();
    middles.edge = m_diagram->viewport()->mapFromGlobal(first->mapToGlobal(QPoint())).x();
    m_diagram->setLaneMiddles(middles);
}

void TransactionsPage::orderFocus()
{
    QList<QWidget*> order;
    for (std::size_t i = 0; i < m_sessions.size(); ++i) {
        order << m_sessions[i]->focusOrder();
        if (i == 0)
            order << m_database->focusOrder();
    }
    order << m_diagram << m_ui->messagesView->focusOrder() << m_ui->noticeLine->focusOrder()
          << m_ui->askBar->focusOrder() << m_ui->outcomeStrip->focusOrder();
    if (order == m_focusOrder)
        return;
    m_focusOrder = order;
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order.at(i - 1), order.at(i));
}

bool TransactionsPage::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Move || event->type() == QEvent::Resize || event->type() == QEvent::Show)
        alignLanes();
    return Page::eventFilter(watched, event);
}

void TransactionsPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    arrange();
}

void TransactionsPage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_database != nullptr)
        arrange();
}

} // namespace interleave
