#include "gui/theme/settingsportal.h"
#include "warningfreetest.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusServer>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QSignalSpy>
#include <QTest>

using namespace interleave;

using Settings = QMap<QString, QVariantMap>;

namespace {

QString portalPath()
{
    return QStringLiteral("/org/freedesktop/portal/desktop");
}

QString portalInterface()
{
    return QStringLiteral("org.freedesktop.portal.Settings");
}

QString group()
{
    return QStringLiteral("org.freedesktop.appearance");
}

} // namespace

/// Answers like a desktop's settings portal, with raw values, so that the test does not register a type which
/// the program must register.
class FakePortal final : public QDBusVirtualObject
{
    Q_OBJECT

public:
    Settings settings;

    [[nodiscard]] QString introspect(const QString&) const override { return {}; }

    bool handleMessage(const QDBusMessage& message, const QDBusConnection& connection) override
    {
        if (message.member() != QLatin1String("ReadAll") || message.interface() != portalInterface())
            return false;
        QDBusArgument answer;
        answer.beginMap(QMetaType::fromType<QString>(), QMetaType::fromType<QVariantMap>());
        for (auto it = settings.cbegin(); it != settings.cend(); ++it) {
            if (!message.arguments().value(0).toStringList().contains(it.key()))
                continue;
            answer.beginMapEntry();
            answer << it.key() << it.value();
            answer.endMapEntry();
        }
        answer.endMap();
        return connection.send(message.createReply(QVariant::fromValue(answer)));
    }
};

/// Uses a private connection, so that no bus is needed.
class TestSettingsPortal final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void cleanup();

    void portal_isAsked_data();
    void portal_isAsked();
    void changes_areReceived();
    void otherGroups_areIgnored();
    void missingPortal_emitsNothing();
    void missingBus_emitsNothing();

private:
    void prepare() override;

    void ask();
    void change(const QString& inGroup, const char* key, const QVariant& value);

    std::unique_ptr<QDBusServer> m_server;
    std::unique_ptr<FakePortal> m_fake;
    /// The portal's end of the connection.
    std::optional<QDBusConnection> m_connection;
    std::unique_ptr<SettingsPortal> m_portal;
    bool m_answers = true;
};

void TestSettingsPortal::prepare()
{
    m_answers = true;
    m_server = std::make_unique<QDBusServer>(QStringLiteral("unix:tmpdir=/tmp"));
    if (!m_server->isConnected())
        QSKIP("The D-Bus library is not installed.");
    m_server->setAnonymousAuthenticationAllowed(true);
    m_fake = std::make_unique<FakePortal>();
    m_portal = std::make_unique<SettingsPortal>();
    connect(m_server.get(), &QDBusServer::newConnection, this, [this](QDBusConnection connection) {
        if (m_answers)
            connection.registerVirtualObject(portalPath(), m_fake.get());
        m_connection = connection;
    });
}

void TestSettingsPortal::cleanup()
{
    m_portal.reset();
    m_connection.reset();
    QDBusConnection::disconnectFromPeer(QStringLiteral("test"));
    m_server.reset();
    m_fake.reset();
}

void TestSettingsPortal::ask()
{
    m_portal->ask(QDBusConnection::connectToPeer(m_server->address(), QStringLiteral("test")), QString());
}

void TestSettingsPortal::change(const QString& inGroup, const char* key, const QVariant& value)
{
    QDBusMessage changed =
        QDBusMessage::createSignal(portalPath(), portalInterface(), QStringLiteral("SettingChanged"));
    changed << inGroup << QString::fromLatin1(key) << QVariant::fromValue(QDBusVariant(value));
    m_connection->send(changed);
}

void TestSettingsPortal::portal_isAsked_data()
{
    QTest::addColumn<QVariantMap>("settings");
    QTest::addColumn<int>("dark");
    QTest::addColumn<bool>("highContrast");
    const QString scheme = QStringLiteral("color-scheme");
    const QString contrast = QStringLiteral("contrast");
    QTest::newRow("prefers dark") << QVariantMap{{scheme, 1U}} << 1 << false;
    QTest::newRow("prefers light") << QVariantMap{{scheme, 2U}} << 0 << false;
    QTest::newRow("more contrast") << QVariantMap{{scheme, 0U}, {contrast, 1U}} << -1 << true;
    QTest::newRow("dark, more contrast") << QVariantMap{{scheme, 1U}, {contrast, 1U}} << 1 << true;
}

void TestSettingsPortal::portal_isAsked()
{
    QFETCH(QVariantMap, settings);
    QFETCH(int, dark);
    QFETCH(bool, highContrast);
    m_fake->settings = {{group(), settings}};
    const QSignalSpy changed(m_portal.get(), &SettingsPortal::lookChanged);
    ask();
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(m_portal->look().highContrast, highContrast);
    QCOMPARE(m_portal->look().dark, dark < 0 ? std::nullopt : std::optional(dark == 1));
}

void TestSettingsPortal::changes_areReceived()
{
    m_fake->settings = {{group(), {{QStringLiteral("color-scheme"), 2U}}}};
    const QSignalSpy changed(m_portal.get(), &SettingsPortal::lookChanged);
    ask();
    QTRY_COMPARE(changed.size(), 1);
    change(group(), "color-scheme", 1U);
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(m_portal->look(), DesktopLook({true, false}));
    change(group(), "contrast", 1U);
    QTRY_COMPARE(changed.size(), 3);
    QCOMPARE(m_portal->look(), DesktopLook({true, true}));
    change(group(), "color-scheme", 0U);
    QTRY_COMPARE(changed.size(), 4);
    QCOMPARE(m_portal->look(), DesktopLook({std::nullopt, true}));
}

void TestSettingsPortal::otherGroups_areIgnored()
{
    m_fake->settings = {{group(), {{QStringLiteral("color-scheme"), 1U}}}};
    const QSignalSpy changed(m_portal.get(), &SettingsPortal::lookChanged);
    ask();
    QTRY_COMPARE(changed.size(), 1);
    change(QStringLiteral("org.gnome.desktop.interface"), "color-scheme", QStringLiteral("prefer-light"));
    change(group(), "accent-color", QStringLiteral("red"));
    change(group(), "color-scheme", QStringLiteral("light"));
    // Messages arrive in order: when this one is here, the others were, too.
    change(group(), "contrast", 1U);
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(m_portal->look(), DesktopLook({true, true}));
}

void TestSettingsPortal::missingPortal_emitsNothing()
{
    m_answers = false;
    const QSignalSpy changed(m_portal.get(), &SettingsPortal::lookChanged);
    ask();
    auto* call = m_portal->findChild<QObject*>();
    QVERIFY(call != nullptr);
    const QSignalSpy gone(call, &QObject::destroyed);
    QTRY_COMPARE(gone.size(), 1);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(m_portal->look(), DesktopLook());
}

void TestSettingsPortal::missingBus_emitsNothing()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    const QSignalSpy changed(m_portal.get(), &SettingsPortal::lookChanged);
    m_portal->askSession();
    m_portal.reset();
    QVERIFY(!QDBusConnection(QStringLiteral("interleave-settings")).isConnected());
    QCOMPARE(changed.size(), 0);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
}

QTEST_GUILESS_MAIN(TestSettingsPortal)

#include "tst_settingsportal.moc"
