#include "gui/merge/mergerow.h"

#include "core/values/excerpt.h"
#include "core/values/textformat.h"
#include "gui/labels/elidedlabel.h"
#include "gui/labels/signlabel.h"
#include "gui/theme/plaintext.h"
#include "gui/theme/style.h"

#include <QHBoxLayout>
#include <QStyleOptionButton>
#include <QVBoxLayout>

namespace interleave {

namespace {

QString said(const std::optional<Value>& value)
{
    return value ? formatted(*value) : MergeRow::tr("none", "a field that is missing");
}

} // namespace

TakeButton::TakeButton(const QStringList& wordings, QWidget* parent)
    : QRadioButton(literal(wordings.first()), parent)
    , m_wordings(wordings)
{
    setMinimumHeight(26);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void TakeButton::resizeEvent(QResizeEvent* event)
{
    QRadioButton::resizeEvent(event);
    QStyleOptionButton option;
    initStyleOption(&option);
    const int space = style()->subElementRect(QStyle::SE_RadioButtonContents, &option, this).width();
    setText(literal(firstWhole(m_wordings, font(), space)));
    const bool whole = text() == literal(m_wordings.first());
    setPlainTip(*this, whole ? QString() : m_wordings.first());
}

MergeRow::MergeRow(const MergeField& field, std::optional<Take> take, QWidget* parent)
    : QWidget(parent)
    , m_field(field)
{
    setObjectName(field.name + QStringLiteral("Merge"));
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    auto* name = new ElidedLabel(this);
    name->setText(excerpt(field.name));
    setTextStyle(name, TextStyle::Label);
    auto* base = new ElidedLabel(this);
    base->setObjectName(QStringLiteral("baseLabel"));
    base->setText(tr("was %1", "the value that both began with").arg(said(field.base)));
    base->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setTextStyle(base, TextStyle::Hint);
    setTextRole(base, Role::Quiet);
    head->addWidget(name);
    head->addWidget(base, 1);
    rows->addLayout(head);
    if (!isConflicting()) {
        addMerged();
        return;
    }
    if (field.both()) {
        const QString sum = formattedSum(field);
        addChoice(
            Take::Both, {tr("theirs and my change: %1").arg(sum), tr("theirs and mine: %1").arg(sum), sum});
    }
    addChoice(Take::Mine, {tr("mine: %1").arg(said(field.mine))});
    addChoice(Take::Theirs, {tr("theirs: %1").arg(said(field.theirs))});
    const Take first = take.value_or(m_takes.first());
    if (take || field.both())
        m_choices.at(std::max<qsizetype>(0, m_takes.indexOf(first)))->setChecked(true);
}

void MergeRow::addMerged()
{
    QString words = tr("theirs: %1").arg(said(m_field.theirs));
    if (m_field.kind == MergeField::Kind::Kept) {
        words = m_field.mine == m_field.theirs ? tr("mine and theirs: %1").arg(said(m_field.mine))
                                               : tr("mine: %1").arg(said(m_field.mine));
    }
    auto* line = new QHBoxLayout;
    line->setSpacing(6);
    auto* merged = new ElidedLabel(this);
    merged->setObjectName(QStringLiteral("mergedLabel"));
    merged->setWords(tr("%1, no collision").arg(words), words);
    setTextStyle(merged, TextStyle::Hint);
    setTextRole(merged, Role::Current);
    line->addWidget(new SignLabel(Icon::Check, Role::Current, this));
    line->addWidget(merged, 1);
    static_cast<QVBoxLayout*>(layout())->addLayout(line);
}

void MergeRow::addChoice(Take take, const QStringList& wordings)
{
    auto* choice = new TakeButton(wordings, this);
    choice->setObjectName(toName(take) + QStringLiteral("Choice"));
    choice->setAccessibleName(QStringLiteral("%1, %2").arg(excerpt(m_field.name), wordings.first()));
    connect(choice, &QRadioButton::toggled, this, [this](bool on) {
        if (on)
            emit taken();
    });
    static_cast<QVBoxLayout*>(layout())->addWidget(choice);
    m_choices.append(choice);
    m_takes.append(take);
}

std::optional<Take> MergeRow::take() const
{
    for (int i = 0; i < m_choices.size(); ++i) {
        if (m_choices.at(i)->isChecked())
            return m_takes.at(i);
    }
    return std::nullopt;
}

} // namespace interleave
