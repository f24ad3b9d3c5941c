#include "core/export/transactionspec.h"

#include "core/transactions/knownengines.h"
#include "core/transactions/sqlliterals.h"
#include "core/transactionwords/transactionparts.h"
#include "core/values/printable.h"
#include "core/values/text.h"

#include <algorithm>

namespace interleave {

namespace {

/// A name in a statement.
QString quotedName(const QString& name)
{
    QString quoted = name;
    quoted.replace(QLatin1Char('"'), QLatin1String("\"\""));
    return QLatin1Char('"') + quoted + QLatin1Char('"');
}

/// A name in the specification, where it may not have a line end.
QString nameInALine(const QString& name)
{
    return quotedName(printable(name));
}

/// `"A3"`. A number at the end of the session's name would run into the step's.
QString stepName(const TransactionTurn& turn)
{
    const QString& session = turn.begin->session;
    const bool endsInDigit = !session.isEmpty() && session.back().isDigit();
    const QString name =
        session + (endsInDigit ? QStringLiteral("-") : QString()) + QString::number(turn.begin->step);
    return nameInALine(turn.isOwnRollback() ? name + QStringLiteral(" rollback") : name);
}

class SpecWriter final
{
public:
    explicit SpecWriter(const TransactionJournal& journal)
        : m_journal(journal)
        , m_turns(transactionTurns(journal))
    {
        m_turns.removeIf([](const TransactionTurn& turn) { return !turn.isSent(); });
    }

    Result<QByteArray, QString> write()
    {
        if (const QString problem = whatCannotBeTold(); !problem.isEmpty())
            return problem;
        for (const QString& line : headLines(header()))
            m_lines.append(commentLine(QStringLiteral("#"), line));
        m_lines.append(QString());
        for (const QString& statement : header().setup)
            m_lines.append(QStringLiteral("setup ") + block({statement}));
        if (!header().tables.isEmpty())
            m_lines.append(QStringLiteral("teardown { ") + teardown() + QStringLiteral(" }"));
        qsizetype index = 0;
        for (const QString& session : sessionNames(m_journal))
            addSession(session, index++);
        QStringList names;
        for (const TransactionTurn& turn : m_turns)
            names.append(stepName(turn));
        m_lines.append({QString(), QStringLiteral("permutation ") + names.join(QLatin1Char(' '))});
        return m_lines.join(QLatin1Char('\n')).toUtf8() + '\n';
    }

private:
    [[nodiscard]] const TransactionHeader& header() const { return m_journal.header(); }
    [[nodiscard]] QString sqlOf(const BoundSql& statement) const
    {
        return sqlForScript(statement, header().engine);
    }
    [[nodiscard]] QString block(const BoundSql& statement) const
    {
        return QStringLiteral("{ ") + sqlOf(statement) + QStringLiteral(" }");
    }

    [[nodiscard]] QString whatCannotBeTold() const
    {
        if (header().engine != QLatin1String("postgresql"))
            return Text::tr("A specification is for PostgreSQL’s isolationtester, and this lesson was run on "
                            "%1; write .sql instead.")
                .arg(databaseTitle(header()));
        const auto isBreaking = [this](const BoundSql& statement) {
            return sqlOf(statement).contains(QLatin1Char('}'));
        };
        if (std::ranges::any_of(header().setup, [&](const QString& sql) { return isBreaking({sql}); }))
            return Text::tr("The setup has a “}”, which would end a block of a specification; write .sql "
                            "instead.");
        if (teardown().contains(QLatin1Char('}')))
            return Text::tr("A table’s name has a “}”, which would end a block of a specification; write "
                            ".sql instead.");
        for (const TransactionTurn& turn : m_turns) {
            const QString step = QString::number(turn.begin->step);
            if (turn.isWaiting())
                return Text::tr("This journal ends while step %1 of %2 waits, and isolationtester would wait "
                                "with it; go on to the end of the lesson, or write .sql.")
                    .arg(step, turn.begin->session);
            if (isBreaking(sentStatement(*turn.begin)))
                return Text::tr("Step %1 of %2 has a “}”, which would end a block of a specification; write "
                                ".sql instead.")
                    .arg(step, turn.begin->session);
        }
        return m_turns.isEmpty() ? Text::tr("No statement was sent yet; a specification needs one.")
                                 : QString();
    }

    [[nodiscard]] QString teardown() const
    {
        QStringList tables;
        for (auto it = header().tables.keyBegin(); it != header().tables.keyEnd(); ++it)
            tables.append(quotedName(*it));
        return QStringLiteral("DROP TABLE IF EXISTS %1 CASCADE;").arg(tables.join(QLatin1String(", ")));
    }

    void addSession(const QString& session, qsizetype index)
    {
        QStringList steps;
        for (const TransactionTurn& turn : m_turns) {
            if (turn.begin->session == session)
                steps.append(
                    QStringLiteral("step ") + stepName(turn) + QLatin1Char(' ') +
                    block(sentStatement(*turn.begin)));
        }
        // A session without steps is an error there.
        if (steps.isEmpty())
            return;
        const int timeout = deadlockTimeoutMs(index);
        m_lines.append(
            {QString(), QStringLiteral("session ") + nameInALine(session), QStringLiteral("setup {")});
        if (const QString level = levelOf(session); !level.isEmpty())
            m_lines.append(
                QStringLiteral("    SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL %1;")
                    .arg(level));
        m_lines.append(
            {QStringLiteral("    SET deadlock_timeout = '%1ms';").arg(timeout), QStringLiteral("}")});
        m_lines.append(steps);
        // Its locks would keep the teardown from dropping the tables.
        if (m_journal.at(m_journal.size()).session(session).isInTransaction)
            m_lines.append(QStringLiteral("teardown { ROLLBACK; }"));
    }

    /// As PostgreSQL writes it; empty for one that it does not have, because a journal may come from others.
    [[nodiscard]] QString levelOf(const QString& session) const
    {
        const QString level = sessionLevel(header(), session);
        const KnownEngine* engine = knownEngine(header().engine);
        return engine != nullptr && engine->levels.contains(level) ? level.toUpper() : QString();
    }

    const TransactionJournal& m_journal;
    QList<TransactionTurn> m_turns;
    QStringList m_lines;
};

} // namespace

Result<QByteArray, QString> isolationSpec(const TransactionJournal& journal)
{
    return SpecWriter(journal).write();
}

} // namespace interleave
