#include "http/contenthash.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QString>

namespace interleave {

QByteArray contentHash(QByteArrayView content)
{
    const QByteArray hash = QCryptographicHash::hash(content.toByteArray(), QCryptographicHash::Sha256);
    return "'sha256-" + hash.toBase64() + '\'';
}

QList<QByteArray> inlineHashes(const QByteArray& page, QByteArrayView element)
{
    // Both kinds in one search, so that a tag in the text of a script does not begin an element.
    static const QRegularExpression inlineElement(
        QStringLiteral("<(script|style)\\b[^>]*>(.*?)</\\1[\\s/>]"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    QList<QByteArray> hashes;
    auto matches = inlineElement.globalMatch(QString::fromUtf8(page));
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        if (match.captured(1).compare(QLatin1String(element), Qt::CaseInsensitive) != 0)
            continue;
        const QByteArray hash = contentHash(match.captured(2).toUtf8());
        if (!hashes.contains(hash))
            hashes.append(hash);
    }
    return hashes;
}

} // namespace interleave
