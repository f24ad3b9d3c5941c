#include "core/words/statementtext.h"

#include "core/values/httpdate.h"

#include <QList>

namespace interleave {

namespace {

struct TimeColumn
{
    const char* name;
    qint64 milliseconds; ///< in its unit
};

constexpr TimeColumn TimeColumns[]{{"modified_at", 1000}, {"lease_until", 1}};

/// The time of day that \a value says after \a sql, which ends before the value's placeholder.
std::optional<QString> timeAfter(QStringView sql, const Value& value)
{
    const auto* number = std::get_if<qint64>(&value);
    if (number == nullptr)
        return std::nullopt;
    for (const TimeColumn& column : TimeColumns) {
        for (const char* compared : {" = ", " <= ", " > "}) {
            if (!sql.endsWith(QLatin1String(column.name) + QLatin1String(compared)))
                continue;
            // A date from outside may be beyond what milliseconds can count.
            if (*number < FirstTime / column.milliseconds || *number > LastTime / column.milliseconds)
                return std::nullopt;
            return timeOfDay(*number * column.milliseconds);
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<QString> timeBound(const Statement& statement, qsizetype index)
{
    qsizetype at = -1;
    for (qsizetype i = 0; i <= index; ++i) {
        at = statement.sql.indexOf(QLatin1Char('?'), at + 1);
        if (at < 0)
            return std::nullopt;
    }
    return timeAfter(QStringView(statement.sql).left(at), statement.bound.at(index));
}

QString readable(const Statement& statement)
{
    Statement dated{{}, {}, statement.rows, {}};
    qsizetype from = 0;
    for (qsizetype i = 0; i < statement.bound.size(); ++i) {
        const qsizetype at = statement.sql.indexOf(QLatin1Char('?'), from);
        if (at < 0)
            break;
        dated.sql += QStringView(statement.sql).mid(from, at - from);
        from = at + 1;
        if (const auto time = timeAfter(QStringView(statement.sql).left(at), statement.bound.at(i))) {
            dated.sql += *time;
        } else {
            dated.sql += QLatin1Char('?');
            dated.bound.append(statement.bound.at(i));
        }
    }
    dated.sql += QStringView(statement.sql).mid(from);
    return withValues(dated);
}

} // namespace interleave
