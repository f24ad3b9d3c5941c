#pragma once

#include <QWidget>

class QAbstractScrollArea;

namespace interleave {

/// Around an area that scrolls, while it has the focus and got it by keyboard: nothing else would tell.
class FocusRing final : public QWidget
{
    Q_OBJECT

public:
    /// \a area owns it.
    explicit FocusRing(QAbstractScrollArea& area);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

} // namespace interleave
