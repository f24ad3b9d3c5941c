#include "gui/orders/ordersdelegate.h"

#include "gui/orders/orderlanes.h"
#include "gui/orders/ordertable.h"
#include "gui/theme/icons.h"
#include "gui/theme/plaintext.h"
#include "gui/theme/stylepainter.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

#include <algorithm>

namespace interleave {

namespace {

constexpr int PillHeight = 24;
constexpr int PillPadding = 10;
constexpr int PillSign = 12;
constexpr int PillGap = 5;
constexpr int CellPadding = 12;
constexpr int GroupHeight = 28;
constexpr int GroupLeft = 14;
constexpr int GroupGap = 8;

int pillWidth(const QString& text, const Theme& theme)
{
    return QFontMetrics(theme.font(TextStyle::Label)).horizontalAdvance(text) +
           theme.px(2 * PillPadding + PillSign + PillGap);
}

/// The step's whole name if it fits, else its first letter.
QString stepText(const QString& step, int width, const QFont& font)
{
    return fitsWhole(step, font, width) ? step : step.left(1);
}

} // namespace

OrdersDelegate::OrdersDelegate(QWidget* parent)
    : QStyledItemDelegate(parent)
{
}

int OrdersDelegate::groupHeight(const Theme& theme)
{
    return theme.px(GroupHeight);
}

void OrdersDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& cell, const QModelIndex& index) const
{
    const Theme& theme = themeOf(cell.widget);
    QStyleOptionViewItem option = cell;
    painter->save();
    if (index.data(OrderTable::GroupTitleRole).isValid()) {
        paintGroup(*painter, option, index);
        option.rect.setTop(option.rect.top() + groupHeight(theme));
    }
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected)
        painter->fillRect(option.rect, theme.band());
    // The last row needs no line: the table's own edge is below it.
    if (index.row() < index.model()->rowCount() - 1) {
        painter->fillRect(
            QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.line());
    }
    if (index.column() == OrderTable::OrderColumn) {
        if (selected)
            painter->fillRect(
                QRect(option.rect.left(), option.rect.top(), theme.px(3), option.rect.height()),
                theme.text());
        paintLanes(*painter, option, index);
    } else if (index.data(OrderTable::SeverityRole).isValid()) {
        paintPill(*painter, option, index);
    } else {
        paintText(*painter, option, index);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setRenderHint(QPainter::Antialiasing);
        StylePainter(*painter, theme).focusRing(option.rect.adjusted(2, 2, -2, -3), theme.px(4));
    }
    painter->restore();
}

/// The part of the head that is above this cell: the text goes on from column to column.
void OrdersDelegate::paintGroup(
    QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const Theme& theme = themeOf(option.widget);
    const auto* table = qobject_cast<const QTableView*>(option.widget);
    if (table == nullptr)
        return;
    const QRect part(option.rect.left(), option.rect.top(), option.rect.width(), groupHeight(theme));
    painter.save();
    painter.setClipRect(part, Qt::IntersectClip);
    painter.fillRect(part, theme.window());
    painter.fillRect(QRect(part.left(), part.bottom(), part.width(), 1), theme.line());
    const QFont face = theme.font(TextStyle::Label);
    const QString title = index.data(OrderTable::GroupTitleRole).toString();
    const int left = table->columnViewportPosition(0) + theme.px(GroupLeft);
    painter.setFont(face);
    painter.setPen(theme.text());
    QRect line(
        left, part.top(), table->horizontalHeader()->length() - theme.px(GroupLeft), part.height() - 1);
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, title);
    line.setLeft(left + QFontMetrics(face).horizontalAdvance(title) + theme.px(GroupGap));
    // What is scrolled to is the whole width, what is seen may be less.
    const int space = std::min(line.width(), table->viewport()->width() - line.left());
    const QFont noteFace = theme.font(TextStyle::Hint);
    painter.setFont(noteFace);
    painter.setPen(theme.quiet());
    const QStringList notes = index.data(OrderTable::GroupNotesRole).toStringList();
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, firstWhole(notes, noteFace, space));
    painter.restore();
}

