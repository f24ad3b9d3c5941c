#pragma once

#include "gui/theme/appearance.h"

#include <QObject>

class QDBusConnection;
class QDBusPendingCallWatcher;
class QDBusVariant;
class QThread;

namespace interleave {

/// The desktop's colour preferences from the settings portal (org.freedesktop.portal.Settings, namespace
/// org.freedesktop.appearance), now and whenever they change. Never blocks: the bus is opened in a separate
/// thread. Without a bus or a portal, nothing is emitted.
class SettingsPortal final : public QObject
{
    Q_OBJECT

public:
    explicit SettingsPortal(QObject* parent = nullptr);
    ~SettingsPortal() override;

    /// Asks the portal on the session bus.
    void askSession();
    /// Asks \a service on \a connection; an empty name means the peer of a private connection.
    void ask(QDBusConnection connection, const QString& service);

    [[nodiscard]] const DesktopLook& look() const { return m_look; }

signals:
    void lookChanged(const interleave::DesktopLook& look);

private slots:
    void takeChange(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void takeAnswer(QDBusPendingCallWatcher& call);
    [[nodiscard]] static DesktopLook with(DesktopLook look, const QString& key, const QVariant& value);
    void setLook(const DesktopLook& look);

    DesktopLook m_look;
    /// Opens the session bus; null before askSession().
    QThread* m_opener = nullptr;
};

} // namespace interleave
