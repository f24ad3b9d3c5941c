// Kills the server while eight writers save, starts it again on the same database, and looks whether all that
// was acknowledged is there. In every other round the writers save with entity tags, in the others with leases.
// What is asked of the server: no acknowledged version is missing or holds something else, no version is
// acknowledged twice, and a fencing token is greater than every one that was granted before it was asked for.
// Usage: soak_crash PROGRAM [ROUNDS=50] [SEED=a new one]

#include "soak/soaking.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <thread>

using namespace interleave::soak;

namespace {

constexpr int Writers = 8;
constexpr std::array Records{"item", "shelf", "crate"};
/// After this many milliseconds the server is killed, at the earliest and at the latest.
constexpr int Soonest = 30;
constexpr int Latest = 600;

/// What the writers were told, in all rounds.
class Told final
{
public:
    [[nodiscard]] qint64 newestVersion(const QByteArray& record)
    {
        const std::lock_guard lock(m_mutex);
        return m_versions[record].empty() ? 0 : m_versions[record].rbegin()->first;
    }
    [[nodiscard]] qint64 newestToken(const QByteArray& record)
    {
        const std::lock_guard lock(m_mutex);
        return m_tokens[record].empty() ? 0 : *m_tokens[record].rbegin();
    }
    /// \a before is newestVersion() from before the request was sent.
    void saved(const QByteArray& record, qint64 version, const QByteArray& body, qint64 before)
    {
        const std::lock_guard lock(m_mutex);
        ++m_saves;
        if (version <= before)
            fail(record + ": version " + QByteArray::number(version) + " after " + QByteArray::number(before));
        if (!m_versions[record].emplace(version, body).second)
            fail(record + ": version " + QByteArray::number(version) + " was acknowledged twice");
    }
    /// \a before is newestToken() from before the request was sent.
    void granted(const QByteArray& record, qint64 token, qint64 before)
    {
        const std::lock_guard lock(m_mutex);
        ++m_grants;
        if (token <= before)
            fail(record + ": token " + QByteArray::number(token) + " after " + QByteArray::number(before));
        if (!m_tokens[record].insert(token).second)
            fail(record + ": token " + QByteArray::number(token) + " was granted twice");
    }
    void refused(int status)
    {
        const std::lock_guard lock(m_mutex);
        ++m_refusals[status];
    }
    void fail(const QByteArray& what)
    {
        ++m_failures;
        std::printf("FAILED: %s\n", what.constData());
    }

    /// While nobody writes.
    [[nodiscard]] const std::map<qint64, QByteArray>& versions(const QByteArray& record)
    {
        return m_versions[record];
    }
    [[nodiscard]] int failures() const { return m_failures; }
    [[nodiscard]] qint64 saves() const { return m_saves; }
    [[nodiscard]] qint64 grants() const { return m_grants; }
    [[nodiscard]] const std::map<int, qint64>& refusals() const { return m_refusals; }

private:
    std::mutex m_mutex;
    std::map<QByteArray, std::map<qint64, QByteArray>> m_versions;
    std::map<QByteArray, std::set<qint64>> m_tokens;
    std::map<int, qint64> m_refusals;
    qint64 m_saves = 0;
    qint64 m_grants = 0;
    int m_failures = 0;
};

QByteArray placeOf(const QByteArray& record)
{
    return "/records/" + record;
}

/// One client, which saves until its connection is cut.
class Writer final
{
public:
    Writer(int number, unsigned seed, quint16 port, Told& told)
        : m_name("writer " + QByteArray::number(number))
        , m_random(seed)
        , m_connection(port)
        , m_told(told)
    {
    }

    void run(bool withLeases)
    {
        bool isUp = true;
        while (isUp) {
            m_record = Records.at(m_random() % Records.size());
            isUp = withLeases ? saveWithLease() : saveWithTag();
        }
    }

private:
    [[nodiscard]] std::optional<Answer>
    ask(const QByteArray& method, const QByteArray& more = {}, const QByteArray& body = {}, const char* part = "")
    {
        auto answer = m_connection.ask(requestOf(method, placeOf(m_record) + part, m_name, body, more));
        if (answer && answer->status >= 400)
            m_told.refused(answer->status);
        return answer;
    }

    /// Sends what nobody has sent before. False when no answer came.
    [[nodiscard]] bool put(const QByteArray& more)
    {
        const QByteArray body = "{\"stock\": " + QByteArray::number(m_random() % 100) + ", \"by\": \"" +
                                m_name + "\", \"save\": \"" + QByteArray::number(quint64{m_random()}) + '-' +
                                QByteArray::number(++m_saves) + "\"}";
        const qint64 before = m_told.newestVersion(m_record);
        const auto answer = ask("PUT", more, body);
        if (answer && answer->status < 300)
            m_told.saved(m_record, numberAfter(answer->field("ETag"), "\""), body, before);
        return answer.has_value();
    }

    [[nodiscard]] bool saveWithTag()
    {
        const auto read = ask("GET");
        if (!read)
            return false;
        return put(
            read->status == 200 ? "If-Match: " + read->field("ETag") + "\r\n"
                                : QByteArray("If-None-Match: *\r\n"));
    }

