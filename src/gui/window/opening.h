#pragma once

#include <QMargins>
#include <QObject>
#include <QRect>
#include <QTimer>

class QWidget;

namespace interleave {

/// The size of a window of \a wanted px, without its \a frame, reduced so that both fit into \a space; all in
/// logical px.
[[nodiscard]] QSize openingSize(const QSize& wanted, const QRect& space, const QMargins& frame);
/// The same for a window at \a place: moved as little as possible to be inside.
[[nodiscard]] QRect openingPlace(const QRect& place, const QRect& space, const QMargins& frame);

/// Opens a window in the area that the desktop's panels leave free. The size of the window's frame is known
/// only some time after it was shown: until then it is guessed, and corrected later.
class Opening final : public QObject
{
    Q_OBJECT

public:
    /// Must be destroyed before \a window.
    explicit Opening(QWidget& window);

    /// Opens it with \a wanted px, or smaller if that does not fit.
    void open(const QSize& wanted, bool maximized);
    /// Opens it with exactly \a size px. Returns one sentence if that does not fit.
    [[nodiscard]] QString openExactly(const QSize& size);

private:
    void settle();

    QWidget& m_window;
    QTimer m_timer;
    int m_looks = 0;
    bool m_exact = false;
};

} // namespace interleave
