#include "engine/isolation/anomalyschedule.h"

namespace interleave {

namespace {

QStringList tables()
{
    return {
        QStringLiteral(
            "CREATE TABLE item (id VARCHAR(20) PRIMARY KEY, stock INTEGER NOT NULL, version INTEGER NOT "
            "NULL, author VARCHAR(20) NOT NULL)"),
        QStringLiteral("INSERT INTO item VALUES ('lamp', 10, 1, ''), ('chair', 10, 1, '')"),
        QStringLiteral("CREATE TABLE doctor (name VARCHAR(20) PRIMARY KEY, on_call INTEGER NOT NULL)"),
        QStringLiteral("INSERT INTO doctor VALUES ('Alice', 1), ('Bob', 1)"),
        QStringLiteral("CREATE TABLE account (name VARCHAR(20) PRIMARY KEY, balance INTEGER NOT NULL)"),
        QStringLiteral("INSERT INTO account VALUES ('x', 0), ('y', 0)")};
}

} // namespace

QString stockOf(QStringView item)
{
    return QStringLiteral("SELECT stock FROM item WHERE id = '%1'").arg(item);
}

std::size_t AnomalySchedule::begin(QStringView session, const QString& sql)
{
    return append({session.toString(), TransactionAction::Begin, sql}, {});
}

std::size_t AnomalySchedule::commit(QStringView session, const QString& condition)
{
    return append({session.toString(), TransactionAction::Commit, {}, {}, condition}, {});
}

std::size_t AnomalySchedule::rollBack(QStringView session, const QString& condition)
{
    return append({session.toString(), TransactionAction::Rollback, {}, {}, condition}, {});
}

std::size_t AnomalySchedule::add(
    QStringView session,
    const QString& sql,
    const StepMeaning& meaning,
    const QString& keep,
    const QString& condition)
{
    return append({session.toString(), TransactionAction::Sql, sql, keep, condition}, meaning);
}

std::size_t AnomalySchedule::read(QStringView session, QStringView item)
{
    return add(session, stockOf(item), {Kind::Reads, subject(item)}, QStringLiteral("n"));
}

std::size_t AnomalySchedule::write(QStringView session, const QString& stock, QStringView item)
{
    return add(
        session,
        QStringLiteral("UPDATE item SET stock = %1, author = '%2' WHERE id = '%3'").arg(stock, session, item),
        {Kind::Writes, subject(item), stock});
}

Anomaly AnomalySchedule::made(
    const char* name,
    const char* variant,
    std::function<bool(const RunEnd&)> happens,
    std::function<Measure(const RunEnd&)> measure) const
{
    return {
        QString::fromLatin1(name),
        QString::fromLatin1(variant),
        {tables(), m_steps},
        std::move(happens),
        m_meanings,
        std::move(measure)};
}

std::size_t AnomalySchedule::append(TransactionStep step, StepMeaning meaning)
{
    m_steps.append(std::move(step));
    m_meanings.append(std::move(meaning));
    return static_cast<std::size_t>(m_steps.size()) - 1;
}

} // namespace interleave
