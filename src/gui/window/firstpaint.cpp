#include "gui/window/firstpaint.h"

#include <QEvent>
#include <QTimer>
#include <QWidget>

namespace interleave {

namespace {

constexpr int LongestWaitMs = 1000;

} // namespace

FirstPaint::FirstPaint(QWidget& window)
{
    window.installEventFilter(this);
    QTimer::singleShot(LongestWaitMs, this, &FirstPaint::tell);
}

bool FirstPaint::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Paint && !m_told)
        QTimer::singleShot(0, this, &FirstPaint::tell);
    return QObject::eventFilter(watched, event);
}

void FirstPaint::tell()
{
    if (m_told)
        return;
    m_told = true;
    emit painted();
}

} // namespace interleave
