#include "gui/panels/compactclient.h"

#include "ui_clientcard.h"

#include "gui/outcome/resultslot.h"
#include "gui/panels/lanewidths.h"
#include "gui/record/fieldlist.h"
#include "gui/theme/buttonsize.h"
#include "gui/theme/style.h"
#include "gui/widgets/badge.h"

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
constexpr int LineGap = 8;
constexpr int UsualFieldsHeight = 88;
constexpr int Side = 12;
constexpr int Above = 8;
constexpr int Least = 240;
constexpr int Most = 440;
constexpr int Gap = 4;
/// From this width on, longer texts fit.
constexpr int Wide = 300;
constexpr int AnswerWidth = 136;
constexpr int AmountWidth = 38;
constexpr int UsualAmountLeast = 38;
constexpr int UsualAmountMost = 56;

QList<QPushButton*> buttonsOf(const Ui::ClientCard& form)
{
    return {form.readButton, form.saveButton, form.addButton};
}

} // namespace

CompactClient::CompactClient(QWidget& card, const Ui::ClientCard& form)
    : m_card(card)
    , m_form(form)
{
}

void CompactClient::set(bool on)
{
    if (m_on == on)
        return;
    m_on = on;
    auto* fields = m_form.fieldList;
    auto* answer = m_form.resultSlot;
    auto* rows = m_form.rows;
    auto* head = m_form.head;
    auto* buttons = m_form.buttons;
    m_form.titleLabel->setHidden(on);
    m_form.badge->setLabelled(false);
    if (on) {
        head->insertWidget(1, fields, 1);
        buttons->addWidget(answer, 1);
    } else {
        rows->insertWidget(1, fields);
        rows->addWidget(answer);
    }
    fields->setCompact(on);
    answer->setCompact(on);
    applyHeight();
    setUnscaledWidth(&m_card, on ? Least : LaneWidths::ClientCardMinimum, Most);
    for (QPushButton* button : buttonsOf(m_form))
        setTextStyle(button, on ? TextStyle::Label : TextStyle::Strong);
    m_form.addButton->setText(
        on ? QStringLiteral("+") : QCoreApplication::translate("interleave::ClientCard", "Add"));
    auto* amount = m_form.amountField;
    setUnscaledWidth(amount, on ? AmountWidth : UsualAmountLeast, on ? AmountWidth : UsualAmountMost);
    if (on)
        fit();
}

void CompactClient::applyHeight()
{
    const int fields = m_lines * LineHeight + (m_lines - 1) * LineGap;
    setUnscaledHeight(m_form.fieldList, m_on ? fields : UsualFieldsHeight);
    setUnscaledHeight(&m_card, m_on ? heightWith(m_lines) : UsualHeight);
}

void CompactClient::setExpected(const QMap<QString, QStringList>& texts)
{
    m_form.fieldList->setExpected(texts);
}

int CompactClient::neededLines() const
{
    return m_form.fieldList->lines();
}

void CompactClient::setLines(int lines)
{
    if (m_lines == lines)
        return;
    m_lines = lines;
    applyHeight();
}

int CompactClient::heightWith(int lines)
{
    return Height + (lines - 1) * (LineHeight + LineGap);
}

void CompactClient::fit()
{
    const Theme& theme = themeOf(&m_card);
    const bool wide = m_card.width() >= theme.px(Wide);
    setUnscaled(m_form.rows, {Side, Above, Side, Above}, Above);
    setUnscaled(m_form.buttons, {}, Gap);
    const int amount = m_form.amountField->minimumWidth();
    const int space = m_card.width() - theme.px(2 * Side + 4 * Gap + AnswerWidth) - amount;
    fitButtons(buttonsOf(m_form), wide ? space : 0);
    m_form.badge->setLabelled(wide);
}

} // namespace interleave
