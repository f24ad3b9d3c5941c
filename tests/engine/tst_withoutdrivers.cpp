#include "engine/databases/enginetable.h"
#include "warningfreetest.h"

#include <QCoreApplication>
#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

/// A machine that has the servers, but not Qt's drivers for them.
class TestWithoutDrivers final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void missingDriver_isNamedWithItsPackage();
};

void TestWithoutDrivers::missingDriver_isNamedWithItsPackage()
{
    const QStringList packages{u"libqt6sql6-sqlite"_s, u"libqt6sql6-psql"_s, u"libqt6sql6-mysql"_s};
    const QList<EngineEntry> entries = engineTable();
    QCOMPARE(entries.size(), packages.size());
    for (int i = 0; i < entries.size(); ++i) {
        const auto engine = entries.at(i).start();
        QVERIFY(!engine);
        QVERIFY2(
            engine.error().startsWith(u"Qt’s driver for %1 is missing"_s.arg(entries.at(i).title)) &&
                engine.error().contains(packages.at(i)),
            qPrintable(engine.error()));
    }
}

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    // Before the drivers are looked for the first time.
    QCoreApplication::setLibraryPaths({});
    TestWithoutDrivers test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_withoutdrivers.moc"
