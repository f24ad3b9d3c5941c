#include "core/transactions/isolationlevels.h"
#include "core/transactions/judgement.h"
#include "core/transactions/knownengines.h"
#include "core/transactions/refusalkind.h"
#include "core/transactions/transactionlesson.h"
#include "warningfreetest.h"

#include <QDir>
#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

/// What is said of levels and codes without an engine.
class TestIsolationLevels final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void everyLevel_hasAMeaning();
    void preventingLevel_preventsIt_data();
    void preventingLevel_preventsIt();
    void code_saysWhy_data();
    void code_saysWhy();
};

void TestIsolationLevels::everyLevel_hasAMeaning()
{
    for (const KnownEngine& engine : knownEngines()) {
        for (const QString& level : engine.levels)
            QVERIFY2(!levelMeaning(engine.name, level).isEmpty(), qPrintable(level));
        for (const QString& anomaly : anomalyTitles()) {
            const QString level = preventingLevel(engine.name, anomaly);
            QVERIFY2(level.isEmpty() || engine.levels.contains(level), qPrintable(level));
        }
        QCOMPARE(levelMeaning(engine.name, u"another"_s), QString());
        QVERIFY(!isSnapshotLevel(engine.name, u"read uncommitted"_s));
        QCOMPARE(preventingLevel(engine.name, QString()), QString());
    }
}

void TestIsolationLevels::preventingLevel_preventsIt_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(INTERLEAVE_TRANSACTIONS));
    for (const QString& name : folder.entryList({u"*.json"_s}, QDir::Files)) {
        if (!name.endsWith(u".schema.json"_s))
            QTest::newRow(name.toUtf8().constData()) << folder.filePath(name);
    }
}

/// By what the lessons come to, which is checked on the engines.
void TestIsolationLevels::preventingLevel_preventsIt()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto lesson = transactionLessonFromJson(file.readAll());
    QVERIFY(lesson);
    for (auto engine = lesson->expect.constBegin(); engine != lesson->expect.constEnd(); ++engine) {
        for (const LessonExpectation& expected : *engine) {
            const QString anomaly = expected.anomaly.value_or(QString());
            const QString level = preventingLevel(engine.key(), anomaly);
            QVERIFY(anomaly.isEmpty() || !level.isEmpty());
            // A lesson whose sessions have levels of their own is expected at one level only.
            if (!level.isEmpty() && engine->contains(level))
                QCOMPARE(engine->value(level).explained, std::optional(SerialVerdict::Explained));
        }
    }
}

void TestIsolationLevels::code_saysWhy_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("code");
    QTest::addColumn<RefusalKind>("kind");
    QTest::addColumn<bool>("isToRunAgain");
    QTest::addColumn<bool>("endsTransaction");
    const auto row = [](const char* engine, const char* code, RefusalKind kind, bool again, bool ends) {
        QTest::addRow("%s on %s", code, engine)
            << QString::fromLatin1(engine) << QString::fromLatin1(code) << kind << again << ends;
    };
    row("postgresql", "40001", RefusalKind::Serialization, true, true);
    row("postgresql", "40P01", RefusalKind::Deadlock, true, true);
    row("postgresql", "23505", RefusalKind::Unique, false, true);
    row("postgresql", "42601", RefusalKind::Other, false, true);
    row("mariadb", "1020", RefusalKind::Serialization, true, true);
    row("mariadb", "1213", RefusalKind::Deadlock, true, true);
    row("mariadb", "1205", RefusalKind::NoWait, false, false);
    row("mariadb", "1317", RefusalKind::Cancelled, false, false);
    row("sqlite", "517", RefusalKind::OldSnapshot, true, false);
    row("sqlite", "5", RefusalKind::Busy, true, false);
    row("sqlite", "262", RefusalKind::SharedCache, true, false);
    row("sqlite", "2067", RefusalKind::Unique, false, false);
    // Another engine's code says nothing here.
    row("sqlite", "40001", RefusalKind::Other, false, false);
}

void TestIsolationLevels::code_saysWhy()
{
    QFETCH(QString, engine);
    QFETCH(QString, code);
    QFETCH(RefusalKind, kind);
    QCOMPARE(refusalKind(engine, code), kind);
    QTEST(isToRunAgain(kind), "isToRunAgain");
    QTEST(endsTransaction(engine, code), "endsTransaction");
}

QTEST_GUILESS_MAIN(TestIsolationLevels)
#include "tst_isolationlevels.moc"
