#include "store/databasecheck.h"

#include "core/values/fields.h"
#include "core/values/httpdate.h"
#include "core/values/json.h"
#include "core/values/leftover.h"
#include "core/values/text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QUrl>
#include <QUuid>
#include <QVariant>
#include <QtEndian>

#include <array>
#include <optional>

namespace interleave {

namespace {

/// A connection that is removed after the check.
class Looker final
{
public:
    Looker(const QString& name, const QString& options)
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
        connection.setDatabaseName(name);
        connection.setConnectOptions(options);
        if (!connection.open())
            m_problem = connection.lastError().databaseText();
    }
    ~Looker() { QSqlDatabase::removeDatabase(m_name); }
    Looker(const Looker&) = delete;
    Looker& operator=(const Looker&) = delete;

    [[nodiscard]] const QString& problem() const { return m_problem; }
    [[nodiscard]] QSqlDatabase connection() const { return QSqlDatabase::database(m_name, false); }

private:
    QString m_name = QUuid::createUuid().toString(QUuid::WithoutBraces);
    QString m_problem;
};

/// A fault, and a query that returns a row when the database has it.
struct Finding final
{
    const char* text;
    const char* sql;
};

constexpr std::array findings{
    Finding{
        QT_TRANSLATE_NOOP("interleave", "a record’s id, version, date or author is none"),
        "SELECT 1 FROM records WHERE typeof(id) <> 'text' OR typeof(body) <> 'text'"
        " OR typeof(version) <> 'integer' OR version < 1 OR typeof(modified_at) <> 'integer'"
        " OR typeof(author) <> 'text' LIMIT 1"},
    Finding{
        QT_TRANSLATE_NOOP("interleave", "a version’s id, number, date or author is none"),
        "SELECT 1 FROM versions WHERE typeof(id) <> 'text' OR typeof(body) <> 'text'"
        " OR typeof(version) <> 'integer' OR version < 1 OR typeof(modified_at) <> 'integer'"
        " OR typeof(author) <> 'text' LIMIT 1"},
    // LargestStoredCount; versions newer than their record are found below.
    Finding{
        QT_TRANSLATE_NOOP("interleave", "a record’s version is larger than any that is counted"),
        "SELECT 1 FROM records WHERE version > 4503599627370495 LIMIT 1"},
    // FirstTime and LastTime, in seconds.
    Finding{
        QT_TRANSLATE_NOOP("interleave", "a record’s date is not within the years 1 to 9999"),
        "SELECT 1 FROM records WHERE modified_at NOT BETWEEN -62135596800 AND 253402300799 LIMIT 1"},
    Finding{
        QT_TRANSLATE_NOOP("interleave", "a version’s date is not within the years 1 to 9999"),
        "SELECT 1 FROM versions WHERE modified_at NOT BETWEEN -62135596800 AND 253402300799 LIMIT 1"},
    Finding{
        QT_TRANSLATE_NOOP("interleave", "there are versions of a record that is missing"),
        "SELECT 1 FROM versions WHERE id NOT IN (SELECT id FROM records) LIMIT 1"},
    Finding{
        QT_TRANSLATE_NOOP("interleave", "there are versions newer than their record"),
        "SELECT 1 FROM versions JOIN records USING (id) WHERE versions.version > records.version LIMIT 1"},
    Finding{
        QT_TRANSLATE_NOOP("interleave", "a record differs from its newest version"),
        "SELECT 1 FROM records JOIN versions USING (id, version) WHERE records.body <> versions.body"
        " OR records.author <> versions.author OR records.modified_at <> versions.modified_at LIMIT 1"},
};
static_assert(LargestStoredCount == 4503599627370495);
static_assert(FirstTime / 1000 == -62'135'596'800 && LastTime / 1000 == 253'402'300'799);
/// Since format 2.
constexpr Finding badLease{
    QT_TRANSLATE_NOOP("interleave", "a record’s lease is none"),
    "SELECT 1 FROM records WHERE typeof(lease_owner) <> 'text' OR typeof(lease_token) <> 'integer'"
    " OR lease_token NOT BETWEEN 0 AND 4503599627370495 OR typeof(lease_until) <> 'integer' LIMIT 1"};
constexpr Finding badLeaseTime{
    QT_TRANSLATE_NOOP("interleave", "a lease’s end is not within the years 1 to 9999"),
    "SELECT 1 FROM records WHERE lease_until NOT BETWEEN -62135596800000 AND 253402300799999 LIMIT 1"};

/// Since format 3.
constexpr Finding badWriting{
    QT_TRANSLATE_NOOP("interleave", "a record’s body as it was put is none"),
    "SELECT 1 FROM records LEFT JOIN versions USING (id, version)"
    " WHERE typeof(records.written) NOT IN ('text', 'null')"
    " OR (versions.id IS NOT NULL AND records.written IS NOT versions.written)"
    " UNION ALL SELECT 1 FROM versions WHERE typeof(written) NOT IN ('text', 'null') LIMIT 1"};

/// The finding's text, or empty when the query returns no row.
QString damageFound(QSqlQuery& query, const Finding& finding)
{
    if (!query.exec(QString::fromLatin1(finding.sql)))
        return query.lastError().databaseText();
    if (query.next())
        return Text::tr(finding.text);
    return query.lastError().isValid() ? query.lastError().databaseText() : QString();
}

/// Checks pages and indexes.
QString brokenPage(QSqlQuery& query)
{
    if (!query.exec(QStringLiteral("PRAGMA integrity_check(1)")) || !query.next())
        return query.lastError().databaseText();
    const QString answer = query.value(0).toString();
    return answer == QLatin1String("ok") ? QString() : answer;
}

/// Checks that every body is valid, and equal in meaning to the body as the client sent it.
QString unreadableBody(QSqlQuery& query, const QString& table, unsigned format)
{
    const bool hasWritten = format >= 3;
    const QString columns =
        QStringLiteral("id, version, body") + (hasWritten ? QStringLiteral(", written") : QString());
    if (!query.exec(QStringLiteral("SELECT %1 FROM %2").arg(columns, table)))
        return query.lastError().databaseText();
    while (query.next()) {
        const auto fields = fieldsFromJson(query.value(2).toString().toUtf8());
        const bool isPut = hasWritten && !query.isNull(3);
        const auto put = isPut ? fieldsAsPut(query.value(3).toString().toUtf8()) : fields;
        if (!fields || !put || *put != *fields)
            return Text::tr("version %1 of the record “%2” cannot be read")
                .arg(query.value(1).toString(), query.value(0).toString());
    }
    return query.lastError().isValid() ? query.lastError().databaseText() : QString();
}

QString damageIn(const QSqlDatabase& connection, unsigned format)
{
    QSqlQuery query(connection);
    query.setForwardOnly(true);
    QString damage = brokenPage(query);
    for (const Finding& finding : findings) {
        if (damage.isEmpty())
            damage = damageFound(query, finding);
    }
    for (const Finding& finding : {badLease, badLeaseTime}) {
        if (damage.isEmpty() && format >= 2)
            damage = damageFound(query, finding);
    }
    if (damage.isEmpty() && format >= 3)
        damage = damageFound(query, badWriting);
    if (damage.isEmpty())
        damage = unreadableBody(query, QStringLiteral("records"), format);
    if (damage.isEmpty())
        damage = unreadableBody(query, QStringLiteral("versions"), format);
    return damage;
}

bool isFilled(const QString& file)
{
    return QFileInfo(file).size() > 0;
}

constexpr qsizetype LogHeader = 32;
constexpr qsizetype FrameHeader = 24;

/// The running checksum of the write-ahead log, over pairs of 32-bit words.
struct Checksum final
{
    bool bigEndian = false;
    quint32 first = 0;
    quint32 second = 0;

