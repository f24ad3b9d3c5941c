#pragma once

#include <QAbstractButton>
#include <QAccessible>

#include <algorithm>

namespace interleave::uitest {

/// A control as a screen reader finds it.
struct AccessibleControl final
{
    QString path;
    QAccessible::Role role;
    QString name;
};

/// Controls that are used or read as one thing. Panes, labels and decoration need no name.
inline bool isControl(QAccessible::Role role)
{
    switch (role) {
    case QAccessible::PushButton:
    case QAccessible::ButtonMenu:
    case QAccessible::ButtonDropDown:
    case QAccessible::CheckBox:
    case QAccessible::RadioButton:
    case QAccessible::ComboBox:
    case QAccessible::EditableText:
    case QAccessible::SpinBox:
    case QAccessible::Slider:
    case QAccessible::Table:
    case QAccessible::List:
    case QAccessible::ListItem:
    case QAccessible::Tree:
    case QAccessible::PageTab:
    case QAccessible::MenuItem:
    case QAccessible::Link:
    case QAccessible::Graphic:
    case QAccessible::Chart:
        return true;
    default:
        return false;
    }
}

inline void addControls(
    QAccessibleInterface* node, const QString& path, QList<AccessibleControl>& into, int depth = 0)
{
    if (node == nullptr || !node->isValid() || node->state().invisible || depth > 40)
        return;
    const QObject* object = node->object();
    const QString here = object == nullptr ? path
                                           : path + QLatin1Char('/') +
                                                 (object->objectName().isEmpty()
                                                      ? QLatin1String(object->metaObject()->className())
                                                      : object->objectName());
    const auto* widget = qobject_cast<const QWidget*>(object);
    const bool focusable = widget != nullptr && (widget->focusPolicy() & Qt::TabFocus) != 0;
    if (isControl(node->role()) || focusable)
        into.append({here, node->role(), node->text(QAccessible::Name)});
    // The model has the cells of a table.
    if (node->role() == QAccessible::Table)
        return;
    for (int i = 0; i < node->childCount(); ++i)
        addControls(node->child(i), here, into, depth + 1);
}

/// Every visible control of \a window.
inline QList<AccessibleControl> accessibleControls(QWidget& window)
{
    QList<AccessibleControl> all;
    addControls(QAccessible::queryAccessibleInterface(&window), {}, all);
    return all;
}

/// A line for each of them that has no name; empty where all have one.
inline QString namelessIn(QWidget& window)
{
    QStringList nameless;
    for (const AccessibleControl& control : accessibleControls(window)) {
        // A scroll bar belongs to its scroll area.
        if (control.name.trimmed().isEmpty() && control.role != QAccessible::ScrollBar)
            nameless.append(
                QStringLiteral("%1 (role %2)").arg(control.path).arg(static_cast<int>(control.role)));
    }
    return nameless.join(QLatin1Char('\n'));
}

/// A line for each visible button of \a window that an unsteady hand misses, because it is lower or narrower
/// than 24 px at 100 % (WCAG 2.2, success criterion 2.5.8); empty where none is. Links in a line of text may
/// be lower.
inline QString smallButtonsIn(const QWidget& window, int zoom)
{
    const int least = 24 * zoom / 100;
    QStringList small;
    for (const auto* button : window.findChildren<QAbstractButton*>()) {
        if (button->isVisible() && std::min(button->width(), button->height()) < least) {
            small.append(QStringLiteral("%1: %2×%3")
                             .arg(button->objectName())
                             .arg(button->width())
                             .arg(button->height()));
        }
    }
    return small.join(QLatin1Char('\n'));
}

} // namespace interleave::uitest
