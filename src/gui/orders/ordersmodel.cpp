#include "gui/orders/ordersmodel.h"

#include "core/values/text.h"
#include "schedules/schedulestory.h"

#include <algorithm>

namespace interleave {

namespace {

constexpr int MostKnown = 4096;

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

QString inWords(const OrdersFilter& filter, quint64 count)
{
    const QString shown = grouped(count);
    const int plural = pluralOf(count);
    switch (filter.kind) {
    case OrdersFilter::Kind::All:
        return Text::tr("all %1 orders", nullptr, plural).arg(shown);
    case OrdersFilter::Kind::Losing:
        if (filter.rule)
            return Text::tr("the %1 that lose: %2", "orders; a rule", plural)
                .arg(shown, toTitle(*filter.rule));
        return Text::tr("only the %1 orders that lose\nUnder any of the rules.", nullptr, plural).arg(shown);
    case OrdersFilter::Kind::Differing:
        return Text::tr("the %1 where rules differ\nNot the same verdict under every rule.", "orders", plural)
            .arg(shown);
    }
    Q_UNREACHABLE();
}

OrdersModel::OrdersModel(QObject* parent)
    : QAbstractTableModel(parent)
    , m_known(MostKnown)
{
    makeMachines();
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
    if (column == m_sortColumn && order == m_sortOrder)
        return;
    beginResetModel();
    m_sortColumn = column;
    m_sortOrder = order;
    arrange();
    endResetModel();
}

bool OrdersModel::shows(const OrdersFilter& filter, quint64 rank) const
{
    const ScheduleDigest& digest = m_counted->digest;
    switch (filter.kind) {
    case OrdersFilter::Kind::All:
        return true;
    case OrdersFilter::Kind::Losing:
        return filter.rule ? digest.verdict(*filter.rule, rank) == ScheduleVerdict::Lost
                           : digest.losesAnywhere(rank);
    case OrdersFilter::Kind::Differing:
        return digest.differs(rank);
    }
    Q_UNREACHABLE();
}

quint64 OrdersModel::countOf(const OrdersFilter& filter) const
{
    const quint64 all = orderCount(m_setup);
    if (m_counted == nullptr || filter.kind == OrdersFilter::Kind::All)
        return all;
    quint64 count = 0;
    for (quint64 rank = 0; rank < all; ++rank)
        count += shows(filter, rank) ? 1 : 0;
    return count;
}

void OrdersModel::arrange()
{
    m_ranks.reset();
    const bool natural = m_sortColumn == OrderColumn && m_sortOrder == Qt::AscendingOrder;
    if (m_counted == nullptr || (natural && m_filter.kind == OrdersFilter::Kind::All))
        return;
    const auto all = static_cast<quint32>(orderCount(m_setup));
    std::vector<quint32> ranks;
    ranks.reserve(all);
    for (quint32 rank = 0; rank < all; ++rank) {
        if (shows(m_filter, rank))
            ranks.push_back(rank);
    }
    if (const auto rule = ruleAt(m_sortColumn)) {
        const auto& marks = m_counted->digest.marks[static_cast<size_t>(*rule)];
        const bool worstFirst = m_sortOrder == Qt::DescendingOrder;
        std::ranges::stable_sort(ranks, [&marks, worstFirst](quint32 one, quint32 other) {
            return worstFirst ? marks[one] > marks[other] : marks[one] < marks[other];
        });
    } else if (!natural) {
        std::ranges::reverse(ranks);
    }
    m_ranks = std::move(ranks);
}

quint64 OrdersModel::rankAt(int row) const
{
    return m_ranks ? (*m_ranks)[static_cast<size_t>(row)] : static_cast<quint64>(row);
}

int OrdersModel::rowOf(quint64 rank) const
{
    if (rank >= orderCount(m_setup))
        return -1;
    if (!m_ranks)
        return static_cast<int>(rank);
    const auto found = std::ranges::find(*m_ranks, static_cast<quint32>(rank));
    return found == m_ranks->end() ? -1 : static_cast<int>(found - m_ranks->begin());
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

int OrdersModel::rowCount(const QModelIndex& parent) const
{
    if (parent.isValid())
        return 0;
    return static_cast<int>(m_ranks ? m_ranks->size() : orderCount(m_setup));
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
    if (role == RankRole)
        return rank;
    const auto rule = ruleAt(index.column());
    if (!rule) {
        if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
            return orderInWords(m_setup, orderAt(m_setup, rank));
        if (role == TurnsRole) {
            const ScheduleTurns order = orderAt(m_setup, rank);
            return QByteArray(
                reinterpret_cast<const char*>(order.data()), static_cast<qsizetype>(order.size()));
        }
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return verdictText(outcome(*rule, rank));
    case Qt::AccessibleTextRole:
        return tr("%1: %2", "rule: verdict").arg(toTitle(*rule), verdictText(outcome(*rule, rank)));
    case BriefRole:
        return verdictText(outcome(*rule, rank), true);
    case VerdictRole:
        return static_cast<int>(outcome(*rule, rank).verdict());
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
    return section == OrderColumn && role == Qt::DisplayRole ? tr("Order") : QVariant();
}

QVariant OrdersModel::ruleHeader(ScheduleRule rule, int role) const
{
    const ScheduleDigest::Sums sums =
        m_counted == nullptr ? ScheduleDigest::Sums{} : m_counted->digest.sums[static_cast<size_t>(rule)];
    switch (role) {
    case Qt::DisplayRole:
        return ruleOf(rule).comparesDates ? tr("%1 · 1 s", "a rule, and what it compares").arg(toTitle(rule))
                                          : toTitle(rule);
    case Qt::AccessibleTextRole: {
        const QString title = ruleHeader(rule, Qt::DisplayRole).toString();
        const QStringList headlines = ruleHeader(rule, HeadlinesRole).toStringList();
        return headlines.isEmpty() ? title : tr("%1: %2, %3").arg(title, headlines.first(), note(rule));
    }
    case HeadlinesRole: {
        if (m_counted == nullptr)
            return QStringList();
        const QString losing = grouped(sums.losing);
        const int plural = pluralOf(sums.losing);
        return QStringList{
            tr("%1 of %2 lose", "orders", plural).arg(losing, grouped(orderCount(m_setup))),
            tr("%1 lose", "orders", plural).arg(losing)};
    }
    case NoteRole:
        return m_counted == nullptr ? tr("not counted yet") : note(rule);
    case SeverityRole:
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
