#pragma once

#include "core/model/journal.h"

#include <QHash>

namespace interleave {

/// What one client tried to save, of one field of one record.
struct RoomTry final
{
    /// The events of its first and its last try.
    qint64 first = 0;
    qint64 last = 0;
    /// How many changes it made, however often it sent each: those that were committed, and one that is not.
    qint64 sales = 0;
    /// The last try is not committed.
    bool isOpen = false;
    /// It was refused at least once.
    bool wasRefused = false;
    /// By how much it changes the field, where that is the same whole number in each try; nothing otherwise.
    std::optional<qint64> amount = {};
    /// The value that the last try sent.
    std::optional<Value> sent = {};
    /// The version that the first try was made on; nothing for a blind one.
    std::optional<qint64> base = {};
};

/// The tries of all clients in a journal that grows. Follows only what is new. Lives in one thread.
class RoomTries final
{
public:
    /// Call it when the journal is another one.
    void clear();
    /// Takes in the first \a moment events about that field. A moment, record or field that is not a
    /// continuation begins anew.
    void follow(const Journal& journal, qint64 moment, const QString& record, const QString& field);

    /// Null for a client without a try.
    [[nodiscard]] const RoomTry* of(const QString& client) const;

private:
    void take(const Event& event, const VersionTrees& trees);
    [[nodiscard]] std::optional<qint64> amountOf(const Event& event, const VersionTrees& trees) const;

    QHash<QString, RoomTry> m_tries;
    QString m_record;
    QString m_field;
    qint64 m_seq = 0;
};

} // namespace interleave
