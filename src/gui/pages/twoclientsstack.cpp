#include "gui/pages/twoclientspage.h"

#include "ui_twoclientspage.h"

#include "gui/inspector/inspector.h"

namespace interleave {

void TwoClientsPage::setStack(const QString& id)
{
    m_stack = id;
    if (m_inspector != nullptr)
        m_inspector->setStack(id);
}

Inspector* TwoClientsPage::makeInspector()
{
    auto* inspector = new Inspector(m_ui->sidePanel);
    inspector->setObjectName(QStringLiteral("inspector"));
    inspector->setStack(m_stack);
    connect(inspector, &Inspector::stackChosen, this, [this](const QString& id) {
        if (m_stack == id)
            return;
        m_stack = id;
        emit stackChosen(id);
    });
    return inspector;
}

} // namespace interleave
