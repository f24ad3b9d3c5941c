#pragma once

#include "gui/theme/appearance.h"

#include <QObject>

class QDBusConnection;
class QDBusPendingCallWatcher;
class QDBusVariant;
class QThread;

namespace interleave {

/// What the desktop says of its colours through the settings portal (org.freedesktop.portal.Settings,
/// namespace org.freedesktop.appearance), now and whenever that changes. Nothing here waits: the bus is
/// opened in a thread of its own, and where there is no bus or no portal nothing is ever said.
class SettingsPortal final : public QObject
{
    Q_OBJECT

public:
    explicit SettingsPortal(QObject* parent = nullptr);
    ~SettingsPortal() override;

    /// Asks the portal on the session bus.
    void askSession();
    /// Asks whoever is \a service on \a connection; an empty name is the other end of a private connection.
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
    /// Opens the session bus; null when it was not asked for.
    QThread* m_opener = nullptr;
};

} // namespace interleave
