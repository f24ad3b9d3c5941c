#include "gui/panels/compactserver.h"

#include "gui/panels/lanewidths.h"
#include "gui/theme/style.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QPushButton>

namespace interleave {

namespace {

// At 100 %.
constexpr int Height = 100;
constexpr int UsualHeight = 296;
constexpr int LineHeight = 40;
constexpr int UsualRecordHeight = 140;
constexpr int Side = 12;
constexpr int Above = 8;
constexpr int Least = 264;
constexpr int Most = 480;

template<typename T>
T* part(const QWidget& card, const char* name)
{
    return card.findChild<T*>(QLatin1String(name));
}

QList<QPushButton*> rulesOf(const QWidget& card)
{
    return part<QWidget>(card, "rulesBar")->findChildren<QPushButton*>();
}

} // namespace

CompactServer::CompactServer(QWidget& card)
    : QObject(&card)
    , m_card(card)
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
    for (const QPushButton* rule : rulesOf(m_card))
        m_rules->addItem(rule->text());
    part<QBoxLayout>(m_card, "lockingRow")->addWidget(m_rules);
    connect(m_rules, &QComboBox::activated, this, [this](int index) { rulesOf(m_card).at(index)->click(); });
}

void CompactServer::set(bool on)
{
    if (m_on == on)
        return;
    m_on = on;
    if (m_rules == nullptr)
        buildRules();
    m_rules->setVisible(on);
    for (const char* name : {"titleLabel", "pathLabel", "versionChips", "divider", "rulesBar", "whereLabel"})
        part<QWidget>(m_card, name)->setHidden(on);
    auto* head = part<QBoxLayout>(m_card, "head");
    auto* record = part<QBoxLayout>(m_card, "recordRows");
    auto* tabs = part<QWidget>(m_card, "recordTabs");
    auto* value = part<QWidget>(m_card, "valueDisplay");
    if (on) {
        head->insertWidget(0, value, 1);
        head->insertWidget(0, tabs);
        setUnscaled(part<QLayout>(m_card, "rows"), {0, Above, 0, Above}, Above);
        setUnscaled(record, {Side, 0, Side, 0}, 0);
        setUnscaled(part<QLayout>(m_card, "ruleRows"), {Side, 0, Side, 0}, 0);
    } else {
        record->insertWidget(1, tabs);
        record->insertWidget(2, value);
        setUnscaled(part<QLayout>(m_card, "rows"), {0, 16, 0, 16}, 0);
    }
    setUnscaledHeight(part<QWidget>(m_card, "record"), on ? LineHeight : UsualRecordHeight);
    setUnscaledHeight(&m_card, on ? Height : UsualHeight);
    setUnscaledWidth(&m_card, on ? Least : LaneWidths::ServerCardMinimum, Most);
    setTextStyle(part<QWidget>(m_card, "lockingLabel"), on ? TextStyle::Label : TextStyle::Strong);
    follow();
}

void CompactServer::follow()
{
    auto* value = part<QWidget>(m_card, "valueDisplay");
    // The tabs say each record's value and version.
    const bool told = m_on && !part<QWidget>(m_card, "recordTabs")->isHidden();
    value->setHidden(told);
    if (!m_on)
        return;
    if (told)
        part<QWidget>(m_card, "versionChip")->hide();
    const QList<QPushButton*> rules = rulesOf(m_card);
    bool enabled = false;
    for (int i = 0; i < rules.size(); ++i) {
        if (rules.at(i)->isChecked())
            m_rules->setCurrentIndex(i);
        enabled = enabled || rules.at(i)->isEnabled();
    }
    m_rules->setEnabled(enabled);
}

} // namespace interleave
