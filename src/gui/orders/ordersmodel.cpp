#include "gui/orders/ordersmodel.h"

#include "core/values/text.h"
#include "schedules/schedulelesson.h"
#include "schedules/schedulestory.h"

#include <algorithm>

namespace interleave {

namespace {

constexpr int MostKnown = 4096;

/// What is done in each turn of an order, in a word.
QStringList stepsOf(const ScheduleSetup& setup, const ScheduleTurns& order)
{
    std::vector<int> steps(static_cast<size_t>(setup.clients), 0);
    QStringList words;
    for (const quint8 client : order) {
        const int step = steps[client]++;
        if (step == setup.length() - 1)
            words.append(OrdersModel::tr("save"));
        else
            words.append(step > 0 ? OrdersModel::tr("edit") : OrdersModel::tr("read"));
    }
    return words;
}

} // namespace

Severity severityOf(ScheduleVerdict verdict)
{
    switch (verdict) {
    case ScheduleVerdict::Lost:
        return Severity::Lost;
    case ScheduleVerdict::Refused:
        return Severity::Stale;
    case ScheduleVerdict::Waits:
        return Severity::Pending;
    case ScheduleVerdict::NoneLost:
        return Severity::Good;
    }
    Q_UNREACHABLE();
}

OrdersModel::OrdersModel(QObject* parent)
    : OrderTable(parent)
    , m_known(MostKnown)
{
    makeMachines();
    arrange();
}

void OrdersModel::makeMachines()
{
    m_machines.clear();
    for (const ScheduleRule rule : AllScheduleRules)
        m_machines.emplace_back(m_setup, rule);
}

void OrdersModel::setSetup(const ScheduleSetup& setup)
{
    beginResetModel();
    m_setup = setup;
    m_counted.reset();
    m_known.clear();
    makeMachines();
    arrange();
    endResetModel();
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void OrdersModel::setCounted(std::shared_ptr<const CountedOrders> counted)
{
    Q_ASSERT(counted == nullptr || counted->digest.setup == m_setup);
    beginResetModel();
    m_counted = std::move(counted);
    arrange();
    endResetModel();
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void OrdersModel::setFilter(const OrdersFilter& filter)
{
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    arrange();
    endResetModel();
}

void OrdersModel::sort(int column, Qt::SortOrder order)
{
    const OrdersSorting sorting{ruleAt(column), order == Qt::DescendingOrder};
    if (sorting == m_sorting)
        return;
    beginResetModel();
    m_sorting = sorting;
    arrange();
    endResetModel();
}

quint64 OrdersModel::countOf(const OrdersFilter& filter) const
{
    const quint64 all = orderCount(m_setup);
    if (m_counted == nullptr || filter.kind == OrdersFilter::Kind::All)
        return all;
    quint64 count = 0;
    for (quint64 rank = 0; rank < all; ++rank)
        count += shows(filter, m_counted->digest, rank) ? 1 : 0;
    return count;
}

void OrdersModel::arrange()
{
    m_rows = m_counted == nullptr ? OrderRows(m_setup) : OrderRows(m_counted->digest, m_filter, m_sorting);
}

std::optional<ScheduleRule> OrdersModel::ruleAt(int column)
{
    if (column < FirstRuleColumn || column >= ColumnCount)
        return std::nullopt;
    return AllScheduleRules[static_cast<size_t>(column - FirstRuleColumn)];
}

ScheduleOutcome OrdersModel::outcome(ScheduleRule rule, quint64 rank) const
{
    const ScheduleMachine& automaton = machine(rule);
    if (!automaton.canRetry())
        return outcomeOf(automaton, orderAt(m_setup, rank));
    const quint64 key = rank * AllScheduleRules.size() + static_cast<quint64>(rule);
    if (const ScheduleOutcome* known = m_known.object(key))
        return *known;
    const ScheduleOutcome outcome = outcomeOf(automaton, orderAt(m_setup, rank));
    m_known.insert(key, new ScheduleOutcome(outcome));
    return outcome;
}

OrderShape OrdersModel::shape() const
{
    return {m_setup.clients, m_setup.turns(), orderCount(m_setup)};
}

QString OrdersModel::laneName(int lane) const
{
    return scheduleClient(lane);
}

/// For full verdicts and headers ("B waits · none lost", "A refused", "1 lost"), and for short ones.
OrderTable::Widths OrdersModel::widthsOf(int column) const
{
    const ScheduleRule rule = ruleAt(column).value_or(ScheduleRule::Off);
    if (rule == ScheduleRule::Atomic)
        return {144, 112};
    if (ruleOf(rule).holdsLeases)
        return {192, 142};
    return rule == ScheduleRule::Off ? Widths{148, 118} : Widths{156, 122};
}

std::vector<OrderSpan> OrdersModel::spans() const
{
    std::vector<OrderSpan> spans;
    for (const OrdersGroup& group : groups())
        spans.push_back({group.firstRow, group.rows});
    return spans;
}

int OrdersModel::rowCount(const QModelIndex& parent) const
{
    if (parent.isValid())
        return 0;
    return m_rows.size();
}

int OrdersModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant OrdersModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const quint64 rank = rankAt(index.row());
    const OrdersGroup* group = m_rows.groupFrom(index.row());
    if (role == RankRole)
        return rank;
    if (role == GroupTitleRole)
        return group == nullptr ? QVariant() : titleOf(*group);
    if (role == GroupNotesRole)
        return group == nullptr ? QVariant() : notesOf(*group);
    const auto rule = ruleAt(index.column());
    if (!rule)
        return orderData(index.row(), role);
    switch (role) {
    case Qt::DisplayRole:
        return verdictText(outcome(*rule, rank));
    case Qt::AccessibleTextRole:
        return tr("%1: %2", "rule: verdict").arg(toTitle(*rule), verdictText(outcome(*rule, rank)));
    case BriefRole:
        return verdictText(outcome(*rule, rank), true);
    case SeverityRole:
        return static_cast<int>(severityOf(outcome(*rule, rank).verdict()));
    case VerdictRole:
        return static_cast<int>(outcome(*rule, rank).verdict());
    default:
        return {};
    }
}

QVariant OrdersModel::orderData(int row, int role) const
{
    const quint64 rank = rankAt(row);
    const ScheduleTurns order = orderAt(m_setup, rank);
    const QString number = grouped(rank + 1);
    switch (role) {
    case Qt::DisplayRole:
        return orderInWords(m_setup, order);
    case Qt::AccessibleTextRole: {
        const QString words =
            tr("Order %1: %2", "its number; its steps").arg(number, orderInWords(m_setup, order));
        const OrdersGroup* group = m_rows.groupFrom(row);
        return group == nullptr ? words
                                : tr("%1. %2", "a group; its first order").arg(titleOf(*group), words);
    }
    case NumberRole:
        return number;
    case TurnsRole:
        return QByteArray(reinterpret_cast<const char*>(order.data()), static_cast<qsizetype>(order.size()));
    case StepsRole:
        return stepsOf(m_setup, order);
    default:
        return {};
    }
}

QVariant OrdersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (const auto rule = ruleAt(section))
        return ruleHeader(*rule, role);
    if (section != OrderColumn)
        return {};
    if (role == Qt::AccessibleTextRole)
        return tr("Order, in time from left to right");
    return role == Qt::DisplayRole ? tr("Order") : QVariant();
}

QVariant OrdersModel::ruleHeader(ScheduleRule rule, int role) const
{
    const ScheduleDigest::Sums sums =
        m_counted == nullptr ? ScheduleDigest::Sums{} : m_counted->digest.sums[static_cast<size_t>(rule)];
    switch (role) {
    case Qt::DisplayRole:
        return toTitle(rule);
    case Qt::AccessibleTextRole: {
        const QString meaning =
            tr("%1, %2", "a rule, and what it does").arg(toTitle(rule), meaningOf(rule).value(0));
        const QStringList headlines = ruleHeader(rule, HeadlinesRole).toStringList();
        return headlines.isEmpty() ? meaning : tr("%1: %2, %3").arg(meaning, headlines.first(), note(rule));
    }
    case MeaningsRole:
        return meaningOf(rule);
    case HeadlinesRole: {
        if (m_counted == nullptr)
            return QStringList();
        const QString losing = grouped(sums.losing);
        return QStringList{
            tr("loses in %1 of %2", "orders").arg(losing, grouped(orderCount(m_setup))),
            tr("loses in %1", "orders").arg(losing),
            tr("%1 lose", "orders", pluralOf(sums.losing)).arg(losing)};
    }
    case NoteRole:
        return m_counted == nullptr ? tr("not counted yet") : note(rule);
    case HeadlineInkRole:
        return static_cast<int>(sums.losing > 0 ? Role::Lost : Role::Current);
    default:
        return {};
    }
}

QString OrdersModel::note(ScheduleRule rule) const
{
    const ScheduleDigest::Sums& sums = m_counted->digest.sums[static_cast<size_t>(rule)];
    if (rule == ScheduleRule::Atomic)
        return tr("nobody waits");
    if (ruleOf(rule).holdsLeases)
        return tr("%1 wait", "orders", pluralOf(sums.waiting)).arg(grouped(sums.waiting));
    if (ruleOf(rule).comparesDates && m_setup.tick == ScheduleTick::Same)
        return tr("all in one second");
    return tr("%1 refused", "orders", pluralOf(sums.refused)).arg(grouped(sums.refused));
}

QString OrdersModel::asCsv() const
{
    QStringList names{QStringLiteral("order"), QStringLiteral("turns")};
    for (const ScheduleRule rule : AllScheduleRules)
        names.append(toName(rule));
    QString text = names.join(QLatin1Char(',')) + QLatin1Char('\n');
    for (int row = 0; row < rowCount(); ++row) {
        const quint64 rank = rankAt(row);
        text += QString::number(rank + 1) + QLatin1Char(',');
        for (const quint8 client : orderAt(m_setup, rank))
            text += scheduleClient(client);
        for (const ScheduleRule rule : AllScheduleRules)
            text += QStringLiteral(",\"%1\"").arg(verdictText(outcome(rule, rank)));
        text += QLatin1Char('\n');
    }
    return text;
}

QString OrdersModel::asMarkdown() const
{
    QStringList names{tr("Order")};
    for (const ScheduleRule rule : AllScheduleRules)
        names.append(toTitle(rule));
    QString text =
        QStringLiteral("| %1 |\n|%2\n")
            .arg(names.join(QStringLiteral(" | ")), QStringLiteral(" --- |").repeated(names.size()));
    for (int row = 0; row < rowCount(); ++row) {
        const quint64 rank = rankAt(row);
        QStringList cells{orderInWords(m_setup, orderAt(m_setup, rank))};
        for (const ScheduleRule rule : AllScheduleRules)
            cells.append(verdictText(outcome(rule, rank)));
        text += QStringLiteral("| %1 |\n").arg(cells.join(QStringLiteral(" | ")));
    }
    return text;
}

} // namespace interleave
