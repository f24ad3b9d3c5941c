#include "gui/widgets/outcomestrip.h"

#include "gui/theme/style.h"
#include "gui/widgets/signlabel.h"

#include <QHBoxLayout>
#include <QLabel>

namespace interleave {

namespace {

Role roleOfCount(qint64 count, Role some)
{
    return count == 0 ? Role::Quiet : some;
}

QString capitalised(const QString& name)
{
    return name.left(1).toUpper() + name.mid(1);
}

} // namespace

OutcomeStrip::OutcomeStrip(QWidget* parent)
    : Card(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(18, 0, 18, 0);
    row->setSpacing(6);
    setFixedHeight(44);
    m_tried = addFigure(QStringLiteral("triedFigure"), tr("Changes tried"));
    m_saved = addFigure(QStringLiteral("savedFigure"), tr("Told “saved”"));
    m_refused = addFigure(QStringLiteral("refusedFigure"), tr("Refused, and told"));
    m_lost = addFigure(QStringLiteral("lostFigure"), tr("Lost, nobody told"));
    m_value = addFigure(QStringLiteral("valueFigure"), {});
    m_kept = addFigure(QStringLiteral("keptFigure"), {});
    row->addStretch(1);
    setLedger({});
}

OutcomeStrip::Figure OutcomeStrip::addFigure(const QString& objectName, const QString& text)
{
    auto* figure = new QWidget(this);
    auto* row = new QHBoxLayout(figure);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    auto* name = new QLabel(text, figure);
    setInk(name, Role::Quiet);
    auto* value = new QLabel(figure);
    setTextStyle(value, TextStyle::Number);
    value->setObjectName(objectName);
    for (QLabel* label : {name, value})
        label->setTextFormat(Qt::PlainText);
    if (objectName == QStringLiteral("lostFigure"))
        row->addWidget(new SignLabel(Icon::Cross, Role::Quiet, figure));
    row->addWidget(name);
    row->addWidget(value);
    auto* outer = qobject_cast<QHBoxLayout*>(layout());
    outer->addWidget(figure);
    // Room to breathe where there is room.
    auto* gap = new QWidget(this);
    gap->setMaximumWidth(24);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    outer->addWidget(gap, 100);
    return {name, value};
}

void OutcomeStrip::display(const Figure& figure, const QString& value, Role role)
{
    figure.value->setText(value);
    figure.value->setAccessibleName(QStringLiteral("%1: %2").arg(figure.name->text(), value));
    setInk(figure.value, role);
}

void OutcomeStrip::setLedger(const Ledger& ledger)
{
    const auto count = [](qint64 number) {
        return QString::number(number);
    };
    display(m_tried, count(ledger.tried), roleOfCount(ledger.tried, Role::Text));
    display(m_saved, count(ledger.saved), roleOfCount(ledger.saved, Role::Text));
    display(m_refused, count(ledger.refused), roleOfCount(ledger.refused, Role::Stale));
    const Role nothingLost = ledger.tried == 0 ? Role::Quiet : Role::Current;
    display(m_lost, count(ledger.lost), ledger.lost == 0 ? nothingLost : Role::Lost);

    m_value.name->setText(tr("%1 is").arg(capitalised(ledger.headline)));
    display(m_value, ledger.value ? toText(*ledger.value) : QString(), Role::Text);
    m_kept.name->setText(ledger.tried == 2 ? tr("With both changes") : tr("With every change"));
    display(m_kept, ledger.kept ? numberText(*ledger.kept) : QString(), Role::Quiet);
    m_value.name->parentWidget()->setVisible(ledger.value.has_value());
    m_kept.name->parentWidget()->setVisible(ledger.kept.has_value());
}

} // namespace interleave
