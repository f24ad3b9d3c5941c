#include "gui/isolation/isolationdelegate.h"

#include "engine/isolation/isolationmatrix.h"
#include "gui/isolation/cellsign.h"
#include "gui/isolation/isolationmodel.h"
#include "gui/theme/stylepainter.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

#include <algorithm>

namespace interleave {

namespace {

constexpr int PillHeight = 24;
constexpr int PillSign = 12;
constexpr int LevelLeft = 14;
constexpr int LevelGap = 6;
constexpr int LevelRight = 4;
constexpr int GroupGap = 10;

/// In a cell, from its left.
struct Spaces final
{
    int beforePill;
    int padding;
    int afterSign;
    int afterPill;
};

constexpr Spaces spacesOf(IsolationDelegate::Fit fit)
{
    switch (fit) {
    case IsolationDelegate::Fit::Words:
        return {5, 7, 4, 1};
    case IsolationDelegate::Fit::Signs:
        return {5, 6, 4, 1};
    case IsolationDelegate::Fit::TightWords:
        return {3, 5, 3, 1};
    case IsolationDelegate::Fit::TightSigns:
        break;
    }
    return {2, 4, 3, 1};
}

/// Of a level.
constexpr TextStyle styleOf(IsolationDelegate::Fit fit)
{
    return fit == IsolationDelegate::Fit::TightSigns ? TextStyle::Label : TextStyle::Strong;
}

int advance(const QString& text, TextStyle style, const Theme& theme)
{
    return QFontMetrics(theme.font(style)).horizontalAdvance(text);
}

/// What is seen of a row at once.
int seenWidth(const QTableView& table)
{
    return std::min(table.horizontalHeader()->length(), table.viewport()->width());
}

/// Where the problem stands that is told beside the engine's name, in a table of that \a width.
QRect problemArea(const QModelIndex& first, int width, const Theme& theme)
{
    const int name = advance(first.data(IsolationModel::GroupTitleRole).toString(), TextStyle::Label, theme);
    const int left = theme.px(LevelLeft) + name + theme.px(GroupGap);
    const QFontMetrics metrics(theme.font(TextStyle::Hint));
    const QString problem = first.data(IsolationModel::GroupProblemRole).toString();
    const int height =
        metrics
            .boundingRect(
                QRect(0, 0, width - left - theme.px(LevelLeft), QWIDGETSIZE_MAX), Qt::TextWordWrap, problem)
            .height();
    return {left, theme.px(6), width - left - theme.px(LevelLeft), height};
}

} // namespace

IsolationDelegate::IsolationDelegate(QWidget* parent)
    : QStyledItemDelegate(parent)
{
}

int IsolationDelegate::widthOf(const QString& text, Fit fit, const Theme& theme)
{
    const Spaces spaces = spacesOf(fit);
    const int words =
        text.isEmpty() ? 0 : advance(text, TextStyle::Label, theme) + theme.px(spaces.afterSign);
    return words + theme.px(spaces.beforePill + 2 * spaces.padding + PillSign + spaces.afterPill);
}

int IsolationDelegate::levelWidth(const QModelIndex& level, Fit fit, const Theme& theme)
{
    const QString note = level.data(IsolationModel::NoteRole).toString();
    const int beside = note.isEmpty() ? 0 : theme.px(LevelGap) + advance(note, TextStyle::Hint, theme);
    return theme.px(LevelLeft + LevelRight) + advance(level.data().toString(), styleOf(fit), theme) + beside;
}

int IsolationDelegate::groupHeight(const QModelIndex& first, int width, const Theme& theme)
{
    const int usual = theme.px(GroupHeight);
    if (first.data(IsolationModel::GroupProblemRole).toString().isEmpty())
        return usual;
    return std::max(usual, problemArea(first, width, theme).bottom() + 1);
}

void IsolationDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& cell, const QModelIndex& index) const
{
    const Theme& theme = themeOf(cell.widget);
    QStyleOptionViewItem option = cell;
    painter->save();
    if (index.data(IsolationModel::GroupTitleRole).isValid())
        paintGroup(*painter, option, index);
    const auto* table = qobject_cast<const QTableView*>(option.widget);
    if (table != nullptr && index.data(IsolationModel::GroupTitleRole).isValid()) {
        const int width = seenWidth(*table);
        option.rect.setTop(option.rect.top() + groupHeight(index.siblingAtColumn(0), width, theme));
    }
    if (index.row() < index.model()->rowCount() - 1) {
        painter->fillRect(
            QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.line());
    }
    const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
    if (isCurrent) {
        const bool isFocused = option.state.testFlag(QStyle::State_HasFocus);
        const qreal line = isFocused ? 2 : 1;
        painter->setRenderHint(QPainter::Antialiasing);
        StylePainter(*painter, theme)
            .roundedBox(
                QRectF(option.rect).adjusted(1, 1, -1, -2),
                theme.px(4),
                theme.band(),
                theme.text(),
                theme.px(line));
    }
    if (index.column() == IsolationModel::LevelColumn)
        paintLevel(*painter, option, index);
    else
        paintPill(*painter, option, index);
    painter->restore();
}

