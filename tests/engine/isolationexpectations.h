#pragma once

#include "engine/isolation/isolationmatrix.h"

#include <QStringList>

namespace interleave {

/// What each schedule comes to at each level: agrees with the engines' manuals,
/// https://www.sqlite.org/isolation.html, https://www.postgresql.org/docs/15/transaction-iso.html,
/// https://mariadb.com/kb/en/set-transaction/ and https://mariadb.com/kb/en/innodb-system-variables/.
inline QStringList expectedIsolation(const QString& engine)
{
    const char* const sqlite = R"(
        level: read uncommitted | serializable | serializable immediate
        dirty-write: blocked | blocked | blocked
        dirty-read: yes | snapshot | blocked
        intermediate-read: yes | snapshot | blocked
        non-repeatable-read: yes | snapshot | blocked
        phantom: yes | snapshot | blocked
        lost-update plain: yes | error 517 | blocked
        lost-update for-update: blocked | blocked | blocked
        lost-update atomic: blocked | blocked | blocked
        lost-update version-checked: statement | error 517 | blocked
        lost-update compare-then-write: yes | error 517 | blocked
        lost-update autocommit: yes | yes | yes
        read-skew: yes | snapshot | blocked
        write-skew: yes | error 517 | blocked
        read-only-anomaly: yes | error 517 | blocked
        deadlock: blocked | blocked | blocked)";
    const char* const postgresql = R"(
        level: read committed | repeatable read | serializable
        dirty-write: blocked | error 40001 | error 40001
        dirty-read: snapshot | snapshot | snapshot
        intermediate-read: snapshot | snapshot | snapshot
        non-repeatable-read: yes | snapshot | snapshot
        phantom: yes | snapshot | snapshot
        lost-update plain: yes | error 40001 | error 40001
        lost-update for-update: blocked | error 40001 | error 40001
        lost-update atomic: blocked | error 40001 | error 40001
        lost-update version-checked: statement | error 40001 | error 40001
        lost-update compare-then-write: yes | error 40001 | error 40001
        lost-update autocommit: yes | yes | yes
        read-skew: yes | snapshot | snapshot
        write-skew: yes | yes | error 40001
        read-only-anomaly: yes | yes | error 40001
        deadlock: yes 40P01 | yes 40P01 | yes 40P01)";
    const char* const mariadb = R"(
        level: read uncommitted | read committed | repeatable read | repeatable read snapshot | serializable
        dirty-write: blocked | blocked | blocked | blocked | blocked
        dirty-read: yes | snapshot | snapshot | snapshot | blocked
        intermediate-read: yes | snapshot | snapshot | snapshot | blocked
        non-repeatable-read: yes | yes | snapshot | snapshot | blocked
        phantom: yes | yes | snapshot | snapshot | blocked
        lost-update plain: yes | yes | yes | error 1020 | error 1213
        lost-update for-update: blocked | blocked | blocked | blocked | blocked
        lost-update atomic: blocked | blocked | blocked | blocked | blocked
        lost-update version-checked: statement | statement | statement | error 1020 | error 1213
        lost-update compare-then-write: yes | yes | yes | error 1020 | error 1213
        lost-update autocommit: yes | yes | yes | yes | yes
        read-skew: yes | yes | snapshot | snapshot | blocked
        write-skew: yes | yes | yes | yes | error 1213
        read-only-anomaly: yes | yes | yes | yes | error 1213
        deadlock: yes 1213 | yes 1213 | yes 1213 | yes 1213 | yes 1213)";
    const char* const text = engine == QLatin1String("sqlite")       ? sqlite
                             : engine == QLatin1String("postgresql") ? postgresql
                                                                     : mariadb;
    QStringList lines;
    for (const QString& line : QString::fromUtf8(text).split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        lines.append(line.trimmed());
    return lines;
}

/// A cell as it stands there.
inline QString isolationWord(const IsolationCell& cell)
{
    QString word = cell.problem;
    if (word.isEmpty())
        word = cell.happens ? QStringLiteral("yes") : toName(cell.prevention);
    return cell.code.isEmpty() ? word : word + QLatin1Char(' ') + cell.code;
}

} // namespace interleave
