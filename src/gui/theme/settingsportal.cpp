#include "gui/theme/settingsportal.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFileInfo>
#include <QThread>

namespace interleave {

namespace {

const QLatin1String Service("org.freedesktop.portal.Desktop");
const QLatin1String Path("/org/freedesktop/portal/desktop");
const QLatin1String Interface("org.freedesktop.portal.Settings");
const QLatin1String Group("org.freedesktop.appearance");
const QLatin1String ColourScheme("color-scheme");
const QLatin1String Contrast("contrast");
const QLatin1String ConnectionName("interleave-settings");

/// By group and key.
using Settings = QMap<QString, QVariantMap>;

// Values defined by the portal.
constexpr uint SchemeDark = 1;
constexpr uint SchemeLight = 2;
constexpr uint ContrastHigh = 1;

constexpr unsigned long LongestWaitMs = 200;

/// Without an address the library would start its own bus.
bool hasSessionBus()
{
    return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS") ||
           QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
}

} // namespace

SettingsPortal::SettingsPortal(QObject* parent)
    : QObject(parent)
{
    // Receiving an unregistered type would end the program.
    qDBusRegisterMetaType<Settings>();
}

SettingsPortal::~SettingsPortal()
{
    if (m_opener == nullptr)
        return;
    // Don't let a bus that does not answer keep the program from ending.
    if (m_opener->wait(LongestWaitMs)) {
        delete m_opener;
        QDBusConnection::disconnectFromBus(ConnectionName);
    }
}

void SettingsPortal::askSession()
{
    if (m_opener != nullptr || !hasSessionBus())
        return;
    m_opener =
        QThread::create([] { QDBusConnection::connectToBus(QDBusConnection::SessionBus, ConnectionName); });
    connect(m_opener, &QThread::finished, this, [this] { ask(QDBusConnection(ConnectionName), Service); });
    m_opener->start();
}

void SettingsPortal::ask(QDBusConnection connection, const QString& service)
{
    if (!connection.isConnected())
        return;
    QDBusMessage question =
        QDBusMessage::createMethodCall(service, Path, Interface, QStringLiteral("ReadAll"));
    question << QStringList{Group};
    auto* call = new QDBusPendingCallWatcher(connection.asyncCall(question), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call, connection, service]() mutable {
        // Connect only after the answer: if the question itself starts the service, signals connected before
        // are not always delivered.
        connection.connect(
            service,
            Path,
            Interface,
            QStringLiteral("SettingChanged"),
            this,
            SLOT(takeChange(QString, QString, QDBusVariant)));
        takeAnswer(*call);
        call->deleteLater();
    });
}

void SettingsPortal::takeAnswer(QDBusPendingCallWatcher& call)
{
    const QDBusPendingReply<Settings> reply = call;
    if (reply.isError())
        return;
    const QVariantMap settings = reply.value().value(Group);
    DesktopLook look;
    for (auto it = settings.cbegin(); it != settings.cend(); ++it)
        look = with(look, it.key(), it.value());
    setLook(look);
}

void SettingsPortal::takeChange(const QString& group, const QString& key, const QDBusVariant& value)
{
    if (group == Group)
        setLook(with(m_look, key, value.variant()));
}

DesktopLook SettingsPortal::with(DesktopLook look, const QString& key, const QVariant& value)
{
    bool isNumber = false;
    const uint number = value.toUInt(&isNumber);
    if (!isNumber)
        return look;
    if (key == ColourScheme) {
        look.dark = std::nullopt;
        if (number == SchemeDark || number == SchemeLight)
            look.dark = number == SchemeDark;
    } else if (key == Contrast) {
        look.highContrast = number == ContrastHigh;
    }
    return look;
}

void SettingsPortal::setLook(const DesktopLook& look)
{
    if (m_look == look)
        return;
    m_look = look;
    emit lookChanged(m_look);
}

} // namespace interleave
