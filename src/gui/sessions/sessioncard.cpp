#include "gui/sessions/sessioncard.h"

#include "ui_sessioncard.h"

#include "core/transactions/isolationlevels.h"
#include "gui/theme/buttonsize.h"
#include "gui/theme/plaintext.h"
#include "gui/theme/style.h"

#include <QEvent>
#include <QMenu>
#include <QSignalBlocker>

namespace interleave {

namespace {

// At 100 %.
constexpr int UsualHeight = 296;
constexpr int CompactHeight = 100;
constexpr int SlotHeight = 56;
constexpr int Least = 220;
constexpr int CompactLeast = 200;
constexpr int Most = 440;
constexpr int Side = 16;
constexpr int TightSide = 12;
constexpr int TightBelow = 292;

} // namespace

SessionCard::SessionCard(QWidget* parent)
    : Card(parent)
    , m_ui(std::make_unique<Ui::SessionCard>())
    , m_actions(new QPushButton(this))
{
    m_ui->setupUi(this);
    m_ui->levelChoice->setSubject(tr("Isolation level"));
    connect(m_ui->levelChoice, &ChoiceButton::chosen, this, [this](const QVariant& level) {
        emit levelChosen(level.toString());
    });
    const auto act = [this](QPushButton* button, TransactionAction action) {
        connect(button, &QPushButton::clicked, this, [this, action] { ask(action); });
    };
    act(m_ui->beginButton, TransactionAction::Begin);
    act(m_ui->commitButton, TransactionAction::Commit);
    act(m_ui->rollbackButton, TransactionAction::Rollback);
    connect(m_ui->readButton, &QPushButton::clicked, this, [this] { askProgram(m_read); });
    connect(m_ui->writeButton, &QPushButton::clicked, this, [this] { askProgram(m_write); });
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &SessionCard::cancelAsked);
    connect(m_ui->sqlField, &QLineEdit::returnPressed, this, &SessionCard::askTyped);

    m_actions->setObjectName(QStringLiteral("actionsButton"));
    m_actions->setText(tr("Do…"));
    setTextStyle(m_actions, TextStyle::Label);
    auto* menu = new QMenu(m_actions);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        for (QPushButton* button : buttons()) {
            QAction* action = menu->addAction(button->text());
            action->setEnabled(button->isEnabled());
            connect(action, &QAction::triggered, button, &QPushButton::click);
        }
        QMenu* levels = menu->addMenu(m_ui->levelChoice->accessibleName());
        levels->setEnabled(m_ui->levelChoice->isEnabled());
        levels->addActions(m_ui->levelChoice->menu()->actions());
    });
    m_actions->setMenu(menu);
    m_actions->hide();
    setUnscaledHeight(m_ui->resultSlot, SlotHeight);
    m_ui->cancelButton->hide();
}

SessionCard::~SessionCard() = default;

QList<QPushButton*> SessionCard::buttons() const
{
    return {
        m_ui->beginButton,
        m_ui->readButton,
        m_ui->writeButton,
        m_ui->commitButton,
        m_ui->rollbackButton,
        m_ui->cancelButton};
}

void SessionCard::setSession(const CastMember& member)
{
    m_member = member;
    const QString title =
        member.label.isEmpty() ? tr("Session %1").arg(member.name)
                               : tr("Session %1 · %2", "a session, and who it is").arg(member.name, member.label);
    m_ui->badge->setMember(member);
    m_ui->titleLabel->setWords(title, member.label.isEmpty() ? member.name : member.label);
    setAccessibleName(title);
    for (QPushButton* button : buttons())
        button->setAccessibleName(tr("%1: %2", "a session and a button").arg(title, button->text()));
    m_actions->setAccessibleName(tr("%1: what it does next").arg(title));
    m_ui->sqlField->setAccessibleName(tr("%1: SQL of your own").arg(title));
    m_ui->resultSlot->setOwner(title);
    setTextRole(m_ui->sqlField, roleOf(member.seat));
}

void SessionCard::setPrograms(const TransactionStep& read, const TransactionStep& write)
{
    m_read = read;
    m_write = write;
    setPlainTip(*m_ui->readButton, read.sql);
    setPlainTip(*m_ui->writeButton, write.sql);
    renderButtons();
}

void SessionCard::setLevels(const QStringList& levels, const QString& level)
{
    const QSignalBlocker blocker(m_ui->levelChoice);
    if (m_levels != levels) {
        m_levels = levels;
        m_ui->levelChoice->clearChoices();
        for (const QString& each : levels)
            m_ui->levelChoice->addChoice(levelTitle(each), each);
    }
    m_ui->levelChoice->choose(level);
}