    [[nodiscard]] bool saveWithLease()
    {
        const qint64 before = m_told.newestToken(m_record);
        // A lease that was held when the server was killed is over after a second.
        const auto lease = ask("POST", "Prefer: wait=2\r\n", "{\"ttl\": 1}", "/lease");
        if (!lease || lease->status >= 300)
            return lease.has_value();
        const QByteArray token = lease->field("Lock-Token");
        m_told.granted(m_record, numberAfter(token, "lease:"), before);
        const QByteArray proof = "Lock-Token: " + token + "\r\n";
        return put(proof) && ask("DELETE", proof, {}, "/lease").has_value();
    }

    QByteArray m_name;
    QByteArray m_record;
    std::mt19937 m_random;
    Connection m_connection;
    Told& m_told;
    int m_saves = 0;
};

/// All versions of \a record that the server has, with their fields.
std::map<qint64, QJsonObject> historyOf(Connection& connection, const QByteArray& record)
{
    std::map<qint64, QJsonObject> history;
    QByteArray page = placeOf(record) + "/versions";
    while (!page.isEmpty()) {
        const auto answer = connection.ask(requestOf("GET", page, "auditor"));
        if (!answer || answer->status != 200)
            return history;
        for (const auto& entry : QJsonDocument::fromJson(answer->body).array())
            history.emplace(
                entry.toObject().value(QLatin1String("version")).toInteger(),
                entry.toObject().value(QLatin1String("fields")).toObject());
        const qint64 before = numberAfter(answer->field("Link"), "before=");
        page = before < 0 ? QByteArray()
                          : placeOf(record) + "/versions?before=" + QByteArray::number(before);
    }
    return history;
}

void audit(quint16 port, Told& told)
{
    Connection connection(port);
    for (const QByteArray record : Records) {
        const auto history = historyOf(connection, record);
        for (const auto& [version, body] : told.versions(record)) {
            const QByteArray name = record + ": version " + QByteArray::number(version);
            const auto kept = history.find(version);
            if (kept == history.end())
                told.fail(name + " was acknowledged and is gone");
            else if (kept->second != QJsonDocument::fromJson(body).object())
                told.fail(name + " holds something else than was acknowledged");
        }
        const auto present = connection.ask(requestOf("GET", placeOf(record), "auditor"));
        const qint64 newest = told.newestVersion(record);
        if (newest > 0 && (!present || numberAfter(present->field("ETag"), "\"") < newest))
            told.fail(record + ": the newest version is older than one that was acknowledged");
    }
}

/// False when the server did not start.
bool round(const QString& program, const QString& file, bool withLeases, std::mt19937& random, Told& told)
{
    Served served(
        program,
        {QStringLiteral("--database"),
         file,
         QStringLiteral("--locking"),
         withLeases ? QStringLiteral("lease") : QStringLiteral("version")});
    if (served.port() == 0)
        return false;
    audit(served.port(), told);
    std::vector<std::thread> writers;
    for (int number = 1; number <= Writers; ++number) {
        writers.emplace_back([number, seed = static_cast<unsigned>(random()), port = served.port(), withLeases, &told] {
            Writer(number, seed, port, told).run(withLeases);
        });
    }
    const auto pause = std::uniform_int_distribution(Soonest, Latest)(random);
    std::this_thread::sleep_for(std::chrono::milliseconds(pause));
    served.kill();
    for (std::thread& writer : writers)
        writer.join();
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fputs("Usage: soak_crash PROGRAM [ROUNDS=50] [SEED=a new one]\n", stderr);
        return 2;
    }
    const int rounds = argc > 2 ? QByteArray(argv[2]).toInt() : 50;
    const unsigned seed = argc > 3 ? QByteArray(argv[3]).toUInt() : std::random_device()();
    std::printf("seed %u\n", seed);
    std::fflush(stdout);
    std::mt19937 random(seed);
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("records.db"));
    const QString program = QString::fromLocal8Bit(argv[1]);
    Told told;
    for (int number = 1; number <= rounds; ++number) {
        if (!round(program, file, number % 2 == 0, random, told))
            told.fail("the server did not start in round " + QByteArray::number(number));
        std::printf(
            "round %d: %lld saves and %lld leases so far\n",
            number,
            static_cast<long long>(told.saves()),
            static_cast<long long>(told.grants()));
        std::fflush(stdout);
    }
    const Served last(program, {QStringLiteral("--database"), file});
    audit(last.port(), told);
    for (const auto& [status, count] : told.refusals())
        std::printf("answered %d: %lld\n", status, static_cast<long long>(count));
    std::printf(
        "%d rounds, %lld acknowledged saves, %lld fencing tokens: %s\n",
        rounds,
        static_cast<long long>(told.saves()),
        static_cast<long long>(told.grants()),
        told.failures() == 0 ? "none lost, none repeated" : "FAILED");
    return told.failures() == 0 && told.saves() > 0 ? 0 : 1;
}
