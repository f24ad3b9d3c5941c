#include "gui/orders/orderrows.h"

#include "core/values/text.h"
#include "schedules/scheduleorder.h"

#include <algorithm>

namespace interleave {

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

bool shows(const OrdersFilter& filter, const ScheduleDigest& digest, quint64 rank)
{
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

QString titleOf(const OrdersGroup& group)
{
    switch (group.kind) {
    case OrdersGroup::Kind::Serial:
        return Text::tr("One after the other");
    case OrdersGroup::Kind::Overlapping:
        return Text::tr("Overlapping");
    case OrdersGroup::Kind::OneVerdict:
        break;
    }
    switch (group.verdict) {
    case ScheduleVerdict::Lost:
        return Text::tr("Data is lost");
    case ScheduleVerdict::Refused:
        return Text::tr("Somebody is refused");
    case ScheduleVerdict::Waits:
        return Text::tr("Somebody waits");
    case ScheduleVerdict::NoneLost:
        return Text::tr("Nothing is lost");
    }
    Q_UNREACHABLE();
}

QStringList notesOf(const OrdersGroup& group)
{
    const QString orders =
        Text::tr("%1 orders", nullptr, group.rows).arg(grouped(static_cast<quint64>(group.rows)));
    switch (group.kind) {
    case OrdersGroup::Kind::Serial:
        return {
            Text::tr("each reads what the one before it saved · %1", "a number of orders").arg(orders),
            orders};
    case OrdersGroup::Kind::Overlapping:
        return {
            Text::tr("two read before either of them saves · %1", "a number of orders").arg(orders), orders};
    case OrdersGroup::Kind::OneVerdict:
        return {
            Text::tr("under %1 · %2", "a rule; a number of orders").arg(toTitle(group.rule), orders), orders};
    }
    Q_UNREACHABLE();
}

OrderRows::OrderRows(const ScheduleSetup& setup)
    : m_size(static_cast<int>(orderCount(setup)))
    , m_serial(serialRanks(setup))
{
    const qsizetype serial = std::ssize(m_serial);
    addGroup({.kind = OrdersGroup::Kind::Serial}, serial);
    addGroup({.kind = OrdersGroup::Kind::Overlapping}, m_size - serial);
}

OrderRows::OrderRows(const ScheduleDigest& digest, const OrdersFilter& filter, const OrdersSorting& sorting)
    : OrderRows(digest.setup)
{
    if (filter.kind == OrdersFilter::Kind::All && sorting == OrdersSorting{})
        return;
    std::vector<quint32> ranks;
    ranks.reserve(static_cast<size_t>(m_size));
    for (quint32 rank = 0; rank < static_cast<quint32>(orderCount(digest.setup)); ++rank) {
        if (shows(filter, digest, rank))
            ranks.push_back(rank);
    }
    m_size = static_cast<int>(ranks.size());
    m_ranks = std::move(ranks);
    m_groups.clear();
    if (sorting.rule)
        sortByRule(digest, sorting);
    else
        sortByOverlap(sorting.isDescending);
}

void OrderRows::sortByOverlap(bool isDescending)
{
    if (isDescending)
        std::ranges::reverse(*m_ranks);
    const auto others = std::stable_partition(
        m_ranks->begin(), m_ranks->end(), [this](quint32 rank) { return isSerial(rank); });
    const qsizetype overlapping = m_ranks->end() - others;
    addGroup({.kind = OrdersGroup::Kind::Serial}, m_size - overlapping);
    addGroup({.kind = OrdersGroup::Kind::Overlapping}, overlapping);
}

void OrderRows::sortByRule(const ScheduleDigest& digest, const OrdersSorting& sorting)
{
    const ScheduleRule rule = sorting.rule.value_or(ScheduleRule::Off);
    const auto& marks = digest.marks[static_cast<size_t>(rule)];
    std::ranges::stable_sort(*m_ranks, [&marks, &sorting](quint32 one, quint32 other) {
        return sorting.isDescending ? marks[one] > marks[other] : marks[one] < marks[other];
    });
    // Marks are greater for worse verdicts, so each verdict is in one place.
    for (auto from = m_ranks->cbegin(); from != m_ranks->cend();) {
        const ScheduleVerdict verdict = digest.verdict(rule, *from);
        const auto to = std::find_if(from, m_ranks->cend(), [&digest, rule, verdict](quint32 rank) {
            return digest.verdict(rule, rank) != verdict;
        });
        addGroup({.kind = OrdersGroup::Kind::OneVerdict, .rule = rule, .verdict = verdict}, to - from);
        from = to;
    }
}

void OrderRows::addGroup(OrdersGroup group, qsizetype rows)
{
    if (rows == 0)
        return;
    group.firstRow = m_groups.empty() ? 0 : m_groups.back().firstRow + m_groups.back().rows;
    group.rows = static_cast<int>(rows);
    m_groups.push_back(group);
}

bool OrderRows::isSerial(quint64 rank) const
{
    return std::ranges::binary_search(m_serial, rank);
}

quint64 OrderRows::rankAt(int row) const
{
    const auto at = static_cast<size_t>(row);
    if (m_ranks)
        return (*m_ranks)[at];
    if (at < m_serial.size())
        return m_serial[at];
    // Count on through the others.
    quint64 rank = at - m_serial.size();
    for (const quint64 serial : m_serial)
        rank += serial <= rank ? 1U : 0U;
    return rank;
}

int OrderRows::rowOf(quint64 rank) const
{
    if (m_ranks) {
        const auto found = std::ranges::find(*m_ranks, rank);
        return found == m_ranks->end() ? -1 : static_cast<int>(found - m_ranks->begin());
    }
    if (rank >= static_cast<quint64>(m_size))
        return -1;
    const auto before = std::ranges::lower_bound(m_serial, rank) - m_serial.begin();
    if (isSerial(rank))
        return static_cast<int>(before);
    return static_cast<int>(std::ssize(m_serial) - before) + static_cast<int>(rank);
}

const OrdersGroup* OrderRows::groupFrom(int row) const
{
    const auto found = std::ranges::find(m_groups, row, &OrdersGroup::firstRow);
    return found == m_groups.end() ? nullptr : &*found;
}

} // namespace interleave
