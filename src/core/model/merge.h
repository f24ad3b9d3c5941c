#pragma once

#include "core/values/fields.h"

#include <QList>
#include <QMap>

#include <optional>

namespace interleave {

/// Which value a field gets that both sides changed.
enum class Take {
    Mine,
    Theirs,
    Both ///< for numbers: theirs and my change
};
/// The name in files: `mine`, `theirs`, `both`.
[[nodiscard]] QString toName(Take take);
[[nodiscard]] std::optional<Take> takeFromName(const QString& name);

/// A field that differs between base, mine and theirs; a value is empty where the field is missing.
struct MergeField final
{
    enum class Kind {
        Taken,      ///< only theirs changed
        Kept,       ///< only mine changed, or both to the same value that is not a number
        Conflicting ///< both changed: to different values, or a number, where both amounts may count
    };

    QString name;
    Kind kind = Kind::Taken;
    std::optional<Value> base;
    std::optional<Value> mine;
    std::optional<Value> theirs;

    /// Theirs plus my change, 7 − 2 = 5: keeping one of two sales would be the same lost update again.
    /// Nothing for other values than numbers, or when the sum would not be exact.
    [[nodiscard]] std::optional<Value> both() const;
    /// The amount that I added to the base, −2; nothing as for both().
    [[nodiscard]] std::optional<Value> change() const;

    bool operator==(const MergeField&) const = default;
};

/// `7 − 2 = 5`: the sum of MergeField::both(); empty if there is none.
[[nodiscard]] QString formattedSum(const MergeField& field);

/// A three-way merge by field.
struct Merge final
{
    /// In the order of theirs, then fields that only mine or the base has.
    QList<MergeField> fields;
    Fields theirs;

    [[nodiscard]] QList<MergeField> conflicting() const;
    /// Theirs, with my kept and chosen values over it. A conflicting field without a choice, or with Both
    /// where that is impossible, stays as theirs: never overwrite another's save unless told to.
    [[nodiscard]] Fields result(const QMap<QString, Take>& choices) const;

    bool operator==(const Merge&) const = default;
};
[[nodiscard]] Merge merge(const Fields& base, const Fields& mine, const Fields& theirs);

} // namespace interleave
