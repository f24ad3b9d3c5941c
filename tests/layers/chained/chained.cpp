#include <QString>

// Read by the check of chains alone, never built: lines 7, 10 and 17 fill a sentence twice, the others once.
QString sentences(const QString& record, const QString& other)
{
    // One after the other, over lines, with a call inside.
    QString chain = QStringLiteral("“%1” (%2").arg(QString(record).arg(1)) /* here */
                        .arg(other);
    // Twice in a line.
    chain += QStringLiteral("%1 %2").arg(record).arg(other);
    chain += QStringLiteral("%1 %2, not \".arg(1).arg(2)\"").arg(record, QString(other).arg(2));
    chain += QString(R"(a " ( in it, %1)").arg(record) + QStringLiteral("%1").arg(10'000);
    chain += QChar(u'"') + QStringLiteral("%1").arg(record).trimmed() + QStringLiteral("%1").arg(other);
    QString sentence = QStringLiteral("%1 %2");
    const QString filled = sentence.arg(record, other);
    // Over a variable.
    sentence = sentence.arg(record);
    return chain + filled + sentence;
}
