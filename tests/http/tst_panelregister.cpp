#include "http/panelregister.h"

#include <QTest>

#include <thread>

using namespace interleave;

class TestPanelRegister final : public QObject
{
    Q_OBJECT

private slots:
    void panel_isKnownByItsPortOnly();
    void cut_isTakenOnce();
    void register_isSharedBetweenThreads();
};

void TestPanelRegister::panel_isKnownByItsPortOnly()
{
    PanelRegister panels;
    QCOMPARE(panels.panelAt(1000), QString());
    panels.add(1000, QStringLiteral("A"));
    panels.add(1001, QStringLiteral("B"));
    QCOMPARE(panels.panelAt(1000), QStringLiteral("A"));
    QCOMPARE(panels.panelAt(1001), QStringLiteral("B"));
    panels.remove(1000);
    QCOMPARE(panels.panelAt(1000), QString());
    panels.add(1001, QStringLiteral("C"));
    QCOMPARE(panels.panelAt(1001), QStringLiteral("C"));
}

void TestPanelRegister::cut_isTakenOnce()
{
    PanelRegister panels;
    QVERIFY(!panels.takeCut(QStringLiteral("A")));
    panels.cutNext(QStringLiteral("A"));
    QVERIFY(!panels.takeCut(QStringLiteral("B")));
    QVERIFY(panels.takeCut(QStringLiteral("A")));
    QVERIFY(!panels.takeCut(QStringLiteral("A")));
}

void TestPanelRegister::register_isSharedBetweenThreads()
{
    PanelRegister panels;
    std::thread panel([&panels] {
        for (quint16 port = 1; port < 5000; ++port) {
            panels.add(port, QStringLiteral("A"));
            if (port % 2 == 0)
                panels.remove(port);
        }
    });
    qsizetype found = 0;
    for (int i = 0; i < 5000; ++i)
        found += panels.panelAt(1).size();
    panel.join();
    QVERIFY(found <= 5000);
    QCOMPARE(panels.panelAt(4999), QStringLiteral("A"));
    QCOMPARE(panels.panelAt(4998), QString());
}

QTEST_GUILESS_MAIN(TestPanelRegister)
#include "tst_panelregister.moc"
