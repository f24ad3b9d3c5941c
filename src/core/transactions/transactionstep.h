#pragma once

#include "core/values/fields.h"

#include <QList>
#include <QMap>
#include <QString>

namespace interleave {

enum class TransactionAction { Begin, Sql, Commit, Rollback };

/// A step of a transaction lesson: what one session does.
struct TransactionStep final
{
    QString session;
    TransactionAction action = TransactionAction::Sql;
    /// One statement, in which `{n}`, `{n-3}` stand for remembered values; only for Sql.
    QString sql = {};
    /// The name under which the session remembers the first column of the first row; empty for none.
    QString keep = {};
    /// One comparison, such as `n >= 2`, without which the step is left out; empty for none.
    QString condition = {};

    bool operator==(const TransactionStep&) const = default;
};

/// What a session remembers, by name. `rows` is the number of rows that its last statement returned or
/// changed.
using KeptValues = QMap<QString, Value>;

/// A statement, and the values of its placeholders.
struct BoundSql final
{
    QString sql;
    QList<Value> values = {};

    bool operator==(const BoundSql&) const = default;
};

/// Puts `?` in place of `{n}` and `{n-3}`, never the value itself. What is in quotation marks or a comment
/// stays as it is. The error is one sentence: an unknown name, arithmetic with a value that is no whole
/// number, or a
/// `?` of the statement's own.
[[nodiscard]] Result<BoundSql, QString> boundSql(const QString& sql, const KeptValues& kept);

/// Evaluates a comparison `NAME OPERATOR VALUE`: one of = != < <= > >=, and a whole number, a name, or a text
/// in single quotation marks. Values of different types are unequal, and no order holds between them. The
/// error is one sentence.
[[nodiscard]] Result<bool, QString> isTrue(const QString& condition, const KeptValues& kept);

} // namespace interleave
