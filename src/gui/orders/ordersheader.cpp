#include "gui/orders/ordersheader.h"

#include "gui/orders/orderlanes.h"
#include "gui/orders/ordertable.h"
#include "gui/theme/plaintext.h"

#include <QPainter>

#include <algorithm>

namespace interleave {

namespace {

constexpr int HeaderHeight = 104;
constexpr int CompactHeaderHeight = 70;
/// Of the name and the result alone.
constexpr int LowHeaderHeight = 46;
constexpr int HeaderLeft = 12;

} // namespace

OrdersHeader::OrdersHeader(QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionResizeMode(Fixed);
    setHighlightSections(false);
    setSectionsClickable(true);
    setSortIndicatorShown(false);
    // The card is behind it, and has rounded corners.
    viewport()->setAutoFillBackground(false);
}

QSize OrdersHeader::sizeHint() const
{
    return {
        QHeaderView::sizeHint().width(),
        themeOf(this).px(
            m_low       ? LowHeaderHeight
            : m_compact ? CompactHeaderHeight
                        : HeaderHeight)};
}

void OrdersHeader::setCompact(bool compact, bool low)
{
    if (m_compact == compact && m_low == low)
        return;
    m_compact = compact;
    m_low = low;
    updateGeometry();
    // Makes the view update the header's height.
    emit geometriesChanged();
}

void OrdersHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const Theme& theme = themeOf(this);
    painter->save();
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line());
    const QRect area = rect.adjusted(
        theme.px(HeaderLeft),
        theme.px(m_compact || m_low ? 1 : 12),
        -theme.px(4),
        -theme.px(m_compact || m_low ? 5 : 10));
    if (section == OrderTable::OrderColumn)
        paintOrder(*painter, rect, area);
    else
        paintColumn(*painter, area, section);
    painter->restore();
}

void OrdersHeader::paintOrder(QPainter& painter, const QRect& rect, const QRect& area) const
{
    const auto* orders = qobject_cast<const OrderTable*>(model());
    if (orders == nullptr)
        return;
    const Theme& theme = themeOf(this);
    painter.setFont(theme.font(TextStyle::Label));
    painter.setPen(theme.quiet());
    const QString title =
        orders->headerData(OrderTable::OrderColumn, Qt::Horizontal, Qt::DisplayRole).toString();
    painter.drawText(area, Qt::AlignLeft | Qt::AlignBottom, title);
    // Over the first turn, but behind the title.
    const int behind = area.left() + painter.fontMetrics().horizontalAdvance(title) + theme.px(12);
    const auto turns = static_cast<int>(OrderLanes(theme, rect, orders->shape()).cell(0, 0).left());
    painter.drawText(
        QRect(area).adjusted(std::max(behind, turns) - area.left(), 0, 0, 0),
        Qt::AlignLeft | Qt::AlignBottom,
        tr("time →"));
}

void OrdersHeader::paintColumn(QPainter& painter, const QRect& area, int section) const
{
    const Theme& theme = themeOf(this);
    const auto ask = [this, section](int role) {
        return model()->headerData(section, Qt::Horizontal, role);
    };
    const auto line = [&painter, &theme](QRect row, TextStyle style, const QColor& ink, const QString& text) {
        painter.setFont(theme.font(style));
        painter.setPen(ink);
        painter.drawText(
            row,
            Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(text, Qt::ElideRight, row.width()));
    };
    QRect row(area.left(), area.top(), area.width(), theme.lineHeight(TextStyle::Label));
    const QString title = ask(Qt::DisplayRole).toString();
    line(row, TextStyle::Label, theme.text(), title);
    if (sortIndicatorSection() == section) {
        const int size = theme.px(12);
        const int left =
            row.left() + QFontMetrics(theme.font(TextStyle::Label)).horizontalAdvance(title) + theme.px(4);
        drawIcon(
            painter,
            QRectF(left, row.top() + (row.height() - size) / 2.0, size, size),
            Icon::ArrowDown,
            theme.text());
    }
    const auto advance = [&row, &theme](TextStyle style) {
        row.translate(0, row.height());
        row.setHeight(theme.lineHeight(style));
    };
    if (!m_low) {
        advance(TextStyle::Hint);
        const QStringList meanings = ask(OrderTable::MeaningsRole).toStringList();
        line(
            row,
            TextStyle::Hint,
            theme.quiet(),
            firstWhole(meanings, theme.font(TextStyle::Hint), row.width()));
    }
    advance(TextStyle::Title);
    const QStringList headlines = ask(OrderTable::HeadlinesRole).toStringList();
    if (!headlines.isEmpty()) {
        const Headline headline = headlineOf(headlines);
        const Role severity = static_cast<Role>(ask(OrderTable::HeadlineInkRole).toInt());
        line(row, headline.style, theme.color(severity), headlines.value(headline.level));
    } else {
        line(row, TextStyle::Title, theme.faint(), QStringLiteral("…"));
    }
    if (m_compact || m_low)
        return;
    advance(TextStyle::Hint);
    line(row, TextStyle::Hint, theme.quiet(), ask(OrderTable::NoteRole).toString());
}

/// The longest wording and the largest type that fit in all columns, so that all columns look the same.
OrdersHeader::Headline OrdersHeader::headlineOf(const QStringList& headlines) const
{
    const Theme& theme = themeOf(this);
    const auto allFit = [this, &theme](Headline headline) {
        const QFont font = theme.font(headline.style);
        for (int section = OrderTable::OrderColumn + 1; section < count(); ++section) {
            const QString text = model()
                                     ->headerData(section, Qt::Horizontal, OrderTable::HeadlinesRole)
                                     .toStringList()
                                     .value(headline.level);
            // A fraction of a pixel is not in the metrics.
            if (!fitsWhole(text, font, sectionSize(section) - theme.px(HeaderLeft + 4) - 1))
                return false;
        }
        return true;
    };
    const Headline last{headlines.size() - 1, TextStyle::Strong};
    for (Headline headline; headline.level <= last.level; ++headline.level) {
        for (const TextStyle style : {TextStyle::Title, TextStyle::Number, TextStyle::Strong}) {
            headline.style = style;
            if (allFit(headline))
                return headline;
        }
    }
    return last;
}

} // namespace interleave
