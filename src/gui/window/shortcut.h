#pragma once

#include <QAction>
#include <QWidget>

namespace interleave {

/// Adds an action with these keys to \a window. It does not auto-repeat by default.
inline QAction* addShortcut(QWidget& window, const QString& text, const QList<QKeySequence>& keys)
{
    auto* action = new QAction(text, &window);
    action->setShortcuts(keys);
    action->setAutoRepeat(false);
    window.addAction(action);
    return action;
}

} // namespace interleave
