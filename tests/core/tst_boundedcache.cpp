#include "core/values/boundedcache.h"
#include "warningfreetest.h"

#include <QString>
#include <QTest>

using namespace interleave;

class TestBoundedCache final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void leastRecentlyUsed_isDroppedFirst()
    {
        BoundedCache<int, QString> cache(100);
        cache.put(1, QStringLiteral("one"), 40);
        cache.put(2, QStringLiteral("two"), 40);
        QCOMPARE(*cache.find(1), QStringLiteral("one"));
        cache.put(3, QStringLiteral("three"), 40);
        QVERIFY(cache.find(2) == nullptr);
        QVERIFY(cache.find(1) != nullptr);
        QVERIFY(cache.find(3) != nullptr);
        QCOMPARE(cache.bytes(), 80);
    }

    void newest_staysWhateverItsSize()
    {
        BoundedCache<int, QString> cache(100);
        cache.put(1, QStringLiteral("one"), 40);
        QString& large = cache.put(2, QStringLiteral("large"), 0);
        cache.resize(2, 1000);
        QCOMPARE(large, QStringLiteral("large"));
        QCOMPARE(cache.size(), std::size_t{1});
        cache.put(3, QStringLiteral("three"), 1);
        QCOMPARE(cache.bytes(), 1);
    }

    void bytes_areTheSumOfTheEntries()
    {
        BoundedCache<int, QString> cache(100);
        cache.put(1, QStringLiteral("one"), 40);
        cache.put(1, QStringLiteral("again"), 30);
        QCOMPARE(cache.bytes(), 30);
        cache.erase(2);
        cache.erase(1);
        QCOMPARE(cache.bytes(), 0);
        cache.put(4, QStringLiteral("four"), 10);
        cache.clear();
        QCOMPARE(cache.bytes(), 0);
        QVERIFY(cache.find(4) == nullptr);
    }
};

QTEST_GUILESS_MAIN(TestBoundedCache)
#include "tst_boundedcache.moc"
