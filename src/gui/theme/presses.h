#pragma once

#include <QObject>
#include <QPointer>

class QAbstractButton;
class QKeyEvent;
class QWidget;

namespace interleave {

/// How keys and clicks press the buttons of an application, whatever a button does: a new button behaves so
/// by itself. Return presses the button that has the focus. A key that is held, and the second click of a
/// double click, press nothing: what is sent to a server should be meant, and after the first click another
/// button may stand under the pointer. Buttons that repeat, those of a transport, take both. The same holds
/// for the items of menus, and Return opens a box of choices.
///
/// An event filter; the Style gives it every widget that it polishes.
class Presses final : public QObject
{
    Q_OBJECT

public:
    /// The one of the application, which owns it.
    [[nodiscard]] static Presses& ofApplication();

    /// Takes care of \a widget, if it is one that is pressed.
    void watch(QWidget* widget);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    using QObject::QObject;

    [[nodiscard]] bool pressKey(QAbstractButton& button, const QKeyEvent& event);

    /// Where the key that is held went down.
    QPointer<QAbstractButton> m_held;
};

/// Whether each of several quick presses of \a button counts. Not without this.
void setRepeating(QAbstractButton& button, bool repeats);
[[nodiscard]] bool isRepeating(const QAbstractButton& button);

} // namespace interleave
