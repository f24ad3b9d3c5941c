#pragma once

#include "engine/transactionorders.h"

namespace interleave {

// What is said of orders of transactions.

/// What a session does in a turn, by its last step.
enum class TurnKind { Begins, Reads, Writes, RunsSql, Commits, RollsBack };
[[nodiscard]] TurnKind kindOf(const TransactionLesson& lesson, const QString& engine, const LessonTurn& turn);
/// For a small box: "read".
[[nodiscard]] QString wordOf(TurnKind kind);
/// Of each turn of an order.
[[nodiscard]] QStringList stepsInWords(const TransactionLesson& lesson, const QString& engine, const QList<int>& turns);
/// "A reads, B reads, A writes, A commits, B writes, B commits."
[[nodiscard]] QString orderInWords(const TransactionLesson& lesson, const QString& engine, const QList<int>& turns);

/// "A, then B"; empty for none.
[[nodiscard]] QString oneAfterTheOther(const QStringList& transactions);
/// For a pill: "lost update", "as A, then B"; \a brief without the obvious parts.
[[nodiscard]] QString endText(const TransactionOrder& order, bool brief = false);
/// What the tables hold at the end and did not at the start: "stock 8"; "lamp 8, chair 9"; "b1, no b2". Empty where
/// nothing was changed.
[[nodiscard]] QString atTheEnd(const TransactionOrder& order);
/// "B waits", "A and B wait"; empty for nobody.
[[nodiscard]] QString waitsText(const TransactionOrder& order, bool brief = false);
/// "B 40001"; empty for nobody.
[[nodiscard]] QString refusalsText(const TransactionOrder& order, bool brief = false);
/// "B waits for A"; empty where the order took place.
[[nodiscard]] QString
impossibleText(const TransactionLesson& lesson, const TransactionOrder& order, bool brief = false);
/// All that in sentences.
[[nodiscard]] QString outcomeInWords(const TransactionLesson& lesson, const TransactionOrder& order);

} // namespace interleave
