#pragma once

#include <QMargins>
#include <QObject>
#include <QRect>
#include <QTimer>

class QWidget;

namespace interleave {

/// A window of \a wanted px without its \a frame, made so small that both fit into \a room, all in logical
/// px.
[[nodiscard]] QSize openingSize(const QSize& wanted, const QRect& room, const QMargins& frame);
/// The same for a window that stands at \a place: moved as little as it takes to be inside.
[[nodiscard]] QRect openingPlace(const QRect& place, const QRect& room, const QMargins& frame);

/// Opens a window within what the desktop leaves of the screen beside its panels. How large the window's
/// frame is, is told only some time after it was shown: until then it is guessed, and then it is set right.
class Opening final : public QObject
{
    Q_OBJECT

public:
    /// Must go before \a window.
    explicit Opening(QWidget& window);

    /// With \a wanted px, or fewer where they have no room.
    void open(const QSize& wanted, bool maximized);
    /// With exactly \a size px. What is to be said about it, when that does not fit: one sentence.
    [[nodiscard]] QString openExactly(const QSize& size);

private:
    void settle();

    QWidget& m_window;
    QTimer m_timer;
    int m_looks = 0;
    bool m_exact = false;
};

} // namespace interleave
