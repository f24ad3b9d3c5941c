#include "gui/window/collapsingbar.h"

#include <QEvent>
#include <QLayout>
#include <QTimer>
#include <QWidget>

namespace interleave {

CollapsingBar::CollapsingBar(QWidget& bar, QList<Step> steps)
    : QObject(&bar)
    , m_bar(bar)
    , m_steps(std::move(steps))
{
    m_bar.installEventFilter(this);
}

bool CollapsingBar::fits() const
{
    m_bar.layout()->activate();
    return m_bar.layout()->minimumSize().width() <= m_bar.width();
}

void CollapsingBar::fit()
{
    if (m_fitting || !m_bar.isVisible())
        return;
    m_fitting = true;
    for (; m_taken > 0; --m_taken)
        m_steps.at(m_taken - 1)(false);
    while (!fits() && m_taken < m_steps.size()) {
        m_steps.at(m_taken)(true);
        ++m_taken;
    }
    m_fitting = false;
}

bool CollapsingBar::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::Resize:
    case QEvent::Show:
        fit();
        break;
    case QEvent::StyleChange:
        // When all widgets in the bar have their new fonts.
        QTimer::singleShot(0, this, &CollapsingBar::fit);
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace interleave
