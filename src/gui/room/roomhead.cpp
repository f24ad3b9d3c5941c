#include "gui/room/roomhead.h"

#include "core/values/text.h"
#include "gui/labels/elidedlabel.h"
#include "gui/labels/measuredlabel.h"
#include "gui/room/bigtext.h"
#include "gui/theme/style.h"
#include "gui/widgets/choicebutton.h"
#include "gui/widgets/toggleswitch.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace interleave {

namespace {

MeasuredLabel* makeSentence(const char* name, TextStyle style, QWidget* parent)
{
    auto* label = new MeasuredLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    setTextStyle(label, style);
    return label;
}

} // namespace

RoomHead::RoomHead(QWidget* parent)
    : Card(parent)
    , m_row(new QHBoxLayout(this))
    , m_caption(new QLabel(this))
    , m_value(new BigText(TextStyle::Figure, 72, this))
    , m_done(makeSentence("roomDone", TextStyle::Number, this))
    , m_told(makeSentence("roomTold", TextStyle::Body, this))
    , m_outcome(makeSentence("roomOutcome", TextStyle::Number, this))
    , m_switch(new ToggleSwitch(this))
    , m_rules(new ChoiceButton(this))
    , m_status(new ElidedLabel(this))
    , m_again(new QPushButton(this))
{
    m_caption->setObjectName(QStringLiteral("roomCaption"));
    m_caption->setTextFormat(Qt::PlainText);
    setTextStyle(m_caption, TextStyle::Hint);
    setTextRole(m_caption, Role::Quiet);
    m_value->setObjectName(QStringLiteral("roomValue"));
    auto* told = new QHBoxLayout;
    m_row->addLayout(told, 1);
    auto* value = new QVBoxLayout;
    told->addLayout(value);
    setUnscaled(value, {}, 0);
    value->addStretch(1);
    value->addWidget(m_caption);
    value->addWidget(m_value);
    value->addStretch(1);
    auto* story = new QVBoxLayout;
    told->addLayout(story, 1);
    setUnscaled(story, {}, 2);
    story->addStretch(1);
    for (MeasuredLabel* sentence : {m_done, m_told, m_outcome})
        story->addWidget(sentence);
    story->addStretch(1);
    buildRule();
    setCompact(false);
    // With a fixed height the page would need that of sentences wrapped at their narrowest.
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void RoomHead::buildRule()
{
    m_switch->setObjectName(QStringLiteral("roomLockingSwitch"));
    m_switch->setAccessibleName(tr("Locking"));
    m_rules->setObjectName(QStringLiteral("roomRuleButton"));
    m_rules->setSubject(tr("Rule"));
    for (const Locking rule : AllLocking) {
        if (rule != Locking::Off) {
            m_rules->addChoice(
                QStringLiteral("%1\n%2").arg(toTitle(rule), Text::tr(ruleOf(rule).demand)),
                static_cast<int>(rule));
        }
    }
    m_status->setObjectName(QStringLiteral("roomRuleStatus"));
    m_status->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setTextStyle(m_status, TextStyle::Label);
    m_again->setObjectName(QStringLiteral("againButton"));
    auto* label = new QLabel(tr("Locking"), this);
    setTextStyle(label, TextStyle::Strong);
    auto* rule = new QVBoxLayout;
    m_row->addLayout(rule);
    setUnscaled(rule, {}, 6);
    rule->addStretch(1);
    m_ruleLines = new QVBoxLayout;
    rule->addLayout(m_ruleLines);
    setUnscaled(m_ruleLines, {}, 6);
    auto* first = new QHBoxLayout;
    m_ruleLines->addLayout(first);
    setUnscaled(first, {}, 8);
    first->addStretch(1);
    first->addWidget(label);
    first->addWidget(m_switch);
    first->addWidget(m_rules);
    m_ruleLines->addWidget(m_status);
    rule->addWidget(m_again);
    rule->addStretch(1);
    connect(m_switch, &QCheckBox::clicked, this, [this](bool on) {
        emit lockingChosen(on ? m_rule : Locking::Off);
    });
    connect(m_rules, &ChoiceButton::chosen, this, [this](const QVariant& chosen) {
        m_rule = static_cast<Locking>(chosen.toInt());
        renderAgain();
        if (m_locking != Locking::Off)
            emit lockingChosen(m_rule);
    });
    connect(m_again, &QPushButton::clicked, this, &RoomHead::askAgain);
}

void RoomHead::askAgain()
{
    emit againAsked(m_locking == Locking::Off ? m_rule : Locking::Off);
}

QList<QWidget*> RoomHead::focusOrder() const
{
    return {m_switch, m_rules, m_again};
}

void RoomHead::setCompact(bool compact)
{
    m_value->setSize(compact ? 56 : 72);
    const int gap = compact ? 24 : 36;
    setUnscaled(m_row, compact ? QMargins(20, 8, 20, 8) : QMargins(28, 14, 28, 14), gap);
    setUnscaled(m_row->itemAt(0)->layout(), {}, gap);
}

void RoomHead::setNarrow(bool narrow)
{
    m_row->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_ruleLines->setDirection(narrow ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void RoomHead::setValue(const QString& caption, const QString& value, bool isLost)
{
    m_caption->setText(caption);
    m_value->setText(value);
    m_value->setAccessibleName(tr("%1: %2", "a field, and its value").arg(caption, value));
    m_value->setRole(isLost ? Role::Lost : Role::Text);
}

void RoomHead::setStory(const RoomStory& story)
{
    m_done->setText(story.done);
    m_told->setText(story.told);
    m_outcome->setText(story.outcome);
    setTextRole(m_outcome, story.severity == Severity::Neutral ? Role::Text : roleOf(story.severity));
    for (QLabel* sentence : {m_done, m_told, m_outcome})
        sentence->setHidden(sentence->text().isEmpty());
}

void RoomHead::setRule(Locking locking, bool isEnabled)
{
    const bool isOn = locking != Locking::Off;
    if (isOn)
        m_rule = locking;
    m_locking = locking;
    m_switch->setChecked(isOn);
    m_switch->setEnabled(isEnabled);
    m_switch->setAccessibleDescription(toStatus(locking));
    m_rules->setEnabled(isEnabled);
    m_rules->choose(static_cast<int>(m_rule));
    m_status->setWords(toStatus(locking), Text::tr(ruleOf(locking).shortStatus));
    setTextRole(m_status, isOn ? Role::Current : Role::Lost);
    renderAgain();
}

void RoomHead::setAgain(bool isOffered, bool isKept)
{
    QSizePolicy policy = m_again->sizePolicy();
    policy.setRetainSizeWhenHidden(isKept);
    m_again->setSizePolicy(policy);
    m_again->setVisible(isOffered);
}

void RoomHead::renderAgain()
{
    m_again->setText(m_locking == Locking::Off ? tr("Again with locking on") : tr("Again with locking off"));
}

} // namespace interleave