/// The part of the engine's name that is above this cell: the text goes on from column to column.
void IsolationDelegate::paintGroup(
    QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const Theme& theme = themeOf(option.widget);
    const auto* table = qobject_cast<const QTableView*>(option.widget);
    if (table == nullptr)
        return;
    const QModelIndex first = index.siblingAtColumn(0);
    const int width = seenWidth(*table);
    const int height = groupHeight(first, width, theme);
    painter.save();
    painter.setClipRect(
        QRect(option.rect.left(), option.rect.top(), option.rect.width(), height), Qt::IntersectClip);
    // The style has marked the whole cell that is chosen.
    painter.fillRect(option.rect, theme.card());
    painter.translate(table->columnViewportPosition(0), option.rect.top());
    painter.setFont(theme.font(TextStyle::Label));
    painter.setPen(theme.quiet());
    painter.drawText(
        QRect(theme.px(LevelLeft), theme.px(6), width, QFontMetrics(painter.font()).height()),
        Qt::AlignLeft | Qt::AlignTop,
        first.data(IsolationModel::GroupTitleRole).toString());
    const QString problem = first.data(IsolationModel::GroupProblemRole).toString();
    if (!problem.isEmpty()) {
        painter.setFont(theme.font(TextStyle::Hint));
        painter.setPen(theme.text());
        painter.drawText(problemArea(first, width, theme), Qt::TextWordWrap, problem);
    }
    painter.restore();
}

void IsolationDelegate::paintLevel(
    QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = themeOf(option.widget);
    const QRect area = option.rect.adjusted(theme.px(LevelLeft), 0, -theme.px(2), 0);
    const QString level = index.data().toString();
    painter.setFont(theme.font(styleOf(m_fit)));
    painter.setPen(theme.text());
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, level);
    const int behind = painter.fontMetrics().horizontalAdvance(level) + theme.px(LevelGap);
    painter.setFont(theme.font(TextStyle::Hint));
    painter.setPen(theme.quiet());
    painter.drawText(
        area.adjusted(behind, 0, 0, 0),
        Qt::AlignVCenter | Qt::AlignLeft,
        index.data(IsolationModel::NoteRole).toString());
}

void IsolationDelegate::paintPill(
    QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = themeOf(option.widget);
    const QVariant verdict = index.data(IsolationModel::VerdictRole);
    const bool isRunning = index.data(IsolationModel::RunningRole).toBool();
    painter.setFont(theme.font(TextStyle::Label));
    const Spaces spaces = spacesOf(m_fit);
    const QRect area = option.rect.adjusted(theme.px(spaces.beforePill), 0, -theme.px(spaces.afterPill), 0);
    if (isRunning || !verdict.isValid()) {
        painter.setPen(theme.quiet());
        painter.drawText(
            area.adjusted(theme.px(spaces.padding), 0, 0, 0),
            Qt::AlignVCenter | Qt::AlignLeft,
            isRunning ? QStringLiteral("…") : index.data().toString());
        return;
    }
    const auto result = static_cast<CellVerdict>(verdict.toInt());
    const TextColors ink = theme.ink(roleOf(result));
    const bool hasText = isWordy() || result == CellVerdict::Refused;
    const QString text = hasText ? index.data().toString() : QString();
    const int height = theme.px(PillHeight);
    // A sign alone is in a circle.
    const int padding = text.isEmpty() ? (PillHeight - PillSign) / 2 : spaces.padding;
    const int whole = widthOf(text, m_fit, theme) - theme.px(spaces.beforePill + spaces.afterPill);
    const QRect pill(
        area.left(),
        area.top() + (area.height() - height) / 2,
        text.isEmpty() ? height : std::min(whole, area.width()),
        height);
    // Some fills are as grey as the ground of the chosen cell.
    const QColor edge = option.state.testFlag(QStyle::State_Selected) ? ink.ink : QColor(Qt::transparent);
    StylePainter(painter, theme).roundedBox(pill, height / 2.0, ink.fill, edge);
    const int size = theme.px(PillSign);
    drawIcon(
        painter,
        QRectF(pill.left() + theme.px(padding), pill.top() + (height - size) / 2.0, size, size),
        signOf(result),
        ink.ink);
    painter.setPen(ink.ink);
    painter.drawText(
        pill.adjusted(theme.px(padding + PillSign + spaces.afterSign), 0, 0, 0),
        Qt::AlignVCenter | Qt::AlignLeft,
        text);
}

} // namespace interleave
