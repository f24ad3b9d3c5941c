#pragma once

#include "core/transactionwords/storyview.h"

namespace interleave {

// Internal to core/transactionwords.

/// What a session was told by its queries, and what it wrote since; the newest first.
class SessionKnowledge final
{
public:
    SessionKnowledge(const StoryView& view, const QString& session, qint64 moment);

    [[nodiscard]] const QList<ToldValue>& values() const { return m_values; }
    /// The event of its last query; 0 for none.
    [[nodiscard]] qint64 lastRead() const { return m_lastRead; }

private:
    void read(const TransactionEvent& event);
    void write(qint64 seq);
    void takeBack(const TransactionSpan& span);
    void know(const ToldValue& value);
    void forget(const QList<ToldValue>& values);

    const StoryView& m_view;
    QList<ToldValue> m_values;
    qint64 m_lastRead = 0;
};

} // namespace interleave
