#include "gui/orders/ordersview.h"

#include "gui/orders/ordersdelegate.h"
#include "gui/orders/ordersmodel.h"
#include "gui/theme/plaintext.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace interleave {

namespace {

constexpr int RowPadding = 8;
constexpr int LaneHeight = 20;
constexpr int LaneGap = 3;
constexpr int LabelLeft = 14;
constexpr int LabelWidth = 18;
constexpr int TurnsRight = 8;
constexpr int WordPitch = 54;
constexpr int LetterPitch = 19;
constexpr int HeaderHeight = 86;
constexpr int CompactHeaderHeight = 70;
constexpr int HeaderLeft = 12;

struct Widths
{
    int most;
    int least;
};
/// Widths for full verdicts and headers ("B waits · none lost", "A refused", "1 lost"), and for short ones.
Widths widthsOf(ScheduleRule rule)
{
    if (rule == ScheduleRule::Atomic)
        return {144, 112};
    if (ruleOf(rule).holdsLeases)
        return {192, 126};
    return rule == ScheduleRule::Off ? Widths{148, 130} : Widths{156, 130};
}

} // namespace

OrderLanes::OrderLanes(const Theme& theme, const QRect& area, const ScheduleSetup& setup)
    : m_theme(theme)
    , m_area(area)
    , m_pitch(std::min<qreal>(
          theme.px(WordPitch + 3),
          (area.width() - theme.px(LabelLeft + LabelWidth + TurnsRight)) / static_cast<qreal>(setup.turns())))
{
}

qreal OrderLanes::top(int client) const
{
    return m_area.top() + m_theme.px(RowPadding) + client * m_theme.px(LaneHeight + LaneGap);
}

QRectF OrderLanes::label(int client) const
{
    return {
        m_area.left() + m_theme.px(LabelLeft),
        top(client),
        m_theme.px(qreal(LabelWidth)),
        m_theme.px(qreal(LaneHeight))};
}

QRectF OrderLanes::cell(int client, int turn) const
{
    const qreal left = m_area.left() + m_theme.px(LabelLeft + LabelWidth) + turn * m_pitch;
    return {left, top(client), m_pitch - m_theme.px(qreal(LaneGap)), m_theme.px(qreal(LaneHeight))};
}

int OrderLanes::height(const Theme& theme, const ScheduleSetup& setup)
{
    return 2 * theme.px(RowPadding) + (setup.clients - 1) * theme.px(LaneHeight + LaneGap) +
           theme.px(LaneHeight) + 1;
}

int OrderLanes::width(const Theme& theme, const ScheduleSetup& setup, bool words)
{
    return theme.px(LabelLeft + LabelWidth + TurnsRight) +
           setup.turns() * theme.px(words ? WordPitch + 3 : LetterPitch);
}

OrdersHeader::OrdersHeader(QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionResizeMode(Fixed);
    setHighlightSections(false);
    setSectionsClickable(true);
    setSortIndicatorShown(false);
}

QSize OrdersHeader::sizeHint() const
{
    return {
        QHeaderView::sizeHint().width(), themeOf(this).px(m_compact ? CompactHeaderHeight : HeaderHeight)};
}

void OrdersHeader::setCompact(bool compact)
{
    if (m_compact == compact)
        return;
    m_compact = compact;
    updateGeometry();
    // Makes the view update the header's height.
    emit geometriesChanged();
}

void OrdersHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const Theme& theme = themeOf(this);
    painter->save();
    painter->fillRect(rect, theme.card());
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line());
    const QRect area = rect.adjusted(
        theme.px(HeaderLeft), theme.px(m_compact ? 1 : 12), -theme.px(4), -theme.px(m_compact ? 5 : 10));
    if (section == OrdersModel::OrderColumn) {
        painter->setFont(theme.font(TextStyle::Label));
        painter->setPen(theme.quiet());
        painter->drawText(
            area, Qt::AlignLeft | Qt::AlignBottom, model()->headerData(section, Qt::Horizontal).toString());
    } else {
        paintRule(*painter, area, section);
    }
    painter->restore();
}

