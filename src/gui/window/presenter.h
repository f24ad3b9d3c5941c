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

/// Presenter mode of a window: full screen and larger, driven by a clicker, the pointer hidden while it
/// rests. Leaving brings back everything as it was. A clicker sends PageDown and PageUp, and "." for a dark
/// screen; these keys, Home, End and Esc mean something only while presenting, and a field in which text is
/// typed gets its own first.
class Presenter final : public QObject
{
    Q_OBJECT

public:
    /// Until the pointer is hidden.
    static constexpr int RestMs = 3000;

    /// What a clicker's keys do, the buttons of the transport.
    struct Transport final
    {
        QAction* back;
        QAction* step;
        QAction* first;
        QAction* last;
    };

    /// \a appearance must outlive it; \a window owns it and takes the keys.
    Presenter(Appearance& appearance, QWidget& window);
    ~Presenter() override;

    /// Adds the entry that begins and ends it.
    void addTo(QMenu& menu);
    void drive(const Transport& transport);

    [[nodiscard]] bool isPresenting() const { return m_presenting; }
    void setPresenting(bool presenting);
    /// The screen is dark until a key or a click.
    void setBlank(bool blank);
    [[nodiscard]] bool isBlank() const { return m_blank != nullptr; }
    /// While something else has the keys.
    void setSuspended(bool suspended);

    void setRest(int ms) { m_rest.setInterval(ms); }
    [[nodiscard]] bool isPointerHidden() const { return m_pointerHidden; }

signals:
    void presentingChanged(bool presenting);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QAction* addKey(const char* name, const QString& text, const QKeySequence& key);
    void arm();
    void hidePointer();
    void showPointer();

    Appearance& m_appearance;
    QWidget& m_window;
    QAction* m_toggle;
    /// Of the clicker.
    QList<QAction*> m_keys;
    QTimer m_rest;
    QPointer<QWidget> m_blank;
    Qt::WindowStates m_stateBefore;
    bool m_presenting = false;
    bool m_suspended = false;
    bool m_pointerHidden = false;
    /// The key that ended the dark is still to come as a key.
    bool m_swallowed = false;
};

} // namespace interleave
