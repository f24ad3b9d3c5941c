#include "engine/databases/serverguest.h"

#include "core/values/text.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

namespace interleave {

namespace {

QString tellsPassword(const QString& instead)
{
    return Text::tr("A password on the command line can be read by every user of the machine. Leave it out, "
                    "and put it "
                    "into %1.")
        .arg(instead);
}

/// What is in a URL; its scheme has been looked at.
ConnectionSettings fromUrl(const QUrl& url, const QString& driver)
{
    ConnectionSettings settings;
    settings.driver = driver;
    settings.host = url.host();
    settings.port = url.port();
    settings.user = url.userName();
    settings.database = url.path().mid(1);
    return settings;
}

} // namespace

QString newGuestName()
{
    return QStringLiteral("interleave_%1")
        .arg(QRandomGenerator::system()->generate64(), 16, 16, QLatin1Char('0'));
}

bool isGuestName(const QString& name)
{
    static const QRegularExpression ours(QStringLiteral("^interleave_[0-9a-f]{16}$"));
    return ours.match(name).hasMatch();
}

Result<ConnectionSettings, QString> postgresqlSettings(const QString& conninfo)
{
    const QString driver = QStringLiteral("QPSQL");
    const QString instead = QStringLiteral("~/.pgpass");
    const QUrl url(conninfo, QUrl::StrictMode);
    if (conninfo.contains(QLatin1String("://"))) {
        const bool isKnown =
            url.scheme() == QLatin1String("postgresql") || url.scheme() == QLatin1String("postgres");
        if (!url.isValid() || !isKnown)
            return Text::tr(
                "--postgresql takes “host=… user=… dbname=…” or “postgresql://USER@HOST/DATABASE”.");
        if (!url.password().isEmpty() || url.query().contains(QLatin1String("password")))
            return tellsPassword(instead);
        return fromUrl(url, driver);
    }
    static const QRegularExpression pair(QStringLiteral("^(\\s*[a-z_]+\\s*=\\s*('[^']*'|[^\\s']+))*\\s*$"));
    if (conninfo.trimmed().isEmpty() || !pair.match(conninfo).hasMatch())
        return Text::tr("--postgresql takes “host=… user=… dbname=…” or “postgresql://USER@HOST/DATABASE”.");
    static const QRegularExpression secret(QStringLiteral("\\b(ssl)?password\\s*="));
    if (conninfo.contains(secret))
        return tellsPassword(instead);
    ConnectionSettings settings;
    settings.driver = driver;
    // The driver hands these on to the library as they are.
    settings.options = conninfo;
    return settings;
}

Result<ConnectionSettings, QString> mariadbSettings(const QString& text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isKnown = url.scheme() == QLatin1String("mariadb") || url.scheme() == QLatin1String("mysql");
    if (!url.isValid() || !isKnown || (url.path().size() > 1))
        return Text::tr(
            "--mariadb takes “mariadb://USER@HOST:PORT/”, or “mariadb://USER@localhost/?socket=FILE”.");
    if (!url.password().isEmpty())
        return tellsPassword(QStringLiteral("MYSQL_PWD"));
    ConnectionSettings settings = fromUrl(url, QStringLiteral("QMYSQL"));
    settings.password = QString::fromLocal8Bit(qgetenv("MYSQL_PWD"));
    // Otherwise an UPDATE to the value that is there already would count as no row.
    settings.options = QStringLiteral("CLIENT_FOUND_ROWS=1");
    const QString socket = QUrlQuery(url).queryItemValue(QStringLiteral("socket"), QUrl::FullyDecoded);
    if (!socket.isEmpty())
        settings.options += QStringLiteral(";UNIX_SOCKET=") + socket;
    return settings;
}

} // namespace interleave
