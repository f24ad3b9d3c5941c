#include "core/model/locking.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;

class TestLocking final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void names_areThoseOfFiles()
    {
        QStringList names;
        for (const Locking locking : allLocking())
            names.append(toName(locking));
        QCOMPARE(
            names,
            (QStringList{
                QStringLiteral("off"),
                QStringLiteral("version"),
                QStringLiteral("timestamp"),
                QStringLiteral("lease")}));
    }

    void name_isReadBack()
    {
        for (const Locking locking : allLocking())
            QCOMPARE(lockingFromName(toName(locking)), std::optional(locking));
    }

    void name_isRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("nothing") << QString();
        QTest::newRow("another case") << QStringLiteral("Off");
        QTest::newRow("blanks around") << QStringLiteral(" off");
        QTest::newRow("a word that is none") << QStringLiteral("optimistic");
    }
    void name_isRefused()
    {
        QFETCH(QString, name);
        QVERIFY(!lockingFromName(name));
    }

    /// What is null is said elsewhere, as core/model/locking.h tells.
    void row_isWhole()
    {
        for (const Locking locking : AllLocking) {
            const LockingRule& rule = ruleOf(locking);
            const bool isOn = locking != Locking::Off;
            for (const char* text :
                 {rule.name,
                  rule.header,
                  rule.where,
                  rule.title,
                  rule.columnTitle,
                  rule.status,
                  rule.shortStatus,
                  rule.beginning.title,
                  rule.beginning.story,
                  rule.beginning.wayOn.name,
                  rule.beginning.wayOn.how,
                  rule.missing.outcome,
                  rule.missing.story,
                  rule.missing.wayOn.name,
                  rule.missing.wayOn.how})
                QVERIFY2(text != nullptr && *text != '\0', rule.name);
            QCOMPARE(rule.proof != Proof::None, isOn);
            QCOMPARE(*rule.deciding != '\0', isOn);
            QCOMPARE(rule.demand != nullptr, isOn);
            QCOMPARE(rule.missing.detail != nullptr, rule.proof != Proof::Lease);
            QCOMPARE(rule.clock != nullptr, !rule.comparesDates && !rule.holdsLeases);
        }
    }

    void titles_areForPeople()
    {
        QCOMPARE(toTitle(Locking::Off), QStringLiteral("Off"));
        QCOMPARE(toTitle(Locking::Version), QStringLiteral("Version"));
        QCOMPARE(toTitle(Locking::Timestamp), QStringLiteral("Timestamp"));
        QCOMPARE(toTitle(Locking::Lease), QStringLiteral("Lease"));
        QCOMPARE(toStatus(Locking::Off), QStringLiteral("Off · last save wins"));
        QCOMPARE(toStatus(Locking::Version), QStringLiteral("On · old versions refused"));
        QCOMPARE(toStatus(Locking::Timestamp), QStringLiteral("On · compares dates"));
        QCOMPARE(toStatus(Locking::Lease), QStringLiteral("On · one holder at a time"));
    }
};

QTEST_GUILESS_MAIN(TestLocking)
#include "tst_locking.moc"