void OrdersHeader::paintRule(QPainter& painter, const QRect& area, int section) const
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
    line(row, TextStyle::Label, theme.quiet(), title);
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
    row.translate(0, row.height());
    row.setHeight(theme.lineHeight(TextStyle::Title));
    const QStringList headlines = ask(OrdersModel::HeadlinesRole).toStringList();
    if (!headlines.isEmpty()) {
        const Headline headline = headlineOf(headlines);
        const Role severity = static_cast<Role>(ask(OrdersModel::SeverityRole).toInt());
        line(row, headline.style, theme.color(severity), headline.text);
    } else {
        line(row, TextStyle::Title, theme.faint(), QStringLiteral("…"));
    }
    row.translate(0, row.height());
    row.setHeight(theme.lineHeight(TextStyle::Hint));
    line(row, TextStyle::Hint, theme.quiet(), ask(OrdersModel::NoteRole).toString());
}

/// The largest size and the longest wording that fit in all columns, so that all columns look the same.
OrdersHeader::Headline OrdersHeader::headlineOf(const QStringList& headlines) const
{
    const Theme& theme = themeOf(this);
    const auto allFit = [this, &theme](qsizetype level, TextStyle style) {
        const QFontMetrics metrics(theme.font(style));
        for (int section = OrdersModel::FirstRuleColumn; section < count(); ++section) {
            const QString text = model()
                                     ->headerData(section, Qt::Horizontal, OrdersModel::HeadlinesRole)
                                     .toStringList()
                                     .value(level);
            if (!fitsWhole(text, metrics, sectionSize(section) - theme.px(HeaderLeft + 4 + 4)))
                return false;
        }
        return true;
    };
    for (qsizetype level = 0; level < headlines.size(); ++level) {
        if (allFit(level, TextStyle::Title))
            return {headlines.at(level), TextStyle::Title};
    }
    return {headlines.last(), TextStyle::Number};
}

OrdersView::OrdersView(QWidget* parent)
    : QTableView(parent)
{
    setHorizontalHeader(new OrdersHeader(this));
    setItemDelegate(new OrdersDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    viewport()->setAutoFillBackground(false);
    connect(this, &QTableView::doubleClicked, this, &OrdersView::playAsked);
}

void OrdersView::setModel(QAbstractItemModel* model)
{
    QTableView::setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, &OrdersView::measure);
    measure();
}

void OrdersView::setCompact(bool compact)
{
    qobject_cast<OrdersHeader*>(horizontalHeader())->setCompact(compact);
    updateGeometries();
    measure();
}

int OrdersView::fullHeight() const
{
    const auto rows = static_cast<qint64>(model() == nullptr ? 0 : model()->rowCount());
    const int bar = m_overflows ? horizontalScrollBar()->sizeHint().height() : 0;
    const qint64 height =
        horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() + bar;
    return static_cast<int>(std::min<qint64>(height, QWIDGETSIZE_MAX / 2));
}

void OrdersView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        measure();
}

void OrdersView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    measure();
}

void OrdersView::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && currentIndex().isValid()) {
        if (!event->isAutoRepeat())
            emit playAsked(currentIndex());
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void OrdersView::measure()
{
    const auto* orders = qobject_cast<const OrdersModel*>(model());
    if (orders == nullptr)
        return;
    const Theme& theme = themeOf(this);
    const ScheduleSetup& setup = orders->setup();
    verticalHeader()->setDefaultSectionSize(OrderLanes::height(theme, setup));
    int most = 0;
    int least = 0;
    for (const ScheduleRule rule : AllScheduleRules) {
        most += theme.px(widthsOf(rule).most);
        least += theme.px(widthsOf(rule).least);
    }
    // Don't use the viewport's width: its scroll bar appears and disappears during layout.
    m_overflows = false;
    const int space = width() - (fullHeight() > height() ? verticalScrollBar()->sizeHint().width() : 0);
    const int words = OrderLanes::width(theme, setup, true);
    const int letters = OrderLanes::width(theme, setup, false);
    // Full words for the steps are more important than full verdicts.
    const int order = space - least >= words ? words : std::clamp(space - most, letters, words);
    const int rules = std::max(space - order, least);
    m_overflows = order + rules > space;
    horizontalHeader()->resizeSection(OrdersModel::OrderColumn, order);
    int left = rules;
    for (const ScheduleRule rule : AllScheduleRules) {
        // Between the bounds, share the space by how much more each column wants; beyond them, in proportion.
        const int asked = theme.px(widthsOf(rule).most);
        const int needed = theme.px(widthsOf(rule).least);
        int width = rules >= most ? asked * rules / most
                                  : needed + (asked - needed) * (rules - least) / std::max(1, most - least);
        if (rule == AllScheduleRules.back())
            width = left;
        left -= width;
        horizontalHeader()->resizeSection(OrdersModel::columnOf(rule), width);
    }
    emit measured();
}

} // namespace interleave
