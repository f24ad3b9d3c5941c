#include "gui/messages/messagesdelegate.h"

#include "gui/messages/messagesmodel.h"
#include "gui/theme/theme.h"

namespace interleave {

MessagesDelegate::MessagesDelegate(QWidget* parent)
    : QStyledItemDelegate(parent)
{
}

void MessagesDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const Theme& theme = themeOf(option->widget);
    const Severity severity = index.data(MessagesModel::SeverityRole).value<Severity>();
    Role role = roleOf(severity);
    TextStyle text = TextStyle::Code;
    switch (index.column()) {
    case MessagesModel::StepColumn:
        text = TextStyle::Label;
        break;
    case MessagesModel::ClientColumn:
        text = TextStyle::Label;
        role = roleOf(static_cast<Seat>(index.data(MessagesModel::SeatRole).toInt()));
        break;
    case MessagesModel::RequestColumn:
        role = Role::Text;
        break;
    case MessagesModel::OutcomeColumn:
        text = TextStyle::Label;
        break;
    default:
        break;
    }
    // The text says so too, and the colour leaves everything readable.
    const bool notYet = index.data(MessagesModel::NotYetRole).toBool();
    if (notYet)
        role = Role::Quiet;
    option->font = theme.font(text);
    option->font.setItalic(notYet);
    option->palette.setColor(QPalette::Text, theme.color(role));
    option->palette.setColor(QPalette::HighlightedText, theme.color(role));
    option->palette.setColor(QPalette::Highlight, theme.band());
}

} // namespace interleave
