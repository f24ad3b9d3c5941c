#pragma once

#include "core/values/fields.h"

#include <QStringList>

#include <optional>

namespace interleave {

struct Copy;
struct Event;
class VersionTree;

/// What the fields of one record should hold: the start, and every change that a client made and that is
/// still owed to it.
///
/// A change is what one save did to one field: from the value that its client started from (at the save's
/// base) to the value that it sent. A field that is only sent along is not changed, even where that puts an
/// old value back. Each change is counted once, however often it is sent.
///   - Numbers: the amounts are added up, in decimal: 10, then 10 → 7 and 10 → 8, should be 5. Of an
///     increment it is the amount.
///   - Anything else: it should be what the last change made of it, as long as each was made on what the one
///     before left. Where two changed the same text without knowing of each other, or a number became a text
///     that way, or a write that is based on nothing replaced a change, no value is the right one: unknown.
///   - Replaced on purpose: whoever saw the value and overwrote it, or chose in a merge, started from that
///     value; what was replaced is not owed any more. An outside client has seen what it names.
///   - What cannot be said exactly is unknown, and stays so.
/// A value.
class Account final
{
public:
    Account() = default;
    /// Nobody has changed anything yet.
    explicit Account(const Fields& start);

    /// A client changed \a change.name.
    void add(const FieldChange& change);
    /// A write that is based on nothing set a field that stood at \a change.before. \a start is what the
    /// record began with: whose change it replaces is known only when there was none.
    void replace(const FieldChange& change, const Fields& start);
    /// Shares the data of \a present where it is as it should be.
    void settle(const Fields& present);

    [[nodiscard]] bool isKnown(const QString& field) const { return !m_unknown.contains(field); }
    /// Null where the field should not be there, and where it is unknown.
    [[nodiscard]] const Value* find(const QString& field) const { return m_fields.find(field); }
    /// Not known to be as it should be.
    [[nodiscard]] bool differs(const QString& field, const Fields& present) const;
    /// In the order of \a present, then those that are missing in it.
    [[nodiscard]] QStringList differing(const Fields& present) const;

    bool operator==(const Account&) const = default;

private:
    void set(const QString& field, const std::optional<Value>& value);
    void forget(const QString& field);

    Fields m_fields;
    QStringList m_unknown;
};

/// What the try \a event is to change, with \a copy as its client had it before and \a tree the record's
/// versions, of which \a newest was the last then. Nothing for a write that is based on nothing.
[[nodiscard]] std::optional<QList<FieldChange>>
changesMade(const Event& event, const Copy& copy, const VersionTree& tree, qint64 newest);

} // namespace interleave
