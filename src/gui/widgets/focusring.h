#pragma once

#include <QWidget>

class QAbstractScrollArea;

namespace interleave {

/// Drawn around a scroll area while it has keyboard focus, which would not be visible otherwise.
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
