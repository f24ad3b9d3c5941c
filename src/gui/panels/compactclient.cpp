#include "gui/panels/compactclient.h"

#include "gui/outcome/resultslot.h"
#include "gui/panels/lanewidths.h"
#include "gui/record/fieldlist.h"
#include "gui/theme/style.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QLineEdit>
#include <QPushButton>

namespace interleave {

namespace {

// At 100 %.
constexpr int Height = 100;
constexpr int UsualHeight = 296;
constexpr int LineHeight = 40;
constexpr int UsualFieldsHeight = 88;
constexpr int Side = 12;
constexpr int Above = 8;
constexpr int Least = 240;
constexpr int Most = 440;
constexpr int Gap = 4;
/// From here on there is room for longer words.
constexpr int Wide = 300;
constexpr int AnswerRoom = 136;
constexpr int AmountWidth = 40;
constexpr int UsualAmountLeast = 38;
constexpr int UsualAmountMost = 56;

template<typename T>
T* part(const QWidget& card, const char* name)
{
    return card.findChild<T*>(QLatin1String(name));
}

QList<QPushButton*> buttonsOf(const QWidget& card)
{
    return {
        part<QPushButton>(card, "readButton"),
        part<QPushButton>(card, "saveButton"),
        part<QPushButton>(card, "addButton")};
}

} // namespace

CompactClient::CompactClient(QWidget& card)
    : m_card(card)
{
}

void CompactClient::set(bool on)
{
    if (m_on == on)
        return;
    m_on = on;
    auto* fields = part<FieldList>(m_card, "fieldList");
    auto* answer = part<ResultSlot>(m_card, "resultSlot");
    auto* rows = part<QBoxLayout>(m_card, "rows");
    auto* head = part<QBoxLayout>(m_card, "head");
    auto* buttons = part<QBoxLayout>(m_card, "buttons");
    part<QWidget>(m_card, "titleLabel")->setHidden(on);
    if (on) {
        head->insertWidget(1, fields, 1);
        buttons->addWidget(answer, 1);
    } else {
        rows->insertWidget(1, fields);
        rows->addWidget(answer);
    }
    fields->setCompact(on);
    answer->setCompact(on);
    setUnscaledHeight(fields, on ? LineHeight : UsualFieldsHeight);
    setUnscaledHeight(&m_card, on ? Height : UsualHeight);
    setUnscaledWidth(&m_card, on ? Least : LaneWidths::ClientCardMinimum, Most);
    for (QPushButton* button : buttonsOf(m_card))
        setTextStyle(button, on ? TextStyle::Label : TextStyle::Strong);
    part<QPushButton>(m_card, "addButton")
        ->setText(on ? QStringLiteral("+") : QCoreApplication::translate("interleave::ClientCard", "Add"));
    auto* amount = part<QWidget>(m_card, "amountField");
    setUnscaledWidth(amount, on ? AmountWidth : UsualAmountLeast, on ? AmountWidth : UsualAmountMost);
    if (on)
        fit();
}

void CompactClient::fit()
{
    const Theme& theme = themeOf(&m_card);
    const bool wide = m_card.width() >= theme.px(Wide);
    setUnscaled(part<QLayout>(m_card, "rows"), {Side, Above, Side, Above}, Above);
    setUnscaled(part<QLayout>(m_card, "buttons"), {}, Gap);
    const int amount = part<QWidget>(m_card, "amountField")->minimumWidth();
    const int room = m_card.width() - theme.px(2 * Side + 4 * Gap + AnswerRoom) - amount;
    fitButtons(buttonsOf(m_card), wide ? room : 0);
    part<FieldList>(m_card, "fieldList")->setLabelled(wide);
}

} // namespace interleave
