#include "http/panelconnections.h"
#include "warningfreetest.h"

#include <QTest>

#include <thread>

using namespace interleave;

namespace {

Endpoint at(quint16 port)
{
    return {QHostAddress(QHostAddress::LocalHost), port};
}

} // namespace

class TestPanelConnections final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void panel_isKnownByItsAddressAndPort();
    void cut_appliesOnce();
    void requests_areBegunInOrder();
    void requestOfAPanelThatLeft_isWithdrawn();
    void endpoint_isFreeOnceTheServerClosedIt_data();
    void endpoint_isFreeOnceTheServerClosedIt();
    void connections_areThreadSafe();
};

void TestPanelConnections::panel_isKnownByItsAddressAndPort()
{
    PanelConnections panels;
    QCOMPARE(panels.panelAt(at(1000)), QString());
    panels.add(at(1000), QStringLiteral("A"));
    panels.add(at(1001), QStringLiteral("B"));
    QCOMPARE(panels.panelAt(at(1000)), QStringLiteral("A"));
    QCOMPARE(panels.panelAt(at(1001)), QStringLiteral("B"));
    // The same port of another address of this machine belongs to an outside client.
    const Endpoint neighbour{QHostAddress(QStringLiteral("127.0.0.2")), 1000};
    const Endpoint newer{QHostAddress(QHostAddress::LocalHostIPv6), 1000};
    QCOMPARE(panels.panelAt(neighbour), QString());
    QVERIFY(!panels.begin(newer));
    panels.forget(neighbour);
    panels.remove(newer);
    QCOMPARE(panels.panelAt(at(1000)), QStringLiteral("A"));
    panels.remove(at(1000));
    QCOMPARE(panels.panelAt(at(1000)), QString());
    panels.add(at(1001), QStringLiteral("C"));
    QCOMPARE(panels.panelAt(at(1001)), QStringLiteral("C"));
}

void TestPanelConnections::cut_appliesOnce()
{
    PanelConnections panels;
    QVERIFY(!panels.takeCut(QStringLiteral("A")));
    panels.cutNext(QStringLiteral("A"));
    QVERIFY(!panels.takeCut(QStringLiteral("B")));
    QVERIFY(panels.takeCut(QStringLiteral("A")));
    QVERIFY(!panels.takeCut(QStringLiteral("A")));
}

void TestPanelConnections::requests_areBegunInOrder()
{
    const QString a = QStringLiteral("A");
    PanelConnections panels;
    QVERIFY(!panels.begin(at(1000)));
    panels.add(at(1000), a);
    const qint64 first = panels.newTicket();
    const qint64 second = panels.newTicket();
    QVERIFY(first != second && first != 0);
    panels.announce(at(1000), {a, Purpose::Reload, first});
    panels.announce(at(1000), {a, Purpose::Merge, second, true});
    QVERIFY(!panels.hasBegun(a, first));
    auto request = panels.begin(at(1000));
    QVERIFY(request && request->purpose == Purpose::Reload && request->ticket == first && !request->isCut);
    QVERIFY(panels.hasBegun(a, first));
    QVERIFY(!panels.hasBegun(a, second));
    request = panels.begin(at(1000));
    QVERIFY(request && request->purpose == Purpose::Merge && request->ticket == second && request->isCut);
    QVERIFY(panels.hasBegun(a, second));
    // A request that was not announced still belongs to the panel.
    request = panels.begin(at(1000));
    QVERIFY(request && request->panel == a && request->ticket == 0 && request->purpose == Purpose::Plain);
}

void TestPanelConnections::requestOfAPanelThatLeft_isWithdrawn()
{
    const QString a = QStringLiteral("A");
    PanelConnections panels;
    panels.add(at(1000), a);
    const qint64 ticket = panels.newTicket();
    panels.announce(at(1000), {a, Purpose::Overwrite, ticket});
    panels.remove(at(1000));
    const auto request = panels.begin(at(1000));
    QVERIFY(request && request->isWithdrawn);
    QVERIFY(!panels.hasBegun(a, ticket));
    // Nothing else can come from it.
    QVERIFY(!panels.begin(at(1000)));
}

void TestPanelConnections::endpoint_isFreeOnceTheServerClosedIt_data()
{
    QTest::addColumn<bool>("panelFirst");
    QTest::newRow("the panel's end first") << true;
    QTest::newRow("the server's end first") << false;
}

void TestPanelConnections::endpoint_isFreeOnceTheServerClosedIt()
{
    QFETCH(bool, panelFirst);
    PanelConnections panels;
    panels.add(at(1000), QStringLiteral("A"));
    if (panelFirst)
        panels.remove(at(1000));
    panels.forget(at(1000));
    // Also before the panel notices: the port may be another program's by then.
    QVERIFY(!panels.begin(at(1000)));
    QCOMPARE(panels.panelAt(at(1000)), QString());
    if (!panelFirst)
        panels.remove(at(1000));
    QVERIFY(!panels.begin(at(1000)));
}

void TestPanelConnections::connections_areThreadSafe()
{
    PanelConnections panels;
    std::thread panel([&panels] {
        for (quint16 port = 1; port < 5000; ++port) {
            panels.add(at(port), QStringLiteral("A"));
            if (port % 2 == 0)
                panels.remove(at(port));
        }
    });
    qsizetype found = 0;
    for (int i = 0; i < 5000; ++i)
        found += panels.panelAt(at(1)).size();
    panel.join();
    QVERIFY(found <= 5000);
    QCOMPARE(panels.panelAt(at(4999)), QStringLiteral("A"));
    QCOMPARE(panels.panelAt(at(4998)), QString());
}

QTEST_GUILESS_MAIN(TestPanelConnections)
#include "tst_panelconnections.moc"
