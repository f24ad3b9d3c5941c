#pragma once

#include <QList>
#include <QObject>
#include <QPointer>
#include <QTimer>

class QAction;
class QMenu;
class QWidget;

namespace interleave {

class Appearance;

/// Presenter mode of a window: full screen and larger, controlled by a clicker, with the pointer hidden while
/// it rests. Leaving restores everything. A clicker sends PageDown and PageUp, and "." for a blank screen;
/// these keys, Home, End and Esc work only while presenting, and a focused text field gets its own keys
/// first.
class Presenter final : public QObject
{
    Q_OBJECT

public:
    /// How long the pointer must rest before it is hidden.
    static constexpr int RestMs = 3000;

    /// The transport's actions, which a clicker's keys trigger.
    struct Driven final
    {
        QAction* back = nullptr;
        QAction* step = nullptr;
        QAction* first = nullptr;
        QAction* last = nullptr;
    };

    /// \a appearance must outlive it; \a window owns it and gets the keys.
    Presenter(Appearance& appearance, QWidget& window);
    ~Presenter() override;

    /// Adds the menu entry that starts and ends it.
    void addTo(QMenu& menu);
    void drive(const Driven& driven);

    [[nodiscard]] bool isPresenting() const { return m_presenting; }
    void setPresenting(bool presenting);
    /// Pauses it while something else uses the keys.
    void setSuspended(bool suspended);

    /// After what rest the pointer is hidden; by default RestMs, which a test does not wait for.
    void setRest(int ms) { m_rest.setInterval(ms); }

signals:
    void presentingChanged(bool presenting);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QAction* addKey(const char* name, const QString& text, const QKeySequence& key);
    /// Blanks the screen until a key or a click.
    void setBlank(bool blank);
    [[nodiscard]] bool isBlank() const { return m_blank != nullptr; }
    void arm();
    void hidePointer();
    void showPointer();

    Appearance& m_appearance;
    QWidget& m_window;
    QAction* m_toggle;
    /// The actions for the clicker's keys.
    QList<QAction*> m_keys;
    QTimer m_rest;
    QPointer<QWidget> m_blank;
    Qt::WindowStates m_stateBefore;
    bool m_presenting = false;
    bool m_suspended = false;
    bool m_pointerHidden = false;
    /// The key that ended the blank screen is still to come as a KeyPress.
    bool m_swallowed = false;
};

} // namespace interleave
