#include "core/model/versiontree.h"
#include "warningfreetest.h"

#include <QTest>

#include <map>
#include <random>

using namespace interleave;

namespace {

using Line = LineCounts::Line;
using Changes = std::vector<LineCounts::Change>;

/// A line, and the same as a plain list of counts by author.
struct Both final
{
    Line line;
    std::map<quint32, qint64> counts;
};

Changes naiveChanges(const Both& from, const Both& to)
{
    std::map<quint32, qint64> difference = to.counts;
    for (const auto& [author, count] : from.counts)
        difference[author] -= count;
    Changes result;
    for (const auto& [author, change] : difference) {
        if (change != 0)
            result.push_back({author, change});
    }
    return result;
}

} // namespace

class TestLineCounts final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void counts_agreeWithPlainLists_data()
    {
        QTest::addColumn<quint32>("authors");
        QTest::newRow("one author") << quint32{1};
        QTest::newRow("two") << quint32{2};
        QTest::newRow("no power of two") << quint32{11};
        QTest::newRow("many") << quint32{1000};
    }
    void counts_agreeWithPlainLists()
    {
        QFETCH(quint32, authors);
        std::mt19937 random(authors);
        LineCounts counts;
        std::vector<Both> lines(1);
        for (int i = 0; i < 400; ++i) {
            Both both = lines[random() % lines.size()];
            const auto author = static_cast<quint32>(random() % authors);
            both.line = counts.with(both.line, author);
            ++both.counts[author];
            lines.push_back(both);
        }
        for (int i = 0; i < 2000; ++i) {
            const Both& from = lines[random() % lines.size()];
            const Both& to = lines[random() % lines.size()];
            QCOMPARE(counts.changes(from.line, to.line), naiveChanges(from, to));
            const auto author = static_cast<quint32>(random() % (2 * authors));
            const auto count = to.counts.find(author);
            QCOMPARE(counts.count(to.line, author), count == to.counts.end() ? 0 : count->second);
        }
    }

    void highestAuthorNumber_hasItsPlace()
    {
        LineCounts counts;
        const quint32 last = 0xFFFFFFFF;
        const Line line = counts.with(counts.with({}, 0), last);
        QCOMPARE(counts.changes({}, line), (Changes{{0, 1}, {last, 1}}));
    }

    /// Ten clients that write without having read what the others did: every commit changes to another line,
    /// of a tenth of all versions.
    void changingLines_takesAsLongHoweverLongTheyAre()
    {
        constexpr quint32 clients = 10;
        constexpr int rounds = 20'000;
        LineCounts counts;
        std::vector<Line> lines(clients);
        qint64 first = 0;
        qint64 last = 0;
        Line before;
        for (int round = 0; round < rounds; ++round) {
            qint64 compared = 0;
            for (quint32 client = 0; client < clients; ++client) {
                lines[client] = counts.with(lines[client], client);
                const Changes changes = counts.changes(before, lines[client], &compared);
                QVERIFY(changes.size() <= 2);
                before = lines[client];
            }
            first = round == 1 ? compared : first;
            last = compared;
        }
        QCOMPARE(last, first);
        QVERIFY(first <= qint64{clients} * 2 * 5);
        // A path from the root to a count for each version.
        QVERIFY(counts.size() <= std::size_t{clients} * rounds * 4 + 8);
    }
};

QTEST_APPLESS_MAIN(TestLineCounts)
#include "tst_linecounts.moc"
