#include "gui/panels/clientcard.h"

#include "ui_clientcard.h"

#include "core/model/increment.h"
#include "core/model/merge.h"
#include "core/values/excerpt.h"
#include "core/values/textformat.h"
#include "core/words/explanation.h"
#include "core/words/refusal.h"
#include "gui/merge/mergepane.h"
#include "gui/merge/mergesheet.h"
#include "gui/record/fieldedit.h"
#include "gui/record/fieldrow.h"
#include "gui/theme/buttonsize.h"
#include "gui/theme/plaintext.h"
#include "gui/theme/style.h"
#include "stage/stage.h"

#include <QApplication>
#include <QPushButton>
#include <QTimer>

namespace interleave {

namespace {

// At 100 %.
constexpr int TightBelow = 292;
constexpr int TightSide = 12;
/// Characters.
constexpr qsizetype MostInHint = 40;

QStringList namesOf(const Fields& fields)
{
    QStringList names;
    for (const Field& field : fields)
        names.append(field.name);
    return names;
}

/// A reload ends the conflict of a client that has changed nothing.
QList<ConflictAction> conflictActionsFor(const Copy& copy)
{
    if (copy.unanswered)
        return {ConflictAction::FindOut};
    if (!copy.conflict)
        return {};
    if (!copy.draft)
        return {ConflictAction::Reload};
    return {ConflictAction::Reload, ConflictAction::Merge, ConflictAction::Overwrite};
}

/// The version in the last answer was this client's own save, which changed the field.
bool isJustSaved(const Field& field, const ClientState& client, const VersionTree* tree)
{
    const auto& answer = client.answer;
    if (!answer || answer->verdict != Verdict::Saved || !answer->version || tree == nullptr ||
        !tree->contains(*answer->version))
        return false;
    const Version& version = tree->at(*answer->version);
    if (!tree->contains(version.base))
        return true;
    const Value* before = tree->at(version.base).fields.find(field.name);
    return before == nullptr || *before != field.value;
}

} // namespace

ClientCard::ClientCard(Stage& stage, QWidget* parent)
    : Card(parent)
    , m_ui(std::make_unique<Ui::ClientCard>())
    , m_stage(stage)
{
    m_ui->setupUi(this);
    connect(m_ui->readButton, &QPushButton::clicked, this, &ClientCard::read);
    connect(m_ui->saveButton, &QPushButton::clicked, this, &ClientCard::save);
    connect(m_ui->resultSlot, &ResultSlot::chosen, this, &ClientCard::solve);
    connect(m_ui->addButton, &QPushButton::clicked, this, &ClientCard::addAmount);
    connect(m_ui->amountField, &QLineEdit::returnPressed, this, &ClientCard::addAmount);
    connect(m_ui->amountField, &AmountEdit::amountChanged, this, &ClientCard::nameAdd);
    connect(m_ui->amountField, &AmountEdit::amountChanged, this, &ClientCard::inputChanged);
    connect(m_ui->fieldList, &FieldList::rowAdded, this, &ClientCard::addRow);
    connect(m_ui->fieldList, &FieldList::linesChanged, this, &ClientCard::linesChanged);
    connect(m_ui->recordChooser, &RecordChooser::recordChosen, this, [this](const QString& record) {
        leaveRows();
        emit recordChosen(record);
    });
}

ClientCard::~ClientCard()
{
    // Disconnect first: a destroyed field loses the focus, and would call this half-destroyed card.
    for (FieldRow* row : m_ui->fieldList->allRows()) {
        row->disconnect(this);
        row->edit().disconnect(this);
    }
}

void ClientCard::setClient(const CastMember& member)
{
    if (member.name != m_member.name)
        endMerge();
    m_member = member;
    const QString title = member.title();
    m_ui->badge->setMember(member);
    m_ui->titleLabel->setWords(title, member.headings().value(1));
    setAccessibleName(title);
    setTextRole(m_ui->saveButton, roleOf(m_member.seat));
    m_ui->readButton->setAccessibleName(tr("%1: Read").arg(title));
    m_ui->resultSlot->setOwner(title);
    m_ui->amountField->setAccessibleName(tr("%1: amount to add").arg(title));
    setTextRole(m_ui->amountField, roleOf(m_member.seat));
    nameAdd();
    m_ui->saveButton->setAccessibleName(tr("%1: Save").arg(title));
    if (m_mergePane != nullptr)
        m_mergePane->setClient(m_member);
    for (FieldRow* row : m_ui->fieldList->allRows())
        nameRow(*row);
}

void ClientCard::nameAdd()
{
    const auto amount = m_ui->amountField->amount();
    m_ui->addButton->setAccessibleName(
        tr("%1: Add %2").arg(m_member.title(), amount ? amountText(*amount) : m_ui->amountField->text()));
}

void ClientCard::resizeEvent(QResizeEvent*)
{
    fit();
}

void ClientCard::setCompact(bool compact, QWidget& ground)
{
    if (m_mergeSheet == nullptr)
        m_mergeSheet = new MergeSheet(*this, ground);
    m_compact.set(compact);
    if (m_mergePane == nullptr)
        return;
    const bool shown = !m_mergePane->isHidden();
    seatMerge();
    showMerge(shown);
}

/// A narrow card reduces its spacing, not its texts.
void ClientCard::fit()
{
    m_ui->resultSlot->fit();
    if (m_compact.isOn())
        return m_compact.fit();
    const Theme& theme = themeOf(this);
    const int side = width() < theme.px(TightBelow) ? TightSide : 16;
    const int gap = side == TightSide ? 5 : 8;
    setUnscaled(m_ui->rows, {side, 16, side, 16}, 12);
    setUnscaled(m_ui->buttons, {}, gap);
    fitButtons(
        {m_ui->readButton, m_ui->saveButton, m_ui->addButton},
        width() - theme.px(2 * side + 3 * gap) - m_ui->amountField->minimumWidth());
}

void ClientCard::nameRow(FieldRow& row)
{
    setTextRole(&row.edit(), roleOf(m_member.seat));
    row.edit().setAccessibleName(tr("%1: %2").arg(m_member.title(), excerpt(row.field())));
}

void ClientCard::addRow(FieldRow* row)
{
    nameRow(*row);
    row->setReadOnly(m_inert);
    row->setPast(m_past);
    const QString record = m_ui->fieldList->record();
    connect(row, &FieldRow::edited, this, [this, record](const QString& field, const Value& value) {
        m_stage.edit(m_member.name, field, value, record);
    });
    connect(row, &FieldRow::left, this, [this, row] {
        row->leave();
        emit inputChanged();
    });
    connect(row, &FieldRow::typed, this, &ClientCard::inputChanged);
    connect(&row->edit(), &QLineEdit::returnPressed, this, &ClientCard::save);
}

void ClientCard::setRecord(const QStringList& ids, const QString& record)
{
    m_record = record;
    m_ui->recordChooser->setRecords(ids, record);
}

QString ClientCard::record() const
{
    return m_record.isEmpty() ? m_stage.recordId() : m_record;
}

/// The last answer may be about another record than the one shown.
AnswerText ClientCard::answerOf(const ClientState& client) const
{
    AnswerText text = answerText(client);
    const auto lease = client.leaseOf(record());
    const bool isRead = client.answer && client.answer->action == Action::Read;
    if (lease && isRead && client.answer->record == record()) {
        text.shortText = tr("Lease, token %1").arg(lease->token);
        text.sentence = tr("%1 Lease granted, token %2.").arg(text.sentence, QString::number(lease->token));
    }
    if (client.answer && !m_record.isEmpty() && client.answer->record != m_record)
        text.sentence =
            tr("%1: %2", "a record and what was told of it").arg(client.answer->record, text.sentence);
    return text;
}

/// A lease can be given back at any time; a client that waits for one can only stop waiting.
QList<ConflictAction> ClientCard::conflictActionsOf(const Snapshot& snapshot) const
{
    const ClientState client = snapshot.client(m_member.name);
    if (!snapshot.waitsFor(m_member.name).isEmpty())
        return {ConflictAction::GiveUp};
    QList<ConflictAction> conflictActions = conflictActionsFor(client.copyOf(record()));
    if (conflictActions.isEmpty() && client.leaseOf(record()))
        conflictActions.append(ConflictAction::Release);
    return conflictActions;
}

void ClientCard::render(const Snapshot& snapshot)
{
    const QString id = record();
    m_ui->fieldList->setRecord(id);
    const ClientState client = snapshot.client(m_member.name);
    const Copy copy = client.copyOf(id);
    const Fields shown = copy.shown();
    const Record* record = snapshot.record(id);
    const bool known = copy.held.has_value();

    m_ui->fieldList->setFields(namesOf(known || record == nullptr ? shown : record->fields));
    for (FieldRow* row : m_ui->fieldList->rows()) {
        if (const Value* value = shown.find(row->field()); value != nullptr)
            row->showValue(*value, hintFor({row->field(), *value}, snapshot));
        else if (!known)
            row->showValue(std::nullopt, {});
        // A field that was removed from the record keeps its typed text.
    }
    m_ui->readButton->setEnabled(!m_past);
    m_ui->saveButton->setEnabled(known && !m_past);
    // Only whole numbers can be incremented; the server has the value, whatever this client's copy is.
    m_counter = record == nullptr ? QString() : headlineField(record->fields);
    const Value* counter = record == nullptr ? nullptr : record->fields.find(m_counter);
    const bool counts = counter != nullptr && std::holds_alternative<qint64>(*counter) && !m_past;
    m_ui->addButton->setEnabled(counts);
    m_ui->amountField->setEnabled(counts);
    renderAnswer(snapshot);
    renderMerge(client, copy);
}

/// A problem with the typed text comes first, then the answer, in the server's own words if it gave some.
void ClientCard::renderAnswer(const Snapshot& snapshot)
{
    const ClientState client = snapshot.client(m_member.name);
    const FieldRow* row = rowWithProblem();
    const QString problem = row != nullptr ? row->problem()
                            : m_past       ? QString()
                                           : m_ui->amountField->problem();
    if (!problem.isEmpty())
        m_ui->resultSlot->showProblem(problem);
    else
        m_ui->resultSlot->showAnswer(answerOf(client), refusalOf(client));
    m_ui->resultSlot->setWaiting(!snapshot.waitsFor(m_member.name).isEmpty());
    const Copy copy = client.copyOf(record());
    m_ui->resultSlot->setResults(conflictResults(copy, snapshot.tree(record())));
    m_ui->resultSlot->offer(
        problem.isEmpty() ? conflictActionsOf(snapshot) : QList<ConflictAction>(), !m_past);
    const QString drops =
        copy.draft ? tr("Reads what stands and drops %1").arg(formatted(copy.draft->fields)) : QString();
    QPushButton& reload = m_ui->resultSlot->button(ConflictAction::Reload);
    setPlainTip(reload, drops);
    reload.setAccessibleDescription(drops);
}

/// The server's sentence, for a refusal that the card's own actions cannot resolve.
QString ClientCard::refusalOf(const ClientState& client) const
{
    if (!client.answer || client.answer->verdict != Verdict::Refused)
        return {};
    return refusalDetail(m_stage.journal().event(client.answer->seq).responseText);
}

QString ClientCard::hintFor(const Field& field, const Snapshot& snapshot) const
{
    const ClientState client = snapshot.client(m_member.name);
    const Copy copy = client.copyOf(record());
    const VersionTree* tree = snapshot.tree(record());
    if (copy.draft && copy.draft->fields.find(field.name) != nullptr) {
        const qint64 base = copy.draft->base;
        const bool kept = tree != nullptr && tree->contains(base);
        const Value* before = kept ? tree->at(base).fields.find(field.name) : nullptr;
        if (before == nullptr)
            return tr("new");
        const QString value = inALine(toText(*before), MostInHint);
        const QString version = QString::number(base);
        if (tree->at(base).author == m_member.name)
            return tr("saved %1 · v%2").arg(value, version);
        return copy.held && copy.held->told ? tr("told %1 · v%2", "by a refusal").arg(value, version)
                                            : tr("read %1 · v%2").arg(value, version);
    }
    return !copy.draft && isJustSaved(field, client, tree) ? tr("saved") : QString();
}

void ClientCard::setInert(bool inert)
{
    // Don't disable the widgets: the field or button in use would lose the focus.
    m_inert = inert;
    if (m_mergePane != nullptr)
        m_mergePane->setInert(inert);
    m_ui->amountField->setInert(inert);
    for (FieldRow* row : m_ui->fieldList->allRows())
        row->setReadOnly(inert);
}

void ClientCard::setPast(bool past)
{
    m_past = past;
    for (FieldRow* row : m_ui->fieldList->allRows())
        row->setPast(past);
}

QList<QWidget*> ClientCard::focusOrder() const
{
    QList<QWidget*> order;
    if (m_ui->recordChooser->isVisibleTo(this))
        order.append(m_ui->recordChooser);
    const bool merges = m_mergePane != nullptr && !m_mergePane->isHidden();
    if (merges && !m_compact.isOn())
        return order << m_mergePane->focusOrder();
    for (FieldRow* row : m_ui->fieldList->rows())
        order.append(&row->edit());
    order << m_ui->readButton << m_ui->saveButton << m_ui->addButton << m_ui->amountField
          << m_ui->resultSlot->focusOrder();
    return merges ? order << m_mergePane->focusOrder() : order;
}

void ClientCard::read()
{
    if (m_inert)
        return;
    leaveRows();
    m_stage.read(m_member.name);
}

void ClientCard::solve(ConflictAction conflictAction)
{
    // A client that waits is busy, and can do only this.
    if (conflictAction == ConflictAction::GiveUp)
        m_stage.giveUp(m_member.name);
    if (m_inert)
        return;
    leaveRows();
    switch (conflictAction) {
    case ConflictAction::Reload:
        m_stage.reload(m_member.name);
        break;
    case ConflictAction::Merge:
        beginMerge();
        break;
    case ConflictAction::Overwrite:
        m_stage.overwrite(m_member.name);
        break;
    case ConflictAction::FindOut:
        m_stage.findOut(m_member.name);
        break;
    case ConflictAction::Release:
        m_stage.release(m_member.name);
        break;
    case ConflictAction::GiveUp:
        break;
    }
}

void ClientCard::beginMerge()
{
    m_merging = true;
    m_mergeSent.reset();
    emit inputChanged();
    if (m_mergePane != nullptr && m_mergePane->isVisible())
        m_mergePane->takeFocus();
}

void ClientCard::saveMerged()
{
    if (m_inert || !m_merging || m_mergeSent)
        return;
    m_mergePane->remember();
    m_mergeSent = m_stage.journal().size();
    for (const Field& field : m_mergePane->takenBack())
        m_stage.edit(m_member.name, field.name, field.value);
    m_stage.merge(m_member.name, m_mergePane->choices());
}

void ClientCard::endMerge()
{
    if (!m_merging)
        return;
    m_merging = false;
    m_mergeSent.reset();
    // There is no pane if the conflict ended before it was opened.
    if (m_mergePane != nullptr)
        m_mergePane->forget();
}

/// The pane stays open from Merge… until the merge is saved or cancelled; another refusal updates it.
void ClientCard::renderMerge(const ClientState& client, const Copy& copy)
{
    const auto& answer = client.answer;
    const bool answered = m_mergeSent && answer && answer->seq > *m_mergeSent;
    if (m_merging && !m_past) {
        if (answered)
            m_mergeSent.reset();
        // While the save is under way, there is no conflict any more, and the draft is the merged one.
        if (!copy.draft || !(copy.conflict || m_mergeSent))
            endMerge();
    }
    if (m_merging && !m_past && copy.conflict && copy.draft) {
        if (m_mergePane == nullptr) {
            m_mergePane = new MergePane(this);
            m_mergePane->setObjectName(QStringLiteral("mergePane"));
            m_mergePane->setClient(m_member);
            m_mergePane->setInert(m_inert);
            m_mergePane->hide();
            seatMerge();
            connect(m_mergePane, &MergePane::saveChosen, this, &ClientCard::saveMerged);
            connect(m_mergePane, &MergePane::cancelled, this, [this] {
                endMerge();
                emit inputChanged();
            });
        }
        const VersionTree* tree = m_stage.journal().latest().tree(record());
        const bool known = tree != nullptr && tree->contains(copy.draft->base);
        const Fields base = known ? tree->at(copy.draft->base).fields : copy.held->fields;
        m_mergePane->setMerge(
            merge(base, copy.shown(), copy.conflict->theirs),
            copy.conflict->version,
            copy.conflict->changedBy);
    }
    showMerge(m_merging && !m_past && m_mergePane != nullptr);
}

void ClientCard::seatMerge()
{
    const bool focused = m_mergePane->isAncestorOf(QApplication::focusWidget());
    m_mergePane->hide();
    if (m_compact.isOn())
        m_mergeSheet->hold(*m_mergePane);
    else
        m_ui->rows->insertWidget(1, m_mergePane, 1);
    if (focused)
        QTimer::singleShot(0, m_mergePane, &MergePane::takeFocus);
}

/// The card keeps its size: the pane replaces fields, buttons and answer, or is shown below them.
void ClientCard::showMerge(bool shown)
{
    if (m_mergePane == nullptr)
        return;
    const bool below = m_compact.isOn();
    if (m_mergePane->isHidden() != shown) {
        if (shown && below)
            m_mergeSheet->place();
        return;
    }
    const bool focused = shown ? false : m_mergePane->isAncestorOf(QApplication::focusWidget());
    setUpdatesEnabled(false);
    for (QWidget* widget : std::initializer_list<QWidget*>{
             m_ui->fieldList,
             m_ui->readButton,
             m_ui->saveButton,
             m_ui->addButton,
             m_ui->amountField,
             m_ui->resultSlot})
        widget->setHidden(shown && !below);
    m_mergePane->setVisible(shown);
    if (m_mergeSheet != nullptr) {
        m_mergeSheet->place();
        m_mergeSheet->setVisible(shown && below);
    }
    setUpdatesEnabled(true);
    if (!focused)
        return;
    QWidget& merge = m_ui->resultSlot->button(ConflictAction::Merge);
    (merge.isVisible() ? &merge : m_ui->readButton)->setFocus(Qt::OtherFocusReason);
}

void ClientCard::addAmount()
{
    if (m_inert || !m_ui->addButton->isEnabled())
        return;
    m_ui->amountField->check();
    const auto amount = m_ui->amountField->amount();
    if (!amount)
        return;
    leaveRows();
    m_stage.increment(m_member.name, m_counter, *amount);
}

void ClientCard::save()
{
    if (m_inert || !m_ui->saveButton->isEnabled())
        return;
    leaveRows();
    emit inputChanged();
    if (const FieldRow* row = rowWithProblem()) {
        m_ui->fieldList->ensureWidgetVisible(
            m_ui->fieldList->widget()->findChild<FieldEdit*>(row->field() + QStringLiteral("Field")));
        return;
    }
    m_stage.save(m_member.name);
}

void ClientCard::leaveRows()
{
    const QList<FieldRow*> rows = m_ui->fieldList->rows();
    for (FieldRow* row : rows)
        row->leave();
}

const FieldRow* ClientCard::rowWithProblem() const
{
    // Nothing can be typed in the past.
    if (m_past)
        return nullptr;
    for (const FieldRow* row : m_ui->fieldList->rows()) {
        if (!row->problem().isEmpty())
            return row;
    }
    return nullptr;
}

} // namespace interleave
