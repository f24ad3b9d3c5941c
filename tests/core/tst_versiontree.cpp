#include "core/journalbuilder.h"
#include "core/model/versiontree.h"
#include "warningfreetest.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace interleave;
using namespace interleave::testing;

namespace {

const QString a = QStringLiteral("A");
const QString b = QStringLiteral("B");

/// The definitions of the line, of lost and of restored, implemented directly and slowly.
class NaiveModel final
{
public:
    void append(qint64 base, bool isNobodys)
    {
        m_bases.push_back(base);
        m_nobodys.push_back(isNobodys);
    }

    [[nodiscard]] std::set<qint64> line(qint64 tip) const
    {
        std::set<qint64> result;
        for (qint64 number = tip; number != 0; number = m_bases[static_cast<std::size_t>(number - 1)])
            result.insert(number);
        return result;
    }

    [[nodiscard]] qint64 lostCount(qint64 tip) const
    {
        const std::set<qint64> kept = line(tip);
        qint64 lost = 0;
        for (qint64 number = 1; number <= tip; ++number)
            lost += !isNobodys(number) && !kept.contains(number);
        return lost;
    }

    /// Clients' versions on the line of \a from and not on that of \a to, newest first.
    [[nodiscard]] std::vector<qint64> missing(qint64 from, qint64 to) const
    {
        const std::set<qint64> kept = line(to);
        std::vector<qint64> result;
        for (const qint64 number : line(from)) {
            if (!isNobodys(number) && !kept.contains(number) && number <= from)
                result.insert(result.begin(), number);
        }
        return result;
    }

private:
    [[nodiscard]] bool isNobodys(qint64 number) const
    {
        return m_nobodys[static_cast<std::size_t>(number - 1)];
    }

    std::vector<qint64> m_bases;
    std::vector<bool> m_nobodys;
};

/// Who wrote \a numbers, and how many of them.
std::map<QString, qint64> authorsOf(const std::vector<qint64>& numbers, const VersionTree& tree)
{
    std::map<QString, qint64> counts;
    for (const qint64 number : numbers)
        ++counts[tree.at(number).author];
    return counts;
}

std::map<QString, qint64> byAuthor(const std::vector<AuthorCount>& counts)
{
    std::map<QString, qint64> result;
    for (const AuthorCount& count : counts)
        result.emplace(count.author, count.count);
    return result;
}

/// What is on the line of \a number and not on that of the version before, less what is there and not here.
std::map<QString, qint64>
movedBy(const std::vector<qint64>& added, const std::vector<qint64>& removed, const VersionTree& tree)
{
    std::map<QString, qint64> result = authorsOf(added, tree);
    for (const auto& [author, count] : authorsOf(removed, tree))
        result[author] -= count;
    std::erase_if(result, [](const auto& entry) { return entry.second == 0; });
    return result;
}

Event commit(qint64 version, std::optional<qint64> base, const QString& author, qint64 number)
{
    Event event;
    event.action = Action::Write;
    event.verdict = Verdict::Saved;
    event.client = author;
    event.record = QStringLiteral("item");
    event.version = version;
    event.base = base;
    event.after = stock(number);
    return event;
}

} // namespace

