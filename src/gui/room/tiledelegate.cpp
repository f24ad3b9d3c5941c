#include "gui/room/tiledelegate.h"

#include "gui/room/roommodel.h"
#include "gui/theme/stylepainter.h"

#include <QPainter>

#include <algorithm>

namespace interleave {

namespace {

// In px at 100 %.
constexpr int Side = 12;
constexpr int TightSide = 8;
constexpr int Sign = 12;
constexpr int SignGap = 5;

TextColors inkOf(const RoomTile& tile, const Theme& theme)
{
    const Severity severity = severityOf(tile.fate);
    if (severity == Severity::Neutral)
        return {theme.quiet(), theme.card()};
    return theme.ink(roleOf(severity));
}

Icon signOf(const RoomTile& tile)
{
    return tile.fate == RoomFate::HasRead ? Icon::Eye : interleave::signOf(severityOf(tile.fate));
}

void drawText(QPainter& painter, const QRect& area, const QString& text)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const bool fits = metrics.horizontalAdvance(text) <= area.width();
    painter.drawText(
        area,
        Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
        fits ? text : metrics.elidedText(text, Qt::ElideRight, area.width()));
}

/// Returns what is left of \a area at the right.
QRect drawSign(QPainter& painter, const QRect& area, const RoomTile& tile, const Theme& theme)
{
    const int size = theme.px(Sign);
    drawIcon(
        painter,
        QRectF(area.left(), area.top() + (area.height() - size) / 2.0, size, size),
        signOf(tile),
        inkOf(tile, theme).ink);
    return area.adjusted(size + theme.px(SignGap), 0, 0, 0);
}

} // namespace

TileDelegate::TileDelegate(QWidget* parent)
    : QStyledItemDelegate(parent)
{
}

QSize TileDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return m_size.pitch;
}

void TileDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* model = qobject_cast<const RoomModel*>(index.model());
    const RoomTile* tile = model == nullptr ? nullptr : model->tileAt(index);
    if (tile == nullptr)
        return;
    const Theme& theme = themeOf(option.widget);
    const QRect area(option.rect.topLeft(), m_size.pitch - QSize(m_size.gap, m_size.gap));
    const TextColors ink = inkOf(*tile, theme);
    const bool isNeutral = severityOf(tile->fate) == Severity::Neutral;
    const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
    const bool isSign = m_size.detail == TileDetail::Sign;
    const bool isSmall = isSign || m_size.detail == TileDetail::One || m_size.detail == TileDetail::Name;
    const int radius = isSign ? theme.px(4) : isSmall ? theme.px(6) : theme.controlRadius();
    painter->save();
    StylePainter draw(*painter, theme);
    draw.roundedBox(area, radius, ink.fill, isNeutral ? theme.line() : ink.ink);
    if (isCurrent && option.state.testFlag(QStyle::State_HasFocus))
        draw.focusRing(area, radius);
    else if (isCurrent)
        draw.roundedBox(area, radius, Qt::transparent, theme.text(), theme.px(2.0));
    const int side = theme.px(isSmall ? TightSide : Side);
    const QRect inner = area.adjusted(side, 0, -side, 0);
    if (isSign)
        drawSign(*painter, area.adjusted((area.width() - theme.px(Sign)) / 2, 0, 0, 0), *tile, theme);
    else if (isSmall)
        paintLine(*painter, inner, *tile, theme);
    else
        paintLines(*painter, inner, *tile, theme);
    painter->restore();
}

void TileDelegate::paintLines(
    QPainter& painter, const QRect& area, const RoomTile& tile, const Theme& theme) const
{
    const bool hasFacts = m_size.detail == TileDetail::Three;
    const int line = theme.px(hasFacts ? 19 : 20);
    const int top = area.top() + (area.height() - line * (hasFacts ? 3 : 2)) / 2;
    QRect row(area.left(), top, area.width(), line);
    painter.setFont(theme.font(hasFacts ? TextStyle::Strong : TextStyle::Label));
    painter.setPen(tile.isAway ? theme.quiet() : theme.text());
    drawText(painter, row, tile.name);
    row.translate(0, line);
    const QRect word = drawSign(painter, row, tile, theme);
    painter.setFont(theme.font(TextStyle::Label));
    painter.setPen(inkOf(tile, theme).ink);
    drawText(painter, word, tile.isAway ? RoomModel::tr("%1 · away").arg(tile.word) : tile.word);
    if (!hasFacts)
        return;
    row.translate(0, line);
    painter.setFont(theme.font(TextStyle::Hint));
    // Quiet text is too faint on a filled ground.
    painter.setPen(severityOf(tile.fate) == Severity::Neutral ? theme.quiet() : theme.text());
    drawText(painter, row, tile.facts);
}

/// The name, and its word at the right where there is space for both.
void TileDelegate::paintLine(
    QPainter& painter, const QRect& area, const RoomTile& tile, const Theme& theme) const
{
    QRect row = drawSign(painter, area, tile, theme);
    painter.setFont(theme.font(TextStyle::Label));
    if (m_size.detail == TileDetail::One) {
        painter.setPen(inkOf(tile, theme).ink);
        const int word = painter.fontMetrics().horizontalAdvance(tile.word);
        const QRect place(row.right() + 1 - std::min(word, row.width() / 2), row.top(), word, row.height());
        drawText(painter, place & row, tile.word);
        row.setRight(place.left() - theme.px(SignGap));
    }
    painter.setPen(tile.isAway ? theme.quiet() : theme.text());
    drawText(painter, row, tile.name);
}

} // namespace interleave
