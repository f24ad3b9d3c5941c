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
/// base) to the value that it sent. A field that is sent unchanged is not a change, even where that restores
/// an old value. Each change is counted once, however often it is sent.
///   - Numbers: the amounts are added up, in decimal: 10, then 10 → 7 and 10 → 8, should be 5. An increment
///     counts with its amount.
///   - Anything else: the result of the last change, as long as each was made on the result of the one
///     before. Where two changed the same text without knowing of each other, or a number became a text that
///     way, or a write without a base replaced a change, no value is right: unknown.
///   - Replaced on purpose: whoever saw the value and overwrote it, or chose in a merge, started from that
///     value; what was replaced is no longer owed. An outside client has seen the versions that it names.
///   - What has no exact value is unknown, and stays so.
/// A value.
class Account final
{
public:
    Account() = default;
    /// The account before any change.
    explicit Account(const Fields& start);

    /// Adds a client's change of the field \a change.name.
    void add(const FieldChange& change);
    /// A write without a base set a field whose value was \a change.before. \a start has the record's initial
    /// fields: if the value is still the initial one, the write replaces nobody's change.
    void replace(const FieldChange& change, const Fields& start);
    /// Shares the data of \a present where it is as it should be, to save memory.
    void settle(const Fields& present);

    [[nodiscard]] bool isKnown(const QString& field) const { return !m_unknown.contains(field); }
    /// Null when the field should not be there, and when it is unknown.
    [[nodiscard]] const Value* find(const QString& field) const { return m_fields.find(field); }
    /// Whether the field is not known to be as it should be.
    [[nodiscard]] bool differs(const QString& field, const Fields& present) const;
    /// The differing fields: in the order of \a present, then those that are missing in it.
    [[nodiscard]] QStringList differing(const Fields& present) const;

    bool operator==(const Account&) const = default;

private:
    void set(const QString& field, const std::optional<Value>& value);
    void forget(const QString& field);

    Fields m_fields;
    QStringList m_unknown;
};

/// What the try \a event is meant to change. \a copy is the client's copy before the event; \a tree has the
/// record's versions, of which \a newest was the last at that time. Nothing for a write without a base.
[[nodiscard]] std::optional<QList<FieldChange>>
changesMade(const Event& event, const Copy& copy, const VersionTree& tree, qint64 newest);

} // namespace interleave
