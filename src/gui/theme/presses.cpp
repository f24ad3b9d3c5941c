#include "gui/theme/presses.h"

#include <QComboBox>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QStyleHints>

namespace interleave {

namespace {

const char* const Repeating = "repeating";

bool isReturn(const QKeyEvent& event)
{
    const bool plain = (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    return plain && (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter);
}

} // namespace

Presses& Presses::ofApplication()
{
    QCoreApplication* application = QCoreApplication::instance();
    auto* presses = application->findChild<Presses*>(QString(), Qt::FindDirectChildrenOnly);
    return presses == nullptr ? *new Presses(application) : *presses;
}

void Presses::watch(QWidget* widget)
{
    if (qobject_cast<QAbstractButton*>(widget) != nullptr || qobject_cast<QMenu*>(widget) != nullptr ||
        qobject_cast<QComboBox*>(widget) != nullptr)
        widget->installEventFilter(this);
}

bool Presses::eventFilter(QObject* watched, QEvent* event)
{
    auto* button = qobject_cast<QAbstractButton*>(watched);
    const bool isPress =
        event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick;
    if (isPress && qobject_cast<QComboBox*>(watched) == nullptr)
        return isFurtherClick(*static_cast<QMouseEvent*>(event)) &&
               (button == nullptr || !isRepeating(*button));
    if (event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const auto& key = *static_cast<QKeyEvent*>(event);
    if (button != nullptr)
        return pressKey(*button, key);
    if (auto* box = qobject_cast<QComboBox*>(watched);
        box != nullptr && !box->isEditable() && isReturn(key)) {
        if (!key.isAutoRepeat())
            box->showPopup();
        return true;
    }
    const bool presses = isReturn(key) || key.key() == Qt::Key_Space;
    return key.isAutoRepeat() && presses && qobject_cast<QMenu*>(watched) != nullptr;
}

bool Presses::isFurtherClick(const QMouseEvent& event)
{
    // The third of three quick clicks arrives as a plain press.
    const auto follows = [&] {
        const QStyleHints& hints = *QGuiApplication::styleHints();
        const quint64 interval = static_cast<quint64>(hints.mouseDoubleClickInterval());
        const QPoint way = event.globalPosition().toPoint() - m_furtherClickPlace;
        return m_furtherClickTime && event.timestamp() - *m_furtherClickTime < interval &&
               way.manhattanLength() <= hints.mouseDoubleClickDistance();
    };
    if (event.type() != QEvent::MouseButtonDblClick && !follows())
        return false;
    m_furtherClickTime = event.timestamp();
    m_furtherClickPlace = event.globalPosition().toPoint();
    return true;
}

bool Presses::pressKey(QAbstractButton& button, const QKeyEvent& event)
{
    // Consume the repeats of a held key, so that they do not reach the parent widgets.
    if (!isReturn(event))
        return event.isAutoRepeat() && event.key() == Qt::Key_Space;
    if (!event.isAutoRepeat())
        m_held = &button;
    else if (m_held != &button || !isRepeating(button))
        return true;
    if (!button.isEnabled())
        return true;
    // Return on a choice that is already made does nothing here; let the parent handle it, such as a dialog's
    // default button.
    if (button.isChecked() && button.autoExclusive())
        return false;
    auto* push = qobject_cast<QPushButton*>(&button);
    if (push != nullptr && push->menu() != nullptr)
        push->showMenu();
    else
        button.click();
    return true;
}

void setRepeating(QAbstractButton& button, bool repeats)
{
    button.setProperty(Repeating, repeats);
}

bool isRepeating(const QAbstractButton& button)
{
    return button.property(Repeating).toBool();
}

} // namespace interleave
