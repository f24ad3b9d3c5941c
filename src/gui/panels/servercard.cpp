#include "gui/panels/servercard.h"

#include "ui_servercard.h"

#include "core/values/excerpt.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/explanation.h"
#include "gui/panels/compactserver.h"
#include "gui/theme/buttonsize.h"
#include "gui/theme/style.h"

#include <QPushButton>

namespace interleave {

namespace {

/// At 100 %.
constexpr int TightBelow = 284;
constexpr int FewestBelow = 300;
constexpr int TightSide = 12;

/// "stock · Desk lamp": the name of the headline field, then the other values.
QString summaryOf(const Fields& fields, const QString& headline)
{
    QStringList parts{excerpt(headline)};
    for (const Field& field : fields) {
        if (field.name != headline)
            parts.append(excerpt(field.value).simplified());
    }
    // Of many fields only the first fit.
    return shortened(parts.join(QStringLiteral(" · ")), 2 * LongestShown);
}

} // namespace

ServerCard::ServerCard(QWidget* parent)
    : Card(parent)
    , m_ui(std::make_unique<Ui::ServerCard>())
{
    m_ui->setupUi(this);
    buildRules();
    m_compact = new CompactServer(*this, *m_ui);
    m_ui->versionChip->setFace(TextStyle::Code);
    setAccessibleName(tr("Server"));
    connect(m_ui->lockingSwitch, &QCheckBox::clicked, this, [this](bool on) {
        emit lockingChosen(on ? m_rule : Locking::Off);
    });
    m_ui->leaseLine->hide();
    connect(m_ui->recordTabs, &RecordTabs::recordChosen, this, &ServerCard::recordChosen);
}

ServerCard::~ServerCard() = default;

/// A button for every rule that the switch can turn on.
void ServerCard::buildRules()
{
    for (const Locking rule : AllLocking) {
        if (rule == Locking::Off)
            continue;
        auto* button = new QPushButton(toTitle(rule), m_ui->rulesBar);
        button->setObjectName(toName(rule) + QStringLiteral("Rule"));
        button->setAccessibleDescription(Text::tr(ruleOf(rule).demand));
        button->setCheckable(true);
        button->setAutoExclusive(true);
        setButtonKind(button, ButtonKind::Choice);
        m_ui->rulesLayout->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, rule] { emit lockingChosen(rule); });
        m_rules.push_back({rule, button});
    }
}

QList<QWidget*> ServerCard::focusOrder() const
{
    QList<QWidget*> order = m_ui->recordTabs->focusOrder();
    order << m_ui->lockingSwitch;
    for (const RuleButton& rule : m_rules)
        order << rule.button;
    if (m_compact->ruleBox() != nullptr)
        order << m_compact->ruleBox();
    return order;
}

void ServerCard::switchLocking()
{
    m_ui->lockingSwitch->click();
}

void ServerCard::setAnimated(bool animated)
{
    m_ui->valueDisplay->setAnimated(animated);
}

void ServerCard::render(const Snapshot& snapshot, const QString& id, Locking locking)
{
    m_ui->pathLabel->setText(QStringLiteral("/records/%1").arg(id));
    m_ui->recordTabs->setRecords(m_records, snapshot, id);
    const Record* record = snapshot.record(id);
    const VersionTree* tree = snapshot.tree(id);
    m_ui->versionChip->setVisible(record != nullptr);
    if (record != nullptr) {
        const QString headline = snapshot.headlineOf(id, record->fields);
        const Value* value = record->fields.find(headline);
        m_ui->valueDisplay->setValue(
            value == nullptr ? QStringLiteral("—") : excerpt(*value).simplified(),
            summaryOf(record->fields, headline));
        m_ui->versionChip->setContent(QStringLiteral("v%1").arg(record->version), Role::Server);
    }
    m_ui->versionChips->setVersions(tree, record == nullptr ? 0 : record->version, m_cast);
    renderLease(snapshot.lease(id), locking);
    renderRule(locking);
}

void ServerCard::setClock(qint64 now, bool running)
{
    m_now = now;
    m_running = running;
}

void ServerCard::renderLease(const LeaseState& lease, Locking locking)
{
    const bool leased = ruleOf(locking).holdsLeases;
    m_ui->leaseLine->setVisible(leased);
    // With tabs there is no space for both; the history shows the versions too.
    m_ui->versionChips->setVisible(!m_compact->isOn() && (!leased || m_records.size() <= 1));
    m_ui->leaseLine->showLease(lease, m_now, leased && m_running);
}

void ServerCard::renderRule(Locking locking)
{
    const bool on = locking != Locking::Off;
    if (on)
        m_rule = locking;
    // Keep the rule checked that the switch will turn on.
    for (const RuleButton& rule : m_rules) {
        rule.button->setChecked(m_rule == rule.rule);
        rule.button->setEnabled(on && !m_past);
    }
    m_ui->lockingSwitch->setEnabled(!m_past);
    m_ui->lockingSwitch->setChecked(on);
    m_shown = locking;
    renderStatus();
    m_ui->whereLabel->setClause(whereClause(locking, m_fencing));
    m_compact->follow();
}

void ServerCard::setCompact(bool compact)
{
    m_compact->set(compact);
    if (!compact)
        m_ui->recordRows->insertWidget(m_ui->recordRows->indexOf(m_ui->versionChips), m_ui->leaseLine);
    renderStatus();
}

void ServerCard::setLines(int lines)
{
    m_compact->setLines(lines);
}

QWidget& ServerCard::leaseLine() const
{
    return *m_ui->leaseLine;
}

void ServerCard::renderStatus()
{
    const bool on = m_shown != Locking::Off;
    const bool slipped = on && m_slipped;
    const QString text = slipped ? tr("On · this one slipped through") : toStatus(m_shown);
    const QString shortText = slipped ? tr("On · slipped through") : Text::tr(ruleOf(m_shown).shortStatus);
    const LockingRule& rule = ruleOf(m_shown);
    const QString fewest = on ? tr("On", "locking") : tr("Off", "locking");
    const QString kind = rule.holdsLeases ? tr("On · pessimistic") : tr("On · optimistic");
    if (m_compact->isOn())
        m_ui->lockingStatus->setWords(on && !slipped ? kind : shortText, fewest);
    else
        m_ui->lockingStatus->setWords(text, width() < themeOf(this).px(FewestBelow) ? fewest : shortText);
    setTextRole(m_ui->lockingStatus, on && !slipped ? Role::Current : Role::Lost);
    m_ui->kindLabel->setWords(Text::tr(rule.kind), Text::tr(rule.shortKind));
    m_ui->lockingSwitch->setAccessibleDescription(
        tr("%1, %2", "a rule and its kind").arg(toStatus(m_shown), Text::tr(rule.kind)));
}

void ServerCard::resizeEvent(QResizeEvent*)
{
    fit();
}

/// A narrow card reduces its spacing, not its texts.
void ServerCard::fit()
{
    if (m_compact->isOn())
        return;
    const QList<QPushButton*> rules = m_ui->rulesBar->findChildren<QPushButton*>();
    fitButtons(rules, width() - themeOf(this).px(2 * TightSide) - static_cast<int>(rules.size()));
    const bool tight = width() < themeOf(this).px(TightBelow);
    const int side = tight ? TightSide : 16;
    setUnscaled(m_ui->recordRows, {side, 0, side, 10}, 0);
    setUnscaled(m_ui->ruleRows, {side, 10, side, 0}, 6);
    renderStatus();
}

} // namespace interleave
