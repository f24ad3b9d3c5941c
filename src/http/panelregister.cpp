#include "http/panelregister.h"

namespace interleave {

void PanelRegister::add(quint16 port, const QString& panel)
{
    const std::lock_guard lock(m_mutex);
    m_panels.insert(port, panel);
}

void PanelRegister::remove(quint16 port)
{
    const std::lock_guard lock(m_mutex);
    m_panels.remove(port);
}

QString PanelRegister::panelAt(quint16 port) const
{
    const std::lock_guard lock(m_mutex);
    return m_panels.value(port);
}

void PanelRegister::cutNext(const QString& panel)
{
    const std::lock_guard lock(m_mutex);
    m_cuts.insert(panel);
}

bool PanelRegister::takeCut(const QString& panel)
{
    const std::lock_guard lock(m_mutex);
    return m_cuts.remove(panel);
}

} // namespace interleave
