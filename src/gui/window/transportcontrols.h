#pragma once

#include "gui/playback/transport.h"
#include "gui/window/presenter.h"

#include <QPointer>

#include <optional>

class QLabel;
class QMenu;
class QPushButton;

namespace interleave {

/// The bar's transport buttons and their keys, which control the transport of the current page and show its
/// state.
class TransportControls final : public QObject
{
    Q_OBJECT

public:
    /// The widgets in the window's form.
    struct Parts final
    {
        /// Contains the four buttons below.
        QWidget* bar;
        QPushButton* first;
        QPushButton* back;
        QPushButton* step;
        QPushButton* play;
        /// Opens a menu that replaces the buttons in a narrow bar.
        QPushButton* menu;
        QLabel* position;
    };

    /// \a window owns it and gets the keys.
    TransportControls(const Parts& parts, QWidget& window);

    /// If it is null, the buttons are hidden and the keys do nothing.
    void setTransport(Transport* transport);
    /// Moves most buttons into a menu.
    void setFolded(bool folded);
    void setPositionShown(bool shown);
    /// Adds the choices of the playing speed.
    void addSpeedTo(QMenu& menu);

    /// The actions for a clicker.
    [[nodiscard]] Presenter::Driven driven() const { return m_driven; }

private:
    /// Makes \a button and a new action call \a command on the current transport.
    QAction* connectCommand(
        QPushButton& button,
        const QString& text,
        const QList<QKeySequence>& keys,
        void (Transport::*command)());
    void render();

    Parts m_parts;
    QWidget& m_window;
    Presenter::Driven m_driven;
    QPointer<Transport> m_transport;
    bool m_folded = false;
    /// The chosen time between two steps, in ms; nothing until one is chosen.
    std::optional<int> m_pause;
};

} // namespace interleave