    void add(const QByteArray& bytes)
    {
        const auto word = [this, &bytes](qsizetype at) {
            return bigEndian ? qFromBigEndian<quint32>(bytes.constData() + at)
                             : qFromLittleEndian<quint32>(bytes.constData() + at);
        };
        for (qsizetype at = 0; at + 8 <= bytes.size(); at += 8) {
            first += word(at) + second;
            second += word(at + 4) + first;
        }
    }
    /// Whether the eight bytes from \a at hold this checksum.
    [[nodiscard]] bool isSaidBy(const QByteArray& bytes, qsizetype at) const
    {
        return qFromBigEndian<quint32>(bytes.constData() + at) == first &&
               qFromBigEndian<quint32>(bytes.constData() + at + 4) == second;
    }
};

} // namespace

QString damageOfLog(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Text::tr("its write-ahead log cannot be read: %1").arg(file.errorString());
    const QByteArray header = file.read(LogHeader);
    if (file.size() <= LogHeader)
        return {};
    const auto magic = qFromBigEndian<quint32>(header.constData());
    Checksum sum{(magic & 1U) != 0};
    sum.add(header.left(FrameHeader));
    const auto pageSize = static_cast<qsizetype>(qFromBigEndian<quint32>(header.constData() + 8));
    const bool isSize = pageSize >= 512 && pageSize <= 65536 && (pageSize & (pageSize - 1)) == 0;
    if ((magic & ~1U) != 0x377f0682U || !isSize || !sum.isSaidBy(header, FrameHeader))
        return Text::tr("the header of its write-ahead log cannot be read");
    const QByteArray salt = header.mid(16, 8);
    bool isWhole = true;
    for (qint64 frame = 1; file.size() - file.pos() >= FrameHeader + pageSize; ++frame) {
        const QByteArray head = file.read(FrameHeader);
        const QByteArray page = file.read(pageSize);
        const bool isOfThisRound = head.mid(8, 8) == salt;
        if (!isWhole && isOfThisRound)
            return Text::tr("its write-ahead log cannot be read up to its end");
        sum.add(head.left(8));
        sum.add(page);
        isWhole = isWhole && isOfThisRound && sum.isSaidBy(head, 16);
    }
    return {};
}

