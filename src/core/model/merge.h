#pragma once

#include "core/values/fields.h"

#include <QList>
#include <QMap>

#include <optional>

namespace interleave {

/// Whose value a field that both changed should get.
enum class Take {
    Mine,
    Theirs,
    Both ///< for numbers: theirs and my change
};
/// As in files: `mine`, `theirs`, `both`.
[[nodiscard]] QString toName(Take take);
[[nodiscard]] std::optional<Take> takeFromName(const QString& name);

/// A field that differs between base, mine and theirs; a value is nothing where the field is missing.
struct MergeField final
{
    enum class Kind {
        Taken,      ///< only theirs changed
        Kept,       ///< only mine changed, or both to the same that is no number
        Conflicting ///< both changed: differently, or a number, which each may have counted on
    };

    QString name;
    Kind kind = Kind::Taken;
    std::optional<Value> base;
    std::optional<Value> mine;
    std::optional<Value> theirs;

    /// Theirs and my change, 7 − 2 = 5: to keep one of two sales would be the same lost update again. Nothing
    /// for what is no number, or where the sum would not be exact.
    [[nodiscard]] std::optional<Value> both() const;
    /// What I added to the base, −2; nothing as for both().
    [[nodiscard]] std::optional<Value> change() const;

    bool operator==(const MergeField&) const = default;
};

/// `7 − 2 = 5`: how MergeField::both() comes about; empty where it does not.
[[nodiscard]] QString formattedSum(const MergeField& field);

/// A three-way merge by field.
struct Merge final
{
    /// In the order of theirs, then fields that only mine or the base has.
    QList<MergeField> fields;
    Fields theirs;

    [[nodiscard]] QList<MergeField> conflicting() const;
    /// Theirs with what was kept and chosen over it. A conflicting field that is not in \a choices, or is to
    /// become Both where that cannot be, stays as theirs: what another saved is never overwritten unasked.
    [[nodiscard]] Fields result(const QMap<QString, Take>& choices) const;

    bool operator==(const Merge&) const = default;
};
[[nodiscard]] Merge merge(const Fields& base, const Fields& mine, const Fields& theirs);

} // namespace interleave
