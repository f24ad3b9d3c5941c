#include "gui/panels/comparehead.h"

#include "core/words/explanation.h"
#include "gui/labels/clauselabel.h"
#include "gui/labels/elidedlabel.h"
#include "gui/outcome/outcomepill.h"
#include "gui/theme/plaintext.h"
#include "gui/theme/style.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

#include <algorithm>

namespace interleave {

CompareHead::CompareHead(QWidget* parent)
    : Card(parent)
    , m_button(new QPushButton(this))
    , m_status(new ElidedLabel(this))
    , m_outcome(new OutcomePill(this))
    , m_clause(new ClauseLabel(this))
    , m_rules(new QActionGroup(this))
{
    m_button->setObjectName(QStringLiteral("ruleButton"));
    m_status->setObjectName(QStringLiteral("ruleStatus"));
    m_outcome->setObjectName(QStringLiteral("outcomePill"));
    auto* menu = new QMenu(this);
    for (const Locking rule : allLocking()) {
        QAction* action = menu->addAction(toTitle(rule));
        action->setObjectName(QStringLiteral("rule-%1").arg(toName(rule)));
        action->setCheckable(true);
        action->setData(QVariant::fromValue(static_cast<int>(rule)));
        m_rules->addAction(action);
        connect(action, &QAction::triggered, this, [this, rule] { emit ruleChosen(rule); });
    }
    m_button->setMenu(menu);
    setTextStyle(m_status, TextStyle::Label);
    m_clause->setFixedHeight(32);

    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 12, 16, 12);
    rows->setSpacing(8);
    auto* first = new QHBoxLayout;
    first->setSpacing(12);
    first->addWidget(m_button);
    first->addWidget(m_status, 1);
    first->addWidget(m_outcome);
    rows->addLayout(first);
    rows->addWidget(m_clause);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

QWidget* CompareHead::focusOrder() const
{
    return m_button;
}

void CompareHead::setRule(Locking rule)
{
    m_names = QStringList{tr("Locking: %1").arg(toTitle(rule)), toTitle(rule)};
    m_button->setAccessibleName(tr("Rule: %1").arg(toTitle(rule)));
    // Drop the rule's name from "Off · last save wins", which is already shown beside it.
    m_means = toStatus(rule).section(QStringLiteral(" · "), 1);
    setTextRole(m_status, rule == Locking::Off ? Role::Lost : Role::Current);
    m_clause->setClause(whereClause(rule));
    for (QAction* action : m_rules->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(rule));
    fit();
}

void CompareHead::setCompact(bool compact)
{
    m_clause->setHidden(compact);
    setUnscaled(layout(), {compact ? 12 : 16, compact ? 6 : 12, compact ? 12 : 16, compact ? 6 : 12}, 8);
}

void CompareHead::resizeEvent(QResizeEvent*)
{
    fit();
}

/// Shows the longest outcome that fits, and beside it the whole meaning of the rule, or none of it. Where
/// even the shortest outcome does not fit, the rule's name stands alone.
void CompareHead::fit()
{
    const Theme& theme = themeOf(this);
    const QStringList outcomes =
        m_headline.outcome.isEmpty() ? QStringList{tr("Nothing saved yet")} : m_headline.outcome;
    int around = 0;
    const auto fits = [&](const QString& outcome) {
        m_outcome->setOutcome({m_headline.severity, outcome});
        return around + m_outcome->sizeHint().width() <= width();
    };
    for (const QString& name : std::as_const(m_names)) {
        m_button->setText(name);
        around = m_button->sizeHint().width() + theme.px(2 * 16 + 2 * 12);
        if (std::ranges::any_of(outcomes, fits))
            break;
    }
    const int left = width() - around - m_outcome->sizeHint().width();
    m_status->setWords(firstWhole({m_means, QString()}, theme.font(TextStyle::Label), left), {});
}

void CompareHead::setOutcome(const Headline& headline)
{
    m_headline = headline;
    fit();
}

} // namespace interleave
