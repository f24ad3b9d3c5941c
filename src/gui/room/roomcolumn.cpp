#include "gui/room/roomcolumn.h"

#include "gui/labels/measuredlabel.h"
#include "gui/room/bigtext.h"
#include "gui/room/qrview.h"
#include "gui/room/votebars.h"
#include "gui/theme/style.h"
#include "gui/widgets/choicebutton.h"
#include "gui/widgets/divider.h"
#include "stage/room.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace interleave {

namespace {

/// In px at 100 %.
constexpr int Width = 320;

void dress(QLabel& label, const char* name, TextStyle style, Role role, const QString& text)
{
    label.setText(text);
    label.setObjectName(QLatin1String(name));
    label.setTextFormat(Qt::PlainText);
    setTextStyle(&label, style);
    setTextRole(&label, role);
}

QLabel* addLabel(QVBoxLayout& rows, const char* name, TextStyle style, Role role, const QString& text = {})
{
    auto* label = new QLabel(rows.parentWidget());
    dress(*label, name, style, role, text);
    rows.addWidget(label);
    return label;
}

MeasuredLabel* addText(QVBoxLayout& rows, const char* name, TextStyle style, Role role, const QString& text = {})
{
    auto* label = new MeasuredLabel(rows.parentWidget());
    dress(*label, name, style, role, text);
    rows.addWidget(label);
    return label;
}

/// What can be chosen, and below it what it is.
QString describe(const RoomAddress& address)
{
    const QString text = address.address.toString();
    if (address.isLoopback)
        return RoomColumn::tr("%1\nOnly this machine, to try it out").arg(text);
    return RoomColumn::tr("%1\n%2, for phones in the same network", "an address, and its interface")
        .arg(text, address.interfaceName);
}

} // namespace

RoomColumn::RoomColumn(Room& room, QWidget* parent)
    : Card(parent)
    , m_room(room)
    , m_closed(new QWidget(this))
    , m_joined(new QWidget(this))
{
    setNarrow(false);
    auto* rows = new QVBoxLayout(this);
    setUnscaled(rows, {16, 16, 16, 16}, 0);
    rows->addWidget(m_closed);
    rows->addWidget(m_joined);
    buildClosed();
    buildOpen();
    render();
}

void RoomColumn::buildClosed()
{
    auto* rows = new QVBoxLayout(m_closed);
    setUnscaled(rows, {}, 12);
    m_title = addLabel(*rows, "roomTitle", TextStyle::CardTitle, Role::Text);
    m_intro = addText(*rows, "roomIntro", TextStyle::Body, Role::Text);
    m_unfold = new QPushButton(tr("Open another room"), m_closed);
    m_unfold->setObjectName(QStringLiteral("newRoomButton"));
    rows->addWidget(m_unfold);
    connect(m_unfold, &QPushButton::clicked, this, [this] {
        m_isUnfolded = true;
        renderClosed();
        m_open->setFocus();
    });
    m_door = new QWidget(m_closed);
    rows->addWidget(m_door);
    auto* door = new QVBoxLayout(m_door);
    setUnscaled(door, {}, 12);
    buildDoor(*door);
    rows->addStretch(1);
}

void RoomColumn::buildDoor(QVBoxLayout& rows)
{
    QLabel* address = addLabel(rows, "addressLabel", TextStyle::Label, Role::Quiet, tr("At this address"));
    m_addresses = new ChoiceButton(m_door);
    m_addresses->setObjectName(QStringLiteral("addressButton"));
    m_addresses->setSubject(tr("Address"));
    address->setBuddy(m_addresses);
    rows.addWidget(m_addresses);
    m_open = new QPushButton(tr("Open the room"), m_door);
    m_open->setObjectName(QStringLiteral("openRoomButton"));
    setButtonKind(m_open, ButtonKind::Primary);
    rows.addWidget(m_open);
    connect(m_open, &QPushButton::clicked, this, [this] {
        setProblem({});
        m_room.open(QHostAddress(m_addresses->value().toString()));
    });
    m_problem = addText(rows, "roomProblem", TextStyle::Label, Role::Lost);
    addText(
        rows,
        "roomHint",
        TextStyle::Hint,
        Role::Quiet,
        tr("Nothing else of this machine can be reached there. The room closes with this window."));
}

void RoomColumn::setOver(bool over)
{
    if (m_isOver == over)
        return;
    m_isOver = over;
    m_isUnfolded = false;
    renderClosed();
}