void SessionCard::render(const SessionText& text, const SessionState& state, bool isUnderWay)
{
    m_isInTransaction = state.isInTransaction;
    m_isOccupied = isUnderWay || !state.waitsFor.isEmpty();
    m_ui->statusLabel->setWords(isUnderWay ? tr("statement under way") : text.status, {});
    setTextRole(m_ui->statusLabel, roleOf(text.severity));
    const bool knows = !text.sees.isEmpty();
    m_ui->seesLabel->setText(knows ? text.sees.join(QStringLiteral(" · ")) : QStringLiteral("—"));
    setTextRole(m_ui->seesLabel, knows ? Role::Text : Role::Quiet);
    m_ui->resultSlot->showAnswer(text.answer);
    m_ui->resultSlot->setWaiting(m_isOccupied);
    renderButtons();
}

void SessionCard::setInert(bool inert)
{
    m_inert = inert;
    renderButtons();
}

void SessionCard::renderButtons()
{
    const bool waits = m_isOccupied;
    const bool can = !m_inert && !waits;
    const bool isOpen = m_isInTransaction;
    m_ui->beginButton->setEnabled(can && !isOpen);
    m_ui->readButton->setEnabled(can && !m_read.sql.isEmpty());
    m_ui->writeButton->setEnabled(can && !m_write.sql.isEmpty());
    m_ui->commitButton->setEnabled(can && isOpen);
    m_ui->rollbackButton->setEnabled(can && isOpen);
    m_ui->cancelButton->setEnabled(!m_inert && waits);
    m_ui->sqlField->setEnabled(can);
    m_ui->levelChoice->setEnabled(!m_inert);
    m_actions->setEnabled(!m_inert);
    // In the place of the buttons that a session that waits cannot use.
    m_ui->commitButton->setVisible(!waits && !m_compact);
    m_ui->rollbackButton->setVisible(!waits && !m_compact);
    m_ui->cancelButton->setVisible(waits && !m_compact);
}

void SessionCard::ask(TransactionAction action)
{
    emit stepAsked({m_member.name, action});
}

void SessionCard::askProgram(const TransactionStep& program)
{
    TransactionStep step = program;
    step.session = m_member.name;
    emit stepAsked(step);
}

void SessionCard::askTyped()
{
    const QString sql = m_ui->sqlField->text().trimmed();
    if (!sql.isEmpty())
        emit stepAsked({m_member.name, TransactionAction::Sql, sql});
}

void SessionCard::setCompact(bool compact)
{
    if (m_compact == compact)
        return;
    m_compact = compact;
    m_ui->titleLabel->setHidden(compact);
    m_ui->seesCaption->setHidden(compact);
    m_ui->sqlField->setHidden(compact);
    m_ui->levelChoice->setHidden(compact);
    m_actions->setVisible(compact);
    for (QPushButton* button : {m_ui->beginButton, m_ui->readButton, m_ui->writeButton})
        button->setHidden(compact);
    if (compact) {
        m_ui->head->insertWidget(1, m_ui->seesLabel, 1);
        m_ui->head->insertWidget(2, m_ui->statusLabel);
        m_ui->buttons->insertWidget(0, m_actions);
        m_ui->buttons->insertWidget(1, m_ui->resultSlot, 1);
    } else {
        m_ui->seesHead->addWidget(m_ui->statusLabel);
        m_ui->seesRow->insertWidget(0, m_ui->seesLabel);
        m_ui->rows->addWidget(m_ui->resultSlot);
    }
    m_ui->resultSlot->setCompact(compact);
    if (!compact)
        setUnscaledHeight(m_ui->resultSlot, SlotHeight);
    setUnscaledHeight(this, compact ? CompactHeight : UsualHeight);
    setUnscaledWidth(this, compact ? CompactLeast : Least, Most);
    renderButtons();
    fit();
}

/// A narrow card reduces its spacing, not its texts.
void SessionCard::fit()
{
    const Theme& theme = themeOf(this);
    const int side = width() < theme.px(TightBelow) ? TightSide : Side;
    setUnscaled(m_ui->rows, m_compact ? QMargins(TightSide, 8, TightSide, 8) : QMargins(side, 10, side, 12), 5);
    const int space = width() - theme.px(2 * side);
    fitButtons({m_ui->beginButton, m_ui->readButton, m_ui->writeButton}, space - theme.px(2 * 6));
    fitButtons({m_ui->commitButton, m_ui->rollbackButton}, space - theme.px(6));
}

void SessionCard::resizeEvent(QResizeEvent*)
{
    fit();
}

void SessionCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        fit();
}

QList<QWidget*> SessionCard::focusOrder() const
{
    QList<QWidget*> order{m_ui->levelChoice};
    for (QPushButton* button : buttons())
        order << button;
    order << m_actions << m_ui->sqlField;
    return order;
}

} // namespace interleave
