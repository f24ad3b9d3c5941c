#pragma once

#include <QObject>
#include <QPoint>
#include <QPointer>

#include <optional>

class QAbstractButton;
class QKeyEvent;
class QMouseEvent;
class QWidget;

namespace interleave {

/// How keys and clicks press the buttons of an application, whatever a button does: a new button behaves so
/// by itself. Return presses the button that has the focus. A key that is held, and the second click of a
/// double click, press nothing, nor does a click that follows as soon upon that: what is sent to a server
/// should be meant, and after the first click another button may stand under the pointer. Buttons that
/// repeat, those of a transport, take all of them. The same holds for the items of menus, and Return opens a
/// box of choices.
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
    /// Whether \a event belongs to the clicks that follow quickly on one another at one place, and is not the
    /// first of them.
    [[nodiscard]] bool isFurtherClick(const QMouseEvent& event);

    /// Where the key that is held went down.
    QPointer<QAbstractButton> m_held;
    /// When and where the last click came that was not the first of its kind; in ms, as events count it.
    std::optional<quint64> m_furtherClickTime;
    QPoint m_furtherClickPlace;
};

/// Whether each of several quick presses of \a button counts. Not without this.
void setRepeating(QAbstractButton& button, bool repeats);
[[nodiscard]] bool isRepeating(const QAbstractButton& button);

} // namespace interleave
