#include "core/export/transactionsql.h"

#include "core/transactions/knownengines.h"
#include "core/transactions/sqlliterals.h"
#include "core/transactionwords/transactionparts.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

namespace interleave {

namespace {

QString comment(const QString& text)
{
    return commentLine(QStringLiteral("--"), text);
}

/// Comments and statements that a SQLite connection needs at that level.
QStringList sqliteStart(const QString& level)
{
    if (level == QLatin1String("read uncommitted"))
        return {
            comment(
                Text::tr("All sessions must open file:lesson?mode=memory&cache=shared, which is shared only "
                         "within one process: use connections of one program, not two of sqlite3.")),
            QStringLiteral("PRAGMA read_uncommitted = 1;")};
    return {
        comment(Text::tr("All sessions open the same file, as in: sqlite3 lesson.sqlite")),
        QStringLiteral("PRAGMA journal_mode = WAL;"),
        comment(Text::tr("A statement that has to wait tries again for so many milliseconds.")),
        QStringLiteral("PRAGMA busy_timeout = 60000;")};
}

QStringList mariadbStart(const QString& level)
{
    const QString statement = QStringLiteral("SET SESSION TRANSACTION ISOLATION LEVEL %1;");
    if (level == QLatin1String("repeatable read snapshot"))
        return {
            statement.arg(QStringLiteral("REPEATABLE READ")),
            QStringLiteral("SET SESSION innodb_snapshot_isolation = ON;")};
    QStringList lines{statement.arg(level.toUpper())};
    if (level == QLatin1String("repeatable read"))
        lines.append(comment(Text::tr("From MariaDB 11.6.2 on also: %1")
                                 .arg(QStringLiteral("SET SESSION innodb_snapshot_isolation = OFF;"))));
    return lines;
}

/// What a connection does first.
QStringList startOf(const QString& engine, const QString& level)
{
    const KnownEngine* known = knownEngine(engine);
    // A journal may come from others: no other words get into a statement.
    if (known == nullptr || !known->levels.contains(level))
        return {comment(Text::tr("Set the isolation level %1 here.").arg(level))};
    if (engine == QLatin1String("sqlite"))
        return sqliteStart(level);
    if (engine == QLatin1String("mariadb"))
        return mariadbStart(level);
    return {QStringLiteral("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL %1;")
                .arg(level.toUpper())};
}

class ScriptsWriter final
{
public:
    explicit ScriptsWriter(const TransactionJournal& journal)
        : m_journal(journal)
        , m_turns(transactionTurns(journal))
    {
    }

    QString write()
    {
        addHead();
        for (const QString& session : sessionNames(m_journal))
            addSession(session);
        return m_lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
    }

private:
    [[nodiscard]] const TransactionHeader& header() const { return m_journal.header(); }

    void addHead()
    {
        for (const QString& line : headLines(header()))
            m_lines.append(comment(line));
        m_lines.append(comment(
            Text::tr("Run the setup once. Then paste each session’s section into a terminal of its own, one "
                     "statement at a time, when it is its turn: the steps count through all sessions.")));
        m_lines.append({QString(), comment(Text::tr("Setup"))});
        for (const QString& statement : header().setup)
            addStatement({statement});
    }

    void addSession(const QString& session)
    {
        const QString level = sessionLevel(header(), session);
        m_lines.append({QString(), QString()});
        m_lines.append(comment(
            Text::tr("Session %1, isolation level %2").arg(sessionHeading(header(), session), level)));
        m_lines.append(startOf(header().engine, level));
        const TransactionTurn* before = nullptr;
        for (const TransactionTurn& turn : m_turns) {
            if (turn.begin->session == session)
                addTurn(turn, before);
            if (turn.isSent())
                before = &turn;
        }
    }

    void addTurn(const TransactionTurn& turn, const TransactionTurn* before)
    {
        m_lines.append(QString());
        if (!turn.isSent()) {
            m_lines.append(comment(
                turn.begin->isEngineRollback()
                    ? Text::tr("because step %1 was refused, %2 ended the transaction itself")
                          .arg(QString::number(turn.begin->step), header().engineTitle)
                    : Text::tr("step %1 was left out").arg(turn.begin->step)));
            return;
        }
        m_lines.append(comment(
            turn.isOwnRollback() ? Text::tr("because step %1 was refused").arg(turn.begin->step)
                                 : whenText(turn, before)));
        addStatement(sentStatement(*turn.begin));
        addAnswer(turn);
    }

    /// The statement that was sent before it, in whichever session.
    [[nodiscard]] static QString whenText(const TransactionTurn& turn, const TransactionTurn* before)
    {
        const QString step = QString::number(turn.begin->step);
        if (before == nullptr)
            return Text::tr("step %1, the first").arg(step);
        const QString last = QString::number(before->begin->step);
        const QString& session = before->begin->session;
        if (session == turn.begin->session)
            return Text::tr("step %1, next").arg(step);
        if (before->isOwnRollback())
            return Text::tr("step %1, after the ROLLBACK of %2").arg(step, session);
        if (before->answer == nullptr || before->answer->seq > turn.begin->seq)
            return Text::tr("step %1, while step %2 of %3 waits").arg(step, last, session);
        return Text::tr("step %1, after step %2 of %3").arg(step, last, session);
    }

    void addStatement(const BoundSql& statement)
    {
        const QString sql = sqlForScript(statement, header().engine);
        if (isPlainSql(statement)) {
            m_lines.append(sql);
            return;
        }
        m_lines.append(
            comment(Text::tr("Not to be pasted, because a terminal could take it for more than SQL:")));
        for (const QString& line : sql.split(QLatin1Char('\n')))
            m_lines.append(comment(line));
    }

    void addAnswer(const TransactionTurn& turn)
    {
        if (!turn.waitedFor.isEmpty())
            m_lines.append(comment(waitText(turn)));
        if (turn.answer == nullptr)
            return;
        if (turn.answer->isRefused())
            m_lines.append(comment(Text::tr("refused: %1").arg(refusalText(*turn.answer))));
        else
            m_lines.append(comment(Text::tr("answered: %1").arg(answerText(*turn.answer))));
    }

    [[nodiscard]] static QString waitText(const TransactionTurn& turn)
    {
        const QString others = listed(turn.waitedFor, ListStyle::And);
        if (turn.isWaiting())
            return Text::tr("waits for %1").arg(others);
        if (turn.release == nullptr)
            return Text::tr("waited for %1").arg(others);
        const bool isRollback = turn.release->kind == TransactionEvent::Kind::RolledBack;
        if (turn.release->isEngineRollback())
            return Text::tr("waited for %1 until %2 was rolled back by the database")
                .arg(others, turn.release->session);
        if (isRollback && turn.waitedFor.size() == 1)
            return Text::tr("waited for %1 until its ROLLBACK").arg(others);
        if (isRollback)
            return Text::tr("waited for %1 until the ROLLBACK of %2").arg(others, turn.release->session);
        if (turn.waitedFor.size() == 1)
            return Text::tr("waited for %1 until step %2").arg(others, QString::number(turn.release->step));
        return Text::tr("waited for %1 until step %2 of %3")
            .arg(others, QString::number(turn.release->step), turn.release->session);
    }

    const TransactionJournal& m_journal;
    QList<TransactionTurn> m_turns;
    QStringList m_lines;
};

} // namespace

QString sqlScripts(const TransactionJournal& journal)
{
    return ScriptsWriter(journal).write();
}

} // namespace interleave