void RoomColumn::renderClosed()
{
    const bool isFolded = m_isOver && !m_isUnfolded;
    m_title->setText(m_isOver ? tr("A room that is over") : tr("Everybody is a client"));
    m_intro->setText(
        m_isOver ? tr("What everybody did, and what became of it. Step through it, look at it on Two clients, or "
                      "compare it under another rule.")
                 : tr("Open the room, and everybody joins with a phone: all read the same stock, sell one, and "
                      "save at the same moment. Then look at what is left."));
    m_unfold->setVisible(isFolded);
    m_door->setHidden(isFolded);
    m_open->setEnabled(m_room.state() == Room::State::Closed);
    m_open->setText(m_room.state() == Room::State::Opening ? tr("Opening …") : tr("Open the room"));
    m_problem->setVisible(!m_problem->text().isEmpty());
}

void RoomColumn::buildOpen()
{
    auto* rows = new QVBoxLayout(m_joined);
    setUnscaled(rows, {}, 6);
    m_joinTitle = addLabel(*rows, "joinTitle", TextStyle::CardTitle, Role::Text, tr("Join with your phone"));
    m_gone = addText(*rows, "addressGone", TextStyle::Label, Role::Lost);
    m_moveTo = new ChoiceButton(m_joined);
    m_moveTo->setObjectName(QStringLiteral("moveAddressButton"));
    m_moveTo->setSubject(tr("New address"));
    rows->addWidget(m_moveTo);
    m_move = new QPushButton(m_joined);
    m_move->setObjectName(QStringLiteral("moveRoomButton"));
    rows->addWidget(m_move);
    connect(m_moveTo, &ChoiceButton::chosen, this, &RoomColumn::renderMove);
    connect(m_move, &QPushButton::clicked, this, [this] {
        m_room.open(QHostAddress(m_moveTo->value().toString()));
    });
    m_qr = new QrView(m_joined);
    m_qr->setObjectName(QStringLiteral("qrView"));
    rows->addWidget(m_qr, 100);
    m_url = addLabel(*rows, "roomUrl", TextStyle::Code, Role::Text);
    m_url->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_code = new BigText(TextStyle::CodeBold, 38, m_joined);
    m_code->setObjectName(QStringLiteral("roomCode"));
    rows->addWidget(m_code);
    m_note = addText(
        *rows,
        "joinNote",
        TextStyle::Hint,
        Role::Quiet,
        tr("Same Wi-Fi. Nothing to install. The room closes with this window."));
    auto* divider = new Divider(m_joined);
    rows->addWidget(divider);
    buildScript(*rows);
    m_vote = new VoteBars(m_joined);
    m_vote->setObjectName(QStringLiteral("voteBars"));
    rows->addWidget(m_vote);
    m_hint = addText(*rows, "scriptHint", TextStyle::Hint, Role::Quiet);
    rows->addStretch(1);
}

void RoomColumn::buildScript(QVBoxLayout& rows)
{
    m_now = addLabel(rows, "nowTitle", TextStyle::CardTitle, Role::Text, tr("Now"));
    auto* bar = new Card(m_joined);
    auto* steps = new QVBoxLayout(bar);
    setUnscaled(steps, {3, 3, 3, 3}, 1);
    const std::array names{"readStep", "saveStep", "leftStep"};
    for (std::size_t i = 0; i < m_script.size(); ++i) {
        auto* button = new QPushButton(bar);
        button->setObjectName(QLatin1String(names[i]));
        button->setCheckable(true);
        button->setProperty("listed", true);
        setButtonKind(button, ButtonKind::Choice);
        setUnscaledHeight(button, 34);
        steps->addWidget(button);
        m_script[i] = button;
        // What is chosen follows from the room, not from the click.
        connect(button, &QPushButton::clicked, this, &RoomColumn::renderScript);
    }
    rows.addWidget(bar);
    connect(m_script[0], &QPushButton::clicked, this, [this] { m_room.begin(); });
    connect(m_script[1], &QPushButton::clicked, this, [this] {
        if (m_room.scene().phase == RoomPhase::Read)
            m_room.countDown();
    });
    connect(m_script[2], &QPushButton::clicked, this, [this] {
        if (m_room.isWhatIsLeftAsked())
            m_room.tellWhatIsLeft();
        else if (m_room.scene().phase == RoomPhase::Save)
            m_room.askWhatIsLeft();
    });
}

QList<QWidget*> RoomColumn::focusOrder() const
{
    QList<QWidget*> order{m_unfold, m_addresses, m_open, m_moveTo, m_move};
    for (QPushButton* button : m_script)
        order << button;
    return order;
}

void RoomColumn::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    listAddresses();
}

void RoomColumn::listAddresses()
{
    const QVariant chosen = m_addresses->value();
    m_addresses->clearChoices();
    for (const RoomAddress& address : m_room.addresses())
        m_addresses->addChoice(describe(address), address.address.toString());
    m_addresses->choose(chosen);
}

