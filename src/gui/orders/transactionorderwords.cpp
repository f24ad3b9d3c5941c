#include "gui/orders/transactionorderwords.h"

#include "core/transactions/judgement.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>
#include <set>

namespace interleave {

namespace {

QString sentenceOf(TurnKind kind, const QString& session)
{
    switch (kind) {
    case TurnKind::Begins:
        return Text::tr("%1 begins", "a session").arg(session);
    case TurnKind::Reads:
        return Text::tr("%1 reads", "a session").arg(session);
    case TurnKind::Writes:
        return Text::tr("%1 writes", "a session").arg(session);
    case TurnKind::RunsSql:
        return Text::tr("%1 runs SQL", "a session").arg(session);
    case TurnKind::Commits:
        return Text::tr("%1 commits", "a session").arg(session);
    case TurnKind::RollsBack:
        return Text::tr("%1 rolls back", "a session").arg(session);
    }
    Q_UNREACHABLE();
}

/// The kind of each turn of an order.
QList<TurnKind> kindsOf(const TransactionLesson& lesson, const QString& engine, const QList<int>& turns)
{
    QList<QList<LessonTurn>> left = turnsOf(lesson);
    QList<TurnKind> kinds;
    for (const int session : turns)
        kinds.append(kindOf(lesson, engine, left[session].takeFirst()));
    return kinds;
}

/// What explains it, or that nothing does.
QStringList judgementOf(const TransactionOrder& order)
{
    switch (order.end) {
    case TransactionOrder::End::Explained:
        if (order.like.isEmpty())
            return {Text::tr("No transaction was committed.")};
        if (order.like.size() == 1)
            return {Text::tr("It comes to the same as %1 alone.", "a transaction").arg(order.like.first())};
        return {Text::tr("It comes to the same as %1, one after the other.", "transactions in their order")
                    .arg(oneAfterTheOther(order.like))};
    case TransactionOrder::End::NotExplained:
        return {
            Judgement{.verdict = SerialVerdict::NotExplained, .anomaly = order.anomaly}.sentence(), order.reason};
    case TransactionOrder::End::CannotBeJudged:
        return {Judgement{.reason = order.reason}.sentence()};
    case TransactionOrder::End::Failed:
        return {order.reason};
    case TransactionOrder::End::NotPossible:
        break;
    }
    return {};
}

} // namespace

TurnKind kindOf(const TransactionLesson& lesson, const QString& engine, const LessonTurn& turn)
{
    const LessonStep& step = lesson.steps.at(turn.last() - 1);
    switch (step.what.action) {
    case TransactionAction::Begin:
        return TurnKind::Begins;
    case TransactionAction::Commit:
        return TurnKind::Commits;
    case TransactionAction::Rollback:
        return TurnKind::RollsBack;
    case TransactionAction::Sql:
        break;
    }
    const QString word = step.sql.on(engine).trimmed().section(QLatin1Char(' '), 0, 0).toUpper();
    if (word == QLatin1String("SELECT"))
        return TurnKind::Reads;
    const bool isWrite =
        word == QLatin1String("UPDATE") || word == QLatin1String("INSERT") || word == QLatin1String("DELETE");
    return isWrite ? TurnKind::Writes : TurnKind::RunsSql;
}

QString wordOf(TurnKind kind)
{
    switch (kind) {
    case TurnKind::Begins:
        return Text::tr("begin", "a step");
    case TurnKind::Reads:
        return Text::tr("read", "a step");
    case TurnKind::Writes:
        return Text::tr("write", "a step");
    case TurnKind::RunsSql:
        return Text::tr("SQL", "a step");
    case TurnKind::Commits:
        return Text::tr("commit", "a step");
    case TurnKind::RollsBack:
        return Text::tr("undo", "a step: a rollback");
    }
    Q_UNREACHABLE();
}

QStringList stepsInWords(const TransactionLesson& lesson, const QString& engine, const QList<int>& turns)
{
    QStringList words;
    for (const TurnKind kind : kindsOf(lesson, engine, turns))
        words.append(wordOf(kind));
    return words;
}

QString orderInWords(const TransactionLesson& lesson, const QString& engine, const QList<int>& turns)
{
    const QList<TurnKind> kinds = kindsOf(lesson, engine, turns);
    QStringList parts;
    for (qsizetype i = 0; i < turns.size(); ++i)
        parts.append(sentenceOf(kinds.at(i), lesson.sessions.at(turns.at(i)).name));
    return Text::tr("%1.", "what sessions do, one after the other").arg(listed(parts));
}

QString oneAfterTheOther(const QStringList& transactions)
{
    QString text = transactions.value(0);
    for (const QString& next : transactions.mid(1))
        text = Text::tr("%1, then %2", "transactions in their order").arg(text, next);
    return text;
}

QString endText(const TransactionOrder& order, bool brief)
{
    switch (order.end) {
    case TransactionOrder::End::NotPossible:
        return Text::tr("–", "nothing came of an order that is not possible");
    case TransactionOrder::End::Explained:
        if (order.like.isEmpty())
            return Text::tr("nothing kept");
        return brief ? oneAfterTheOther(order.like)
                     : Text::tr("as %1", "transactions, one after the other").arg(oneAfterTheOther(order.like));
    case TransactionOrder::End::NotExplained:
        if (!order.anomaly.isEmpty())
            return Text::tr(order.anomaly.toUtf8().constData());
        return brief ? Text::tr("wrong") : Text::tr("no order explains it");
    case TransactionOrder::End::CannotBeJudged:
        return brief ? Text::tr("unclear") : Text::tr("cannot be judged");
    case TransactionOrder::End::Failed:
        return Text::tr("failed", "an order");
    }
    Q_UNREACHABLE();
}

QString atTheEnd(const TransactionOrder& order)
{
    constexpr qsizetype most = 3;
    QMap<std::pair<QString, QString>, Changes> rows;
    std::set<QString> columns;
    for (const auto& [cell, value] : order.changes) {
        rows[{cell.table, cell.row}][cell] = value;
        columns.insert(cell.column);
    }
    QStringList parts;
    for (auto row = rows.constBegin(); row != rows.constEnd(); ++row) {
        const QString& name = row.key().second;
        const bool isNew = std::ranges::any_of(*row, [&name](const auto& change) {
            return change.second != Value() && toText(change.second) == name;
        });
        const bool isGone =
            std::ranges::all_of(*row, [](const auto& change) { return change.second == Value(); });
        if (isGone)
            parts.append(Text::tr("no %1", "a row that is not there").arg(name));
        else if (isNew)
            parts.append(name);
        for (const auto& [cell, value] : *row) {
            if (isNew || isGone)
                break;
            if (rows.size() == 1)
                parts.append(Text::tr("%1 %2", "a column and its value").arg(cell.column, toText(value)));
            else if (columns.size() == 1)
                parts.append(Text::tr("%1 %2", "a row and its value").arg(name, toText(value)));
            else
                parts.append(Text::tr("%1 %2 %3", "a row, a column and its value")
                                 .arg(name, cell.column, toText(value)));
        }
    }
    if (parts.size() > most)
        parts = parts.mid(0, most) << Text::tr("…", "and more values");
    return listed(parts);
}

QString waitsText(const TransactionOrder& order, bool brief)
{
    if (order.waited.isEmpty() || brief)
        return listed(order.waited);
    return Text::tr("%1 wait", "sessions", static_cast<int>(order.waited.size()))
        .arg(listed(order.waited, ListStyle::And));
}

QString refusalsText(const TransactionOrder& order, bool brief)
{
    if (brief)
        return listed(order.refused.keys());
    QStringList parts;
    for (auto it = order.refused.constBegin(); it != order.refused.constEnd(); ++it)
        parts.append(Text::tr("%1 %2", "a session, and the code of its refusal").arg(it.key(), *it));
    return listed(parts);
}

QString impossibleText(const TransactionLesson& lesson, const TransactionOrder& order, bool brief)
{
    if (order.end != TransactionOrder::End::NotPossible)
        return {};
    const QString& session = lesson.sessions.at(order.turns.at(order.stoppedAt)).name;
    return brief ? Text::tr("%1 waits", "a session").arg(session)
                 : Text::tr("%1 waits for %2", "a session; sessions")
                       .arg(session, listed(order.waitsFor, ListStyle::And));
}

QString outcomeInWords(const TransactionLesson& lesson, const TransactionOrder& order)
{
    QStringList sentences;
    if (order.end == TransactionOrder::End::NotPossible) {
        sentences.append(
            Text::tr("Not possible here: at turn %1 it would be up to %2, which still waits for %3.")
                .arg(
                    QString::number(order.stoppedAt + 1),
                    lesson.sessions.at(order.turns.at(order.stoppedAt)).name,
                    listed(order.waitsFor, ListStyle::And)));
    } else if (!order.waited.isEmpty()) {
        sentences.append(Text::tr("%1 have to wait.", "sessions", static_cast<int>(order.waited.size()))
                             .arg(listed(order.waited, ListStyle::And)));
    }
    for (auto it = order.refused.constBegin(); it != order.refused.constEnd(); ++it)
        sentences.append(Text::tr("%1 is refused (%2).", "a session, and the code").arg(it.key(), *it));
    sentences.append(judgementOf(order));
    if (order.end == TransactionOrder::End::Explained && !order.changes.empty())
        sentences.append(Text::tr("At the end: %1.", "values").arg(atTheEnd(order)));
    return sentences.join(QLatin1Char(' '));
}

} // namespace interleave
