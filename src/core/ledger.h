#pragma once

#include "core/snapshot.h"

#include <QList>
#include <QString>

#include <optional>

namespace interleave {

/// What one client wanted, was told, and what became of it.
struct LedgerRow final
{
    QString client;
    bool outside = false;
    qint64 tried = 0;
    /// Told "saved": a save whose answer was lost is not among them.
    qint64 saved = 0;
    qint64 refused = 0;
    /// Never answered, and not found out yet.
    qint64 unknown = 0;
    qint64 lost = 0;

    bool operator==(const LedgerRow&) const = default;
};

/// The account of a moment: the figures of the outcome strip. Changes are counted over all records, a value
/// is that of one.
struct Ledger final
{
    QList<LedgerRow> rows;
    qint64 tried = 0;
    qint64 saved = 0;
    qint64 refused = 0;
    qint64 unknown = 0;
    /// Versions that are off the line now; nobody was told that.
    qint64 lost = 0;
    /// Whose value it is, where there are several records; else empty.
    QString record;
    /// The field that sums the record up, and its value now.
    QString headline;
    std::optional<Value> value;
    /// What the value would be with every change kept; only for a number.
    std::optional<double> kept;

    bool operator==(const Ledger&) const = default;

    /// The value is not what it would be with every change kept: some are lost, or refused and still open.
    [[nodiscard]] bool differs() const;
};
/// \a record is the one whose value is told.
[[nodiscard]] Ledger ledgerOf(const Snapshot& snapshot, const QString& record);

} // namespace interleave
