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

/// How keys and clicks press an application's buttons; applies to every button without further code. Return
/// presses the focused button. Ignored are the repeats of a held key, the second click of a double click, and
/// a click right after one: a request should be sent on purpose, and after the first click another button may
/// be under the pointer. Repeating buttons, such as those of a transport, take all presses. The same holds
/// for menu items, and Return opens a combo box.
///
/// An event filter; the Style installs it on every widget that it polishes.
class Presses final : public QObject
{
    Q_OBJECT

public:
    /// The application's instance, which the application owns.
    [[nodiscard]] static Presses& ofApplication();

    /// Watches \a widget if it is a kind that can be pressed.
    void watch(QWidget* widget);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    using QObject::QObject;

    [[nodiscard]] bool pressKey(QAbstractButton& button, const QKeyEvent& event);
    /// Whether \a event is a click that quickly follows another one at the same place.
    [[nodiscard]] bool isFurtherClick(const QMouseEvent& event);

    /// The button on which the held key was first pressed.
    QPointer<QAbstractButton> m_held;
    /// Time and place of the last click that was ignored; in ms, as in event timestamps.
    std::optional<quint64> m_furtherClickTime;
    QPoint m_furtherClickPlace;
};

/// Whether each of several quick presses of \a button counts; the default is no.
void setRepeating(QAbstractButton& button, bool repeats);
[[nodiscard]] bool isRepeating(const QAbstractButton& button);

} // namespace interleave
