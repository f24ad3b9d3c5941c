#include "gui/room/roomtries.h"

namespace interleave {

void RoomTries::clear()
{
    m_tries.clear();
    m_seq = 0;
}

void RoomTries::follow(const Journal& journal, qint64 moment, const QString& record, const QString& field)
{
    if (moment < m_seq || record != m_record || field != m_field)
        clear();
    m_record = record;
    m_field = field;
    while (m_seq < moment)
        take(journal.event(++m_seq), journal.trees());
}

const RoomTry* RoomTries::of(const QString& client) const
{
    const auto found = m_tries.constFind(client);
    return found == m_tries.constEnd() ? nullptr : &*found;
}

void RoomTries::take(const Event& event, const VersionTrees& trees)
{
    if (!event.isTry() || event.record != m_record)
        return;
    const std::optional<qint64> amount = amountOf(event, trees);
    const bool isFirst = !m_tries.contains(event.client);
    RoomTry& tried = m_tries[event.client];
    if (isFirst) {
        tried.first = event.seq;
        tried.base = event.base;
        tried.amount = amount;
    } else if (tried.amount != amount) {
        tried.amount.reset();
    }
    tried.last = event.seq;
    const bool wasOpen = std::exchange(tried.isOpen, !event.isCommit());
    if (!wasOpen)
        ++tried.sales;
    tried.wasRefused = tried.wasRefused || isRefusal(event.verdict);
    const Value* sent = event.after.find(m_field);
    tried.sent = sent == nullptr ? std::nullopt : std::optional(*sent);
}

std::optional<qint64> RoomTries::amountOf(const Event& event, const VersionTrees& trees) const
{
    if (event.action == Action::Increment) {
        const Value* amount = event.amounts.find(m_field);
        const qint64* whole = amount == nullptr ? nullptr : std::get_if<qint64>(amount);
        return whole == nullptr ? std::nullopt : std::optional(*whole);
    }
    const auto tree = trees.find(m_record);
    if (tree == trees.cend() || !event.base || !tree->second.contains(*event.base))
        return std::nullopt;
    const Value* before = tree->second.at(*event.base).fields.find(m_field);
    const Value* after = event.after.find(m_field);
    const qint64* from = before == nullptr ? nullptr : std::get_if<qint64>(before);
    const qint64* to = after == nullptr ? nullptr : std::get_if<qint64>(after);
    return from == nullptr || to == nullptr ? std::nullopt : std::optional(*to - *from);
}

} // namespace interleave
