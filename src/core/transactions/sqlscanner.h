#pragma once

// Internal to core/transactions: what of a statement is quoted or a comment.

#include <QString>

namespace interleave {

/// The end of the quoted text or comment that begins at \a at; \a at itself where none does. A quotation mark
/// inside is doubled; one that never closes goes on to the end, and the engine will say so.
[[nodiscard]] inline qsizetype endOfLiteral(const QString& sql, qsizetype at)
{
    const auto endAfter = [&sql](const QString& closing, qsizetype from) {
        const qsizetype end = sql.indexOf(closing, from);
        return end < 0 ? sql.size() : end + closing.size();
    };
    const QChar c = sql.at(at);
    if (c == QLatin1Char('\'') || c == QLatin1Char('"') || c == QLatin1Char('`'))
        return endAfter(c, at + 1);
    if (sql.mid(at, 2) == QLatin1String("--"))
        return endAfter(QStringLiteral("\n"), at);
    if (sql.mid(at, 2) == QLatin1String("/*"))
        return endAfter(QStringLiteral("*/"), at + 2);
    return at;
}

} // namespace interleave
