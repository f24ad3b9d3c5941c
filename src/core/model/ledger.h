#pragma once

#include "core/model/snapshot.h"

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
/// is that of one field of one record.
///
/// What the value should be is what Account says: the start, and every change that is still owed. Owed are
/// the changes that were saved, whether they were lost or not; and those that were sent and not saved (412,
/// 423, 428, 503 … or no answer), for as long as they are on their client's screen. Reload gives them up; an
/// outside client's are known from what it sent, until it reads again. Typed and not sent is no change yet.
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
    /// Which of its fields: one that is not as it should be; else the one that sums the record up, unless it
    /// is as it was at the start and another was tried last.
    QString field;
    /// Nothing where it is not there.
    std::optional<Value> value;
    /// Nothing where it means nothing: a number that became text or the reverse, two who wrote the same text.
    /// For what is no number only where it differs.
    std::optional<Value> shouldBe;
    /// A change of this field is lost; else what differs is only still open.
    bool isLost = false;

    bool operator==(const Ledger&) const = default;

    /// The value is not what it should be: a change is lost, or refused and still open.
    [[nodiscard]] bool differs() const;
};
/// The account tells of the record in which something happened: where a change is lost, else where one is
/// still open, else where a change was tried last. Of several it is \a shown, where that is one of them.
[[nodiscard]] Ledger ledgerOf(const Snapshot& snapshot, const QString& shown);

/// "stock", and with several records "north · stock".
[[nodiscard]] QString placeText(const Ledger& ledger);
/// The value in a line, cut short where it is long.
[[nodiscard]] QString valueText(const Ledger& ledger);
/// What it should be; empty where there is nothing to say.
[[nodiscard]] QString shouldBeText(const Ledger& ledger);

} // namespace interleave
