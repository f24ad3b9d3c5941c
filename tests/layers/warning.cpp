#include "warningfreetest.h"

#include <QTest>

/// Logs a warning in a function and in a row, and one that it expects, to test that warnings fail a test.
class ProvokedWarning final : public interleave::WarningFreeTest
{
    Q_OBJECT

private slots:
    void expected()
    {
        QTest::ignoreMessage(QtWarningMsg, "expected");
        qWarning("expected");
    }
    void provoked() { qWarning("provoked"); }
    void row_data()
    {
        QTest::addColumn<bool>("warns");
        QTest::newRow("quiet") << false;
        QTest::newRow("warning") << true;
    }
    void row()
    {
        QFETCH(const bool, warns);
        if (warns)
            qWarning("of a row");
    }
    void prepared() { QVERIFY(m_isPrepared); }

private:
    void prepare() override { m_isPrepared = true; }

    bool m_isPrepared = false;
};

QTEST_GUILESS_MAIN(ProvokedWarning)

#include "warning.moc"