void RoomColumn::setProblem(const QString& problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void RoomColumn::setCompact(bool compact)
{
    m_code->setSize(compact ? 30 : 38);
    for (QPushButton* button : m_script)
        setUnscaledHeight(button, compact ? 30 : 34);
    setUnscaled(layout(), compact ? QMargins(12, 10, 12, 8) : QMargins(16, 14, 16, 12), 0);
    setUnscaled(m_joined->layout(), {}, compact ? 4 : 6);
}

void RoomColumn::setNarrow(bool narrow)
{
    setUnscaledWidth(this, narrow ? 0 : Width, narrow ? QWIDGETSIZE_MAX : Width);
}

void RoomColumn::render()
{
    const bool isOpen = !m_room.url().isEmpty();
    if (m_closed->isHidden() != isOpen && isVisible() && !isOpen)
        listAddresses();
    m_closed->setVisible(!isOpen);
    m_joined->setVisible(isOpen);
    renderClosed();
    m_qr->setText(m_room.joinUrl());
    m_url->setText(m_room.url());
    m_code->setText(m_room.code());
    m_code->setAccessibleName(tr("Code %1").arg(m_room.code()));
    renderGone();
    renderScript();
    renderVote();
}

void RoomColumn::renderGone()
{
    const bool isGone = m_room.isAddressGone();
    m_gone->setVisible(isGone);
    m_qr->setHidden(isGone);
    m_url->setHidden(isGone);
    m_code->setHidden(isGone);
    m_note->setHidden(isGone);
    listMoves(isGone ? m_room.addresses() : QList<RoomAddress>());
    if (isGone) {
        m_gone->setText(
            m_moves.isEmpty()
                ? tr("%1 is gone: this machine has left the network. Phones cannot reach the room. Join the network "
                     "again, or open a hotspot; the new address is offered here.")
                      .arg(m_room.url())
                : tr("%1 is gone: this machine has another address now, and phones cannot reach the old one. Open the "
                     "room at the new one, and let everybody scan the new code.")
                      .arg(m_room.url()));
    }
    renderMove();
}

/// Where phones may reach the room now.
void RoomColumn::listMoves(const QList<RoomAddress>& addresses)
{
    QStringList moves;
    QStringList texts;
    for (const RoomAddress& each : addresses) {
        if (each.isLoopback)
            continue;
        moves.append(each.address.toString());
        texts.append(describe(each));
    }
    if (moves == m_moves)
        return;
    m_moves = moves;
    const QVariant chosen = m_moveTo->value();
    m_moveTo->clearChoices();
    for (qsizetype i = 0; i < moves.size(); ++i)
        m_moveTo->addChoice(texts.at(i), moves.at(i));
    m_moveTo->choose(chosen);
}

void RoomColumn::renderMove()
{
    m_moveTo->setVisible(m_moves.size() > 1);
    m_move->setVisible(!m_moves.isEmpty());
    m_move->setText(tr("Open at %1", "an address").arg(m_moveTo->value().toString()));
}

void RoomColumn::renderScript()
{
    const RoomPhase phase = m_room.scene().phase;
    const bool isAsked = m_room.isWhatIsLeftAsked();
    m_script[0]->setText(tr("1 · Everybody reads"));
    m_script[1]->setText(tr("2 · 3 2 1 save"));
    m_script[2]->setText(isAsked ? tr("3 · Show it") : tr("3 · What is left?"));
    m_script[0]->setChecked(phase == RoomPhase::Read);
    m_script[1]->setChecked(phase == RoomPhase::Countdown || phase == RoomPhase::Save);
    m_script[2]->setChecked(phase == RoomPhase::Left);
    // The one that is done now stays as it is, and does nothing.
    m_script[1]->setEnabled(phase == RoomPhase::Read || m_script[1]->isChecked());
    m_script[2]->setEnabled(phase == RoomPhase::Save || m_script[2]->isChecked());
    QString hint;
    switch (phase) {
    case RoomPhase::Free:
        hint = tr("Everybody may read, sell and save at any time. The first step starts over with a full stock.");
        break;
    case RoomPhase::Read:
        hint = tr("Everybody reads and sells one. Saving is still locked.");
        break;
    case RoomPhase::Countdown:
        hint = tr("At zero, saving is unlocked.");
        break;
    case RoomPhase::Save:
        hint = tr("Everybody saves. Who does not press has not saved.");
        break;
    case RoomPhase::Left:
        break;
    }
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void RoomColumn::renderVote()
{
    const std::optional<RoomQuestion>& question = m_room.scene().question;
    m_vote->setVisible(question.has_value());
    if (question)
        m_vote->setVote({question->text, question->choices, m_room.votes(), question->right});
}

} // namespace interleave
