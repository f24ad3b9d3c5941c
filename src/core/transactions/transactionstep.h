#pragma once

#include "core/values/fields.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace interleave {

enum class TransactionAction { Begin, Sql, Commit, Rollback };

[[nodiscard]] constexpr bool isEnd(TransactionAction action)
{
    return action == TransactionAction::Commit || action == TransactionAction::Rollback;
}
/// `begin`, `sql`, `commit`, `rollback`.
[[nodiscard]] QString toName(TransactionAction action);
[[nodiscard]] std::optional<TransactionAction> transactionActionFromName(const QString& name);

/// A step of a transaction lesson: what one session does.
struct TransactionStep final
{
    QString session;
    TransactionAction action = TransactionAction::Sql;
    /// One statement, in which `{n}`, `{n-3}` stand for remembered values; only for Sql.
    QString sql = {};
    /// The name under which the session remembers the first column of the first row; empty for none.
    QString keep = {};
    /// One comparison, such as `n >= 2`, without which the step is left out; empty for none. A `begin` that is
    /// left out leaves out its whole transaction.
    QString condition = {};

    bool operator==(const TransactionStep&) const = default;
};

/// What a session remembers, by name. `rows` is the number of rows that its last statement returned or
/// changed; `refused` is 1 when its last transaction was refused, else 0.
using KeptValues = QMap<QString, Value>;

/// A statement, and the values of its placeholders.
struct BoundSql final
{
    QString sql;
    QList<Value> values = {};

    bool operator==(const BoundSql&) const = default;
};

/// One clause about a statement that no step may be: an empty one, two in one, or one that begins or ends a
/// transaction, which is a step of its own. Empty when all is well.
[[nodiscard]] QString problemWithSql(const QString& sql);
/// The same for a statement that begins a transaction.
[[nodiscard]] QString problemWithBegin(const QString& sql);

/// The names that the placeholders of a statement, or a comparison, refer to.
[[nodiscard]] QStringList namesInSql(const QString& sql);
[[nodiscard]] QStringList namesInCondition(const QString& condition);

/// Puts `?` in place of `{n}` and `{n-3}`, never the value itself. What is in quotation marks or a comment
/// stays as it is. The error is one sentence: an unknown name, arithmetic with a value that is no whole
/// number, or a `?` of the statement's own.
[[nodiscard]] Result<BoundSql, QString> boundSql(const QString& sql, const KeptValues& kept);

/// Evaluates a comparison `NAME OPERATOR VALUE`: one of = != < <= > >=, and a whole number, a name, or a text
/// in single quotation marks. Values of different types are unequal, and no order holds between them. The
/// error is one sentence.
[[nodiscard]] Result<bool, QString> isTrue(const QString& condition, const KeptValues& kept);

} // namespace interleave
