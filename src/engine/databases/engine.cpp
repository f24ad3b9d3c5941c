#include "engine/databases/engine.h"

#include "core/transactions/knownengines.h"
#include "core/transactions/tablecells.h"
#include "core/values/text.h"

#include <QThread>

namespace interleave {

namespace {

constexpr int AnswerMs = 30'000;
constexpr int TryAgainMs = 10;

/// One clause; empty when all went well.
QString problemOf(const EngineAnswer& answer)
{
    if (answer.succeeded || answer.code.isEmpty())
        return answer.succeeded ? QString() : answer.text.trimmed();
    return Text::tr("%1 (%2)", "an error, and its code").arg(answer.text.trimmed(), answer.code);
}

Tables unordered(Tables tables)
{
    for (TableContent& table : tables)
        table.rows = sortedRows(std::move(table.rows));
    return tables;
}

} // namespace

QString Engine::openMonitor(const ConnectionSettings& settings, const std::function<bool()>& mayComeUp)
{
    auto opened = EngineSession::open({}, settings);
    while (!opened && mayComeUp && mayComeUp()) {
        QThread::msleep(TryAgainMs);
        opened = EngineSession::open({}, settings);
    }
    if (!opened)
        return opened.error();
    m_monitor = std::move(opened).value();
    return {};
}

EngineAnswer Engine::answerOf(EngineSession* connection, const BoundSql& statement)
{
    if (connection == nullptr)
        return {false, {}, Text::tr("it is not open")};
    // An answer that comes late must not be taken for the next one's.
    const bool isLate = connection->isBusy();
    if (!isLate)
        connection->execute(statement);
    if (!isLate && connection->waitForAnswer(AnswerMs))
        return connection->takeAnswer();
    connection->cancel();
    return {false, {}, Text::tr("it does not answer")};
}

EngineAnswer Engine::ask(const QString& sql)
{
    return answerOf(m_monitor.get(), {sql});
}

EngineAnswer Engine::look(const BoundSql& statement)
{
    return answerOf(m_look ? m_look.get() : m_monitor.get(), statement);
}

QString Engine::title() const
{
    return knownEngine(name())->title;
}

QString Engine::usualLevel() const
{
    return knownEngine(name())->usualLevel;
}

QString Engine::quotedName(const QString& name) const
{
    QString doubled = name;
    return QLatin1Char('"') + doubled.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

std::optional<Tables> Engine::tables()
{
    EngineAnswer names = look({tableQuery()});
    // A session may have ended the connection, which has its rights.
    if (m_look && !m_look->isBusy() && isConnectionLost(names) && openLook().isEmpty())
        names = look({tableQuery()});
    if (!names.succeeded)
        return std::nullopt;
    Tables tables;
    for (const QList<Value>& row : names.rows) {
        const QString name = toText(row.first());
        EngineAnswer content = look({QStringLiteral("SELECT * FROM %1").arg(quotedName(name))});
        if (!content.succeeded)
            return std::nullopt;
        const bool isCut = content.rowCount > content.rows.size();
        tables.insert(name, {std::move(content.columns), std::move(content.rows), isCut});
    }
    return tables;
}

QString Engine::restore(const Tables& tables)
{
    for (auto it = tables.constBegin(); it != tables.constEnd(); ++it) {
        const QString table = quotedName(it.key());
        QString problem = problemOf(look({QStringLiteral("DELETE FROM %1").arg(table)}));
        const QStringList places(it->columns.size(), QStringLiteral("?"));
        const QString insert =
            QStringLiteral("INSERT INTO %1 VALUES (%2)").arg(table, places.join(QLatin1String(", ")));
        for (const QList<Value>& row : it->rows) {
            if (problem.isEmpty())
                problem = problemOf(look({insert, row}));
        }
        if (!problem.isEmpty())
            return problem;
    }
    return {};
}

bool Engine::holds(const Tables& tables)
{
    const std::optional<Tables> now = this->tables();
    return now && unordered(*now) == unordered(tables);
}

QString Engine::askAll(const QStringList& statements)
{
    QString problem;
    for (const QString& sql : statements) {
        if (problem.isEmpty())
            problem = problemOf(ask(sql));
    }
    return problem;
}

QString Engine::makeTables(const QStringList& setup)
{
    QString problem;
    for (const QString& sql : setup) {
        if (problem.isEmpty())
            problem = problemOf(look({sql}));
    }
    return problem.isEmpty() ? QString()
                             : Text::tr("%1 did not prepare the lesson: %2.").arg(title(), problem);
}

QString Engine::openLook()
{
    auto opened = connect({}, usualLevel());
    if (!opened)
        return Text::tr("%1 did not prepare the lesson: %2.").arg(title(), opened.error());
    m_look = std::move(opened).value();
    const QString sql = noWaitSql();
    const QString problem = sql.isEmpty() ? QString() : problemOf(look({sql}));
    return problem.isEmpty() ? QString()
                             : Text::tr("%1 did not prepare the lesson: %2.").arg(title(), problem);
}

} // namespace interleave
