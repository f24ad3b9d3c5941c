#pragma once

#include <QHash>
#include <QSet>
#include <QString>

#include <mutex>

namespace interleave {

/// Which connections are this process's own panels, by the local port they come from: a mark that no byte on
/// the wire carries, so that no stranger can forge it. Thread-safe.
class PanelRegister final
{
public:
    void add(quint16 port, const QString& panel);
    void remove(quint16 port);
    /// Empty for a stranger.
    [[nodiscard]] QString panelAt(quint16 port) const;
    /// The answer to the panel's next save is to be lost: the server commits, and cuts the connection.
    void cutNext(const QString& panel);
    /// True once after cutNext().
    [[nodiscard]] bool takeCut(const QString& panel);

private:
    mutable std::mutex m_mutex;
    QHash<quint16, QString> m_panels;
    QSet<QString> m_cuts;
};

} // namespace interleave
