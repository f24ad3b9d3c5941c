#include "gui/transactiondiagram/transactionbeliefs.h"

#include "core/values/text.h"

#include <algorithm>

namespace interleave {

namespace {

using Kind = TransactionEvent::Kind;
using Trace = TransactionTrace;
using Belief = Trace::Belief;

/// What one session was told, event by event.
class Believer final
{
public:
    Believer(const StoryView& view, qsizetype lane, const QString& session)
        : m_view(view)
        , m_commits(view.commits())
        , m_lane(lane)
        , m_session(session)
    {
        for (qint64 seq = 1; seq <= view.size(); ++seq) {
            if (view.event(seq).session == session)
                addOwn(view.event(seq));
            else
                addOther(seq);
        }
        endOld();
    }

    [[nodiscard]] const std::vector<Belief>& beliefs() const { return m_beliefs; }

private:
    /// A value that was told, until it is told again.
    struct Held final
    {
        ToldValue told;
        BoundSql statement;
        /// What it believes of it; npos for nothing wrong.
        std::size_t belief = None;
        /// The write that was read before it was committed.
        qint64 write = 0;
    };

    static constexpr std::size_t None = static_cast<std::size_t>(-1);

    void addOwn(const TransactionEvent& event)
    {
        if (event.kind != Kind::LeftOut)
            m_last = event.seq;
        if (event.isRead())
            read(event);
        const Changes changes = m_view.changesOf(event.seq);
        if (!changes.empty())
            forget(event.seq, [&](const Held& held) {
                return held.told.cell && changes.contains(*held.told.cell);
            });
        const bool takesBack = event.kind == Kind::RolledBack ||
                               (event.isAnswer() && event.action == TransactionAction::Rollback);
        if (takesBack)
            forget(event.seq, [](const Held&) { return true; });
    }

    void read(const TransactionEvent& event)
    {
        const QList<ToldValue> told = m_view.toldBy(event.seq);
        forget(event.seq, [&](const Held& held) {
            return held.statement == event.statement || std::ranges::any_of(told, [&](const ToldValue& each) {
                       return each.cell && each.cell == held.told.cell;
                   });
        });
        const ReadSource source = m_view.sourceOf(event.seq);
        const bool isPending = source.kind == ReadSource::Kind::Pending;
        if (isPending)
            begin(Belief::Kind::NeverCommitted, event.seq, m_view.shortToldText(event.seq));
        for (const ToldValue& each : told.isEmpty() ? QList<ToldValue>{{}} : told) {
            Held held{each, event.statement, isPending ? m_beliefs.size() - 1 : None, source.write};
            if (source.kind == ReadSource::Kind::Older)
                holdOlder(held, event.seq, source.commit);
            m_held.push_back(std::move(held));
        }
    }

    /// What a snapshot has may be old when it is told.
    void holdOlder(Held& held, qint64 seq, qint64 commit)
    {
        for (const qint64 other : m_commits) {
            const bool isLater = other > commit && other < seq && m_view.event(other).session != m_session;
            if (isLater && held.belief == None && changes(other, held))
                held.belief = begin(Belief::Kind::Old, seq, {});
        }
    }

    void addOther(qint64 seq)
    {
        const TransactionSpan* span = m_view.spanOf(seq);
        const bool isCommit = std::ranges::binary_search(m_commits, seq);
        for (Held& held : m_held) {
            if (held.belief != None && held.write > 0 && span != nullptr &&
                span == m_view.spanOf(held.write) && span->end == seq &&
                span->how == TransactionSpan::End::Committed && !changes(seq, held)) {
                // It came true.
                m_beliefs.at(held.belief).end = seq;
                held.belief = None;
                held.write = 0;
            } else if (isCommit && held.belief == None && changes(seq, held)) {
                held.belief = begin(Belief::Kind::Old, seq, {});
            }
        }
    }

    /// Whether a commit made something else of the value.
    [[nodiscard]] bool changes(qint64 commit, const Held& held) const
    {
        if (!held.told.cell)
            return false;
        const Changes changed = m_view.committedBy(commit);
        const auto found = changed.find(*held.told.cell);
        return found != changed.end() && cellText(found->second) != held.told.value;
    }

    std::size_t begin(Belief::Kind kind, qint64 seq, const QString& text)
    {
        m_beliefs.push_back({m_lane, kind, seq, 0, text});
        return m_beliefs.size() - 1;
    }

    template<typename Test>
    void forget(qint64 seq, Test test)
    {
        for (const Held& held : m_held) {
            if (test(held) && held.belief != None && m_beliefs.at(held.belief).end == 0)
                m_beliefs.at(held.belief).end = seq;
        }
        std::erase_if(m_held, test);
    }

    /// Who has nothing more to do is not mistaken any more by what is old.
    void endOld()
    {
        const bool isOpen = std::ranges::any_of(m_view.spans(), [this](const TransactionSpan& span) {
            return span.session == m_session && !span.isAutocommit() && span.end == 0;
        });
        for (Belief& belief : m_beliefs) {
            if (belief.kind == Belief::Kind::Old && belief.end == 0 && !isOpen)
                belief.end = m_last;
        }
        std::erase_if(
            m_beliefs, [](const Belief& belief) { return belief.end > 0 && belief.end <= belief.begin; });
        joinOld();
    }

    /// One value or another is old.
    void joinOld()
    {
        std::ranges::stable_sort(
            m_beliefs, {}, [](const Belief& belief) { return std::pair(belief.kind, belief.begin); });
        std::vector<Belief> joined;
        for (const Belief& belief : m_beliefs) {
            const bool isJoined = !joined.empty() && belief.kind == Belief::Kind::Old &&
                                  joined.back().kind == Belief::Kind::Old &&
                                  (joined.back().end == 0 || belief.begin <= joined.back().end);
            if (!isJoined)
                joined.push_back(belief);
            else if (joined.back().end != 0)
                joined.back().end = belief.end == 0 ? 0 : std::max(joined.back().end, belief.end);
        }
        m_beliefs = std::move(joined);
    }

    const StoryView& m_view;
    /// In their order.
    QList<qint64> m_commits;
    qsizetype m_lane;
    QString m_session;
    std::vector<Held> m_held;
    std::vector<Belief> m_beliefs;
    /// Its last event that was no step left out.
    qint64 m_last = 0;
};

} // namespace

std::vector<Belief> beliefsOf(const StoryView& view, const QStringList& sessions)
{
    std::vector<Belief> result;
    for (qsizetype lane = 0; lane < sessions.size(); ++lane) {
        const Believer believer(view, lane, sessions.at(lane));
        result.insert(result.end(), believer.beliefs().begin(), believer.beliefs().end());
    }
    std::ranges::stable_sort(result, std::greater(), &Belief::kind);
    return result;
}

std::vector<Trace::Loss> lossesOf(const StoryView& view)
{
    std::vector<Trace::Loss> losses;
    for (const TransactionSpan& span : view.spans()) {
        if (span.how != TransactionSpan::End::Committed)
            continue;
        for (const qint64 seq : span.events) {
            const std::optional<StaleWrite> write = view.staleWrite(seq);
            if (!write)
                continue;
            const qint64 by = span.end > 0 ? span.end : seq;
            losses.push_back(
                {write->commit,
                 by,
                 Text::tr("%1’s %2", "a session and its value").arg(write->by, write->lost)});
        }
    }
    return losses;
}

} // namespace interleave