class TestVersionTree final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void tree_agreesWithANaiveModel_data()
    {
        QTest::addColumn<unsigned>("seed");
        QTest::addColumn<int>("reach");
        QTest::addColumn<bool>("hasStart");
        QTest::newRow("mostly in order") << 1u << 2 << true;
        QTest::newRow("a few versions back") << 2u << 8 << true;
        QTest::newRow("any version as base") << 3u << 100'000 << true;
        QTest::newRow("a record that a client created") << 4u << 5 << false;
    }
    void tree_agreesWithANaiveModel()
    {
        QFETCH(unsigned, seed);
        QFETCH(int, reach);
        QFETCH(bool, hasStart);
        std::mt19937 random(seed);
        VersionTree tree = hasStart ? VersionTree(standardRecord()) : VersionTree();
        NaiveModel model;
        if (hasStart)
            model.append(0, true);
        constexpr qint64 versions = 300;
        for (qint64 number = hasStart ? 2 : 1; number <= versions; ++number) {
            const bool blind = number == 1 || random() % 40 == 0;
            const qint64 oldest = std::max<qint64>(1, number - reach);
            const qint64 base =
                blind ? 0 : oldest + static_cast<qint64>(random() % static_cast<unsigned>(number - oldest));
            const QString author = QString::number(random() % 7);
            tree.append(commit(number, blind ? std::nullopt : std::optional(base), author, number));
            model.append(base, false);
            QCOMPARE(tree.lostCount(number), model.lostCount(number));
            if (number > 1) {
                const auto lost = model.missing(number - 1, number);
                QCOMPARE(tree.superseded(number), lost);
                QCOMPARE(tree.overwritten(number), static_cast<qint64>(lost.size()));
                QCOMPARE(byAuthor(tree.lostBy(number)), authorsOf(lost, tree));
                const auto back = base == 0 ? std::vector<qint64>() : model.missing(base, number - 1);
                QCOMPARE(tree.restored(number), back);
                const auto added = model.missing(number, number - 1);
                QCOMPARE(byAuthor(tree.moved(number)), movedBy(added, lost, tree));
            }
        }
        for (int i = 0; i < 3000; ++i) {
            const qint64 tip = 1 + static_cast<qint64>(random() % versions);
            const qint64 number = 1 + static_cast<qint64>(random() % versions);
            QCOMPARE(tree.isOnLine(number, tip), model.line(tip).contains(number));
        }
        QCOMPARE(tree.first(), 1);
        QCOMPARE(tree.last(), versions);
    }

    void lostCount_isWhatAddersMiss_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 5; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void lostCount_isWhatAddersMiss()
    {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        JournalBuilder builder;
        const QStringList clients{a, b, QStringLiteral("C"), QStringLiteral("D")};
        qint64 commits = 0;
        for (int i = 0; i < 2000; ++i) {
            const QString& client = clients.at(static_cast<qsizetype>(random() % 4));
            const Copy copy = builder.now().client(client).copyOf(QStringLiteral("item"));
            if (!copy.held || random() % 3 == 0) {
                builder.read(client);
                continue;
            }
            builder.save(
                client, stock(std::get<qint64>(*copy.held->fields.find(QStringLiteral("stock"))) + 1));
            ++commits;
        }
        const Snapshot& now = builder.now();
        const qint64 final =
            std::get<qint64>(*now.record(QStringLiteral("item"))->fields.find(QStringLiteral("stock")));
        const qint64 lost = now.lostCount(QStringLiteral("item"));
        QVERIFY(lost > 0);
        QCOMPARE(lost, commits - (final - 10));
        QCOMPARE(stockThatShouldBe(now, QStringLiteral("item")), std::optional(10 + commits));
        qint64 lostByClient = 0;
        for (const ClientState& client : now.clients())
            lostByClient += client.lost();
        QCOMPARE(lostByClient, lost);
    }

    void blindWrite_losesEverybodysChanges()
    {
        JournalBuilder builder;
        builder.read(a).save(a, stock(7)).save(a, stock(6));
        builder.put(QStringLiteral("curl"), stock(1));
        const VersionTree* tree = builder.now().tree(QStringLiteral("item"));
        QCOMPARE(tree->at(4).base, 0);
        QCOMPARE(tree->superseded(4), (std::vector<qint64>{3, 2}));
        QCOMPARE(tree->lostCount(4), 2);
        QVERIFY(tree->isOnLine(4, 4) && !tree->isOnLine(1, 4));
    }

    void initialVersion_cannotBeLost()
    {
        JournalBuilder builder;
        builder.put(QStringLiteral("curl"), stock(1));
        QCOMPARE(builder.now().lostCount(QStringLiteral("item")), 0);
        QVERIFY(lostUpdates(builder.last(), builder.journal().trees()).isEmpty());
    }

    void save_restoresItsBase()
    {
        JournalBuilder builder;
        builder.read(a).read(b).save(a, stock(7)).save(b, stock(8)).save(a, stock(6));
        const VersionTree* tree = builder.now().tree(QStringLiteral("item"));
        QCOMPARE(tree->superseded(4), (std::vector<qint64>{3}));
        QCOMPARE(tree->restored(4), (std::vector<qint64>{2}));
        QCOMPARE(tree->lostCount(4), 1);
        QCOMPARE(builder.now().client(a).lost(), 0);
        QCOMPARE(builder.now().client(b).lost(), 1);
    }

    void lostUpdate_namesValuesAndClients()
    {
        const JournalBuilder builder = lesson(Locking::Off);
        const LostField field{
            QStringLiteral("stock"), Value(qint64{10}), Value(qint64{7}), Value(qint64{8}), false};
        const QList<LostUpdate> expected{{QStringLiteral("item"), 2, a, 3, b, {field}}};
        QCOMPARE(lostUpdates(builder.last(), builder.journal().trees()), expected);
    }

    void lostUpdate_marksUnchangedFields()
    {
        JournalBuilder builder;
        builder.read(a).read(b).save(a, named(QStringLiteral("Lamp"))).save(b, stock(8));
        const LostField field{
            QStringLiteral("name"),
            Value(QStringLiteral("Desk lamp")),
            Value(QStringLiteral("Lamp")),
            Value(QStringLiteral("Desk lamp")),
            true};
        const auto lost = lostUpdates(builder.last(), builder.journal().trees());
        QCOMPARE(lost.size(), 1);
        QCOMPARE(lost.first().fields, QList<LostField>{field});
    }

    void lostUpdate_withAnEqualValueHasNoField()
    {
        JournalBuilder builder;
        builder.read(a).read(b).save(a, stock(9)).save(b, stock(9));
        const auto lost = lostUpdates(builder.last(), builder.journal().trees());
        QCOMPARE(lost.size(), 1);
        QVERIFY(lost.first().fields.isEmpty());
        QCOMPARE(stockThatShouldBe(builder.now(), QStringLiteral("item")), std::optional<qint64>(8));
    }

    void otherEvents_haveNoLostUpdate()
    {
        const JournalBuilder builder = lesson(Locking::Version);
        for (qint64 seq = 1; seq <= builder.journal().size(); ++seq)
            QVERIFY(lostUpdates(builder.journal().event(seq), builder.journal().trees()).isEmpty());
    }

    void unknownBase_countsAsNone()
    {
        VersionTree tree(standardRecord());
        tree.append(commit(2, 17, a, 1));
        tree.append(commit(3, 3, a, 2));
        QCOMPARE(tree.at(2).base, 0);
        QCOMPARE(tree.at(3).base, 0);
    }
};

QTEST_GUILESS_MAIN(TestVersionTree)
#include "tst_versiontree.moc"