void OrdersDelegate::paintLanes(
    QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const Theme& theme = themeOf(option.widget);
    const QByteArray turns = index.data(OrderTable::TurnsRole).toByteArray();
    const QStringList steps = index.data(OrderTable::StepsRole).toStringList();
    const QVariant taken = index.data(OrderTable::TakenRole);
    const auto* model = qobject_cast<const OrderTable*>(index.model());
    if (model == nullptr)
        return;
    const OrderLanes lanes(theme, option.rect, model->shape());
    const QFont face = theme.font(TextStyle::Chip);
    StylePainter draw(painter, theme);
    painter.setFont(face);
    painter.setPen(theme.quiet());
    painter.drawText(
        lanes.number(), Qt::AlignVCenter | Qt::AlignRight, index.data(OrderTable::NumberRole).toString());
    for (int lane = 0; lane < model->shape().lanes; ++lane) {
        const Role role = roleOf(static_cast<Seat>(lane));
        painter.setFont(theme.font(TextStyle::Label));
        painter.setPen(theme.color(role));
        painter.drawText(lanes.label(lane), Qt::AlignVCenter | Qt::AlignLeft, model->laneName(lane));
        painter.setFont(face);
        for (int turn = 0; turn < turns.size(); ++turn) {
            const QRectF cell = lanes.cell(lane, turn);
            if (turns.at(turn) != lane) {
                draw.roundedBox(cell, theme.px(4), theme.field(), Qt::transparent);
                continue;
            }
            // What was not done is only outlined.
            const bool isTaken = !taken.isValid() || turn < taken.toInt();
            const TextColors ink = theme.ink(role);
            draw.roundedBox(
                cell,
                theme.px(4),
                isTaken ? ink.fill : QColor(Qt::transparent),
                isTaken ? QColor(Qt::transparent) : theme.line());
            painter.setPen(isTaken ? ink.ink : theme.quiet());
            painter.drawText(
                cell, Qt::AlignCenter, stepText(steps.value(turn), qRound(cell.width()) - 2, face));
        }
    }
}

void OrdersDelegate::paintPill(
    QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const Theme& theme = themeOf(option.widget);
    const auto severity = static_cast<Severity>(index.data(OrderTable::SeverityRole).toInt());
    const TextColors ink = theme.ink(roleOf(severity));
    const int space = option.rect.width() - theme.px(CellPadding + 4);
    QString text = index.data().toString();
    if (pillWidth(text, theme) > space)
        text = index.data(OrderTable::BriefRole).toString();
    const int width = std::min(pillWidth(text, theme), space);
    const int height = theme.px(PillHeight);
    const QRect pill(
        option.rect.left() + theme.px(CellPadding),
        option.rect.top() + (option.rect.height() - height) / 2,
        width,
        height);
    // Some fills are as grey as the band of the chosen row.
    const QColor edge = option.state.testFlag(QStyle::State_Selected) ? ink.ink : QColor(Qt::transparent);
    StylePainter(painter, theme).roundedBox(pill, height / 2.0, ink.fill, edge);
    const int size = theme.px(PillSign);
    const QRectF sign(pill.left() + theme.px(PillPadding), pill.top() + (height - size) / 2.0, size, size);
    drawIcon(painter, sign, signOf(severity), ink.ink);
    painter.setFont(theme.font(TextStyle::Label));
    painter.setPen(ink.ink);
    const QRect area = pill.adjusted(theme.px(PillPadding + PillSign + PillGap), 0, -theme.px(4), 0);
    painter.drawText(
        area,
        Qt::AlignVCenter | Qt::AlignLeft,
        painter.fontMetrics().elidedText(text, Qt::ElideRight, area.width()));
}

void OrdersDelegate::paintText(
    QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const Theme& theme = themeOf(option.widget);
    painter.setFont(theme.font(TextStyle::Body));
    painter.setPen(theme.text());
    const QRect area = option.rect.adjusted(theme.px(CellPadding), 0, -theme.px(4), 0);
    painter.drawText(
        area,
        Qt::AlignVCenter | Qt::AlignLeft,
        painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, area.width()));
}

QSize OrdersDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = themeOf(option.widget);
    if (index.column() == OrderTable::OrderColumn)
        return QStyledItemDelegate::sizeHint(option, index);
    return {pillWidth(index.data().toString(), theme) + theme.px(CellPadding + 4), theme.px(PillHeight)};
}

} // namespace interleave
