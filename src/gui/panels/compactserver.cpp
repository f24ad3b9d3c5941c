#include "gui/panels/compactserver.h"

#include "ui_servercard.h"

#include "gui/panels/compactclient.h"
#include "gui/panels/lanewidths.h"
#include "gui/theme/style.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QPushButton>

namespace interleave {

namespace {

// At 100 %.
constexpr int UsualHeight = 296;
constexpr int LineHeight = 40;
constexpr int UsualRecordHeight = 136;
constexpr int Side = 12;
constexpr int Above = 8;
constexpr int Least = 264;
constexpr int Most = 480;

QList<QPushButton*> rulesOf(const Ui::ServerCard& form)
{
    return form.rulesBar->findChildren<QPushButton*>();
}

} // namespace

CompactServer::CompactServer(QWidget& card, const Ui::ServerCard& form)
    : QObject(&card)
    , m_card(card)
    , m_form(form)
{
}

QWidget* CompactServer::ruleBox() const
{
    return m_rules;
}

void CompactServer::buildRules()
{
    m_rules = new QComboBox(&m_card);
    m_rules->setObjectName(QStringLiteral("ruleBox"));
    m_rules->setAccessibleName(tr("Rule"));
    setTextStyle(m_rules, TextStyle::Label);
    for (const QPushButton* rule : rulesOf(m_form))
        m_rules->addItem(rule->text());
    m_form.lockingRow->addWidget(m_rules);
    connect(m_rules, &QComboBox::activated, this, [this](int index) { rulesOf(m_form).at(index)->click(); });
}

void CompactServer::set(bool on)
{
    if (m_on == on)
        return;
    m_on = on;
    if (m_rules == nullptr)
        buildRules();
    m_rules->setVisible(on);
    const QList<QWidget*> leftOut{
        m_form.titleLabel,
        m_form.pathLabel,
        m_form.versionChips,
        m_form.divider,
        m_form.kindLabel,
        m_form.rulesBar,
        m_form.whereLabel};
    for (QWidget* widget : leftOut)
        widget->setHidden(on);
    auto* head = m_form.head;
    auto* record = m_form.recordRows;
    auto* tabs = m_form.recordTabs;
    auto* value = m_form.valueDisplay;
    if (on) {
        head->insertWidget(0, value, 1);
        head->insertWidget(0, tabs);
        setUnscaled(m_form.rows, {0, Above, 0, Above}, Above);
        setUnscaled(record, {Side, 0, Side, 0}, 0);
        setUnscaled(m_form.ruleRows, {Side, 0, Side, 0}, 0);
    } else {
        record->insertWidget(1, tabs);
        record->insertWidget(2, value);
        setUnscaled(m_form.rows, {0, 16, 0, 16}, 0);
    }
    setUnscaledHeight(m_form.record, on ? LineHeight : UsualRecordHeight);
    setUnscaledHeight(&m_card, on ? CompactClient::heightWith(m_lines) : UsualHeight);
    setUnscaledWidth(&m_card, on ? Least : LaneWidths::ServerCardMinimum, Most);
    setTextStyle(m_form.lockingLabel, on ? TextStyle::Label : TextStyle::Strong);
    follow();
}

void CompactServer::setLines(int lines)
{
    m_lines = lines;
    if (m_on)
        setUnscaledHeight(&m_card, CompactClient::heightWith(lines));
}

void CompactServer::follow()
{
    auto* value = m_form.valueDisplay;
    // The tabs already show each record's value and version.
    const bool told = m_on && !m_form.recordTabs->isHidden();
    value->setHidden(told);
    if (!m_on)
        return;
    if (told)
        m_form.versionChip->hide();
    const QList<QPushButton*> rules = rulesOf(m_form);
    bool enabled = false;
    for (int i = 0; i < rules.size(); ++i) {
        if (rules.at(i)->isChecked())
            m_rules->setCurrentIndex(i);
        enabled = enabled || rules.at(i)->isEnabled();
    }
    m_rules->setEnabled(enabled);
}

} // namespace interleave
