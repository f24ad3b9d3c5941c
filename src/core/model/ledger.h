#pragma once

#include "core/model/snapshot.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace interleave {

/// What one client tried, what it was told, and what became of it.
struct LedgerRow final
{
    QString client;
    bool outside = false;
    qint64 tried = 0;
    /// Told "saved"; a save whose answer was lost is not included.
    qint64 saved = 0;
    qint64 refused = 0;
    /// Never answered, and not found out yet.
    qint64 unknown = 0;
    qint64 lost = 0;

    bool operator==(const LedgerRow&) const = default;
};

/// The figures of the outcome strip at one moment. Changes are counted over all records; the value is that of
/// one field of one record.
///
/// What the value should be is computed by Account: the start, and every change that is still owed. Owed are
/// the changes that were saved, whether they were lost or not; and those that were sent and not saved (412,
/// 423, 428, 503 … or no answer), as long as they are on their client's screen. Reload gives them up; an
/// outside client's are known from what it sent, until it reads again. Typed but unsent text is not a change
/// yet.
struct Ledger final
{
    QList<LedgerRow> rows;
    qint64 tried = 0;
    qint64 saved = 0;
    qint64 refused = 0;
    qint64 unknown = 0;
    /// The clients that were refused a lease, because to wait for it would have closed a cycle.
    qint64 leasesRefused = 0;
    /// Overwritten versions whose loss nobody was told of.
    qint64 lost = 0;
    /// The record of the value, if there are several records; else empty.
    QString record;
    /// The field of the value: one that is not as it should be; else the headline field, unless that is
    /// unchanged since the start and another field was tried last.
    QString field;
    /// Nothing when the field is missing.
    std::optional<Value> value;
    /// Nothing when there is no right value: a number became text or the reverse, or two clients wrote the
    /// same text. Other values than numbers are given only if they differ.
    std::optional<Value> shouldBe;
    /// The clients whose change of this field was sent, is not saved, and is still on their screens.
    QStringList openBy = {};
    /// A change of this field is lost; otherwise a difference means that a change is still open.
    bool isLost = false;

    bool operator==(const Ledger&) const = default;

    /// The value is not what it should be: a change is lost, or refused and still open.
    [[nodiscard]] bool differs() const;
};
/// Chooses the record to report on: one with a lost change, else one with an open change, else one where a
/// change was tried last. Among several it prefers \a shown.
[[nodiscard]] Ledger ledgerOf(const Snapshot& snapshot, const QString& shown);

/// "2", "1 lease", "2, and 1 lease": what was refused, and told.
[[nodiscard]] QString refusedText(const Ledger& ledger);
/// "stock", and with several records "north · stock".
[[nodiscard]] QString placeText(const Ledger& ledger);
/// The value in one line, cut if it is long.
[[nodiscard]] QString valueText(const Ledger& ledger);
/// What the value should be; empty when there is nothing to report.
[[nodiscard]] QString shouldBeText(const Ledger& ledger);

} // namespace interleave