QString damageOf(const QString& file, unsigned format)
{
    const QString log = file + QLatin1String("-wal");
    const QString journal = file + QLatin1String("-journal");
    if (!isFilled(log) && !isFilled(journal)) {
        // An immutable database is neither locked nor changed: https://www.sqlite.org/uri.html, "immutable".
        const QString uri =
            QString::fromLatin1(QUrl::fromLocalFile(file).toEncoded()) + QLatin1String("?immutable=1");
        const Looker looker(uri, QStringLiteral("QSQLITE_OPEN_URI;QSQLITE_OPEN_READONLY"));
        return looker.problem().isEmpty() ? damageIn(looker.connection(), format) : looker.problem();
    }
    QString damage = isFilled(log) ? damageOfLog(log) : QString();
    if (!damage.isEmpty())
        return damage;
    // Opening the database would apply what a crash left beside it, so check a copy instead.
    std::optional<Leftover> leftover;
    const QTemporaryDir folder;
    leftover.emplace(QFile::encodeName(folder.path()));
    const QString copy = folder.filePath(QStringLiteral("copy.sqlite"));
    bool isCopied = folder.isValid() && QFile::copy(file, copy);
    if (isFilled(log))
        isCopied = isCopied && QFile::copy(log, copy + QLatin1String("-wal"));
    if (isFilled(journal))
        isCopied = isCopied && QFile::copy(journal, copy + QLatin1String("-journal"));
    if (!isCopied) {
        return Text::tr("what a crash left beside it cannot be looked at, because no copy of it can be made "
                        "in “%1”: make room there, or set TMPDIR to another folder")
            .arg(QDir::tempPath());
    }
    QFile::setPermissions(copy, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    const Looker looker(copy, {});
    return looker.problem().isEmpty() ? damageIn(looker.connection(), format) : looker.problem();
}

} // namespace interleave
