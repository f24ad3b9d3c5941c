#include "gui/theme/settingsportal.h"

#include <QDBusConnection>
#include <QDBusMetaType>
#include <QDBusServer>
#include <QDBusVariant>
#include <QSignalSpy>
#include <QTest>

using namespace interleave;

using Settings = QMap<QString, QVariantMap>;
Q_DECLARE_METATYPE(Settings)

namespace {

QString group()
{
    return QStringLiteral("org.freedesktop.appearance");
}

} // namespace

/// Answers as the settings portal of a desktop does.
class FakePortal final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    Settings settings;

    // The names are the protocol's.
    Q_SCRIPTABLE Settings ReadAll(const QStringList& groups)
    {
        return groups == QStringList{group()} ? settings : Settings();
    }

signals:
    Q_SCRIPTABLE void SettingChanged(const QString& inGroup, const QString& key, const QDBusVariant& value);
};

/// Over a private connection, so that no bus is needed.
class TestSettingsPortal final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qDBusRegisterMetaType<Settings>(); }
    void init();
    void cleanup();

    void desktop_isAsked_data();
    void desktop_isAsked();
    void changes_areHeard();
    void otherGroups_areNotMeant();
    void noPortal_saysNothing();
    void noBus_saysNothing();

private:
    void ask();
    void change(const QString& inGroup, const char* key, const QVariant& value);

    std::unique_ptr<QDBusServer> m_server;
    std::unique_ptr<FakePortal> m_fake;
    std::unique_ptr<SettingsPortal> m_portal;
    bool m_answers = true;
};

void TestSettingsPortal::init()
{
    m_answers = true;
    m_server = std::make_unique<QDBusServer>(QStringLiteral("unix:tmpdir=/tmp"));
    if (!m_server->isConnected())
        QSKIP("The D-Bus library is not installed.");
    m_server->setAnonymousAuthenticationAllowed(true);
    m_fake = std::make_unique<FakePortal>();
    m_portal = std::make_unique<SettingsPortal>();
    connect(m_server.get(), &QDBusServer::newConnection, this, [this](QDBusConnection connection) {
        if (m_answers) {
            connection.registerObject(
                QStringLiteral("/org/freedesktop/portal/desktop"),
                m_fake.get(),
                QDBusConnection::ExportScriptableContents);
        }
    });
}

void TestSettingsPortal::cleanup()
{
    m_portal.reset();
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
    emit m_fake->SettingChanged(inGroup, QLatin1String(key), QDBusVariant(value));
}

void TestSettingsPortal::desktop_isAsked_data()
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

void TestSettingsPortal::desktop_isAsked()
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

void TestSettingsPortal::changes_areHeard()
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

void TestSettingsPortal::otherGroups_areNotMeant()
{
    m_fake->settings = {{group(), {{QStringLiteral("color-scheme"), 1U}}}};
    const QSignalSpy changed(m_portal.get(), &SettingsPortal::lookChanged);
    ask();
    QTRY_COMPARE(changed.size(), 1);
    change(QStringLiteral("org.gnome.desktop.interface"), "color-scheme", QStringLiteral("prefer-light"));
    change(group(), "accent-color", QStringLiteral("red"));
    change(group(), "color-scheme", QStringLiteral("light"));
    // In order: when this one is here, the others were.
    change(group(), "contrast", 1U);
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(m_portal->look(), DesktopLook({true, true}));
}

void TestSettingsPortal::noPortal_saysNothing()
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

void TestSettingsPortal::noBus_saysNothing()
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
