#pragma once

#include <QObject>

class QWidget;

namespace interleave {

/// Signals once that a window was painted for the first time, after that frame. A window that is shown
/// minimised is not painted; then it signals after a short while.
class FirstPaint final : public QObject
{
    Q_OBJECT

public:
    explicit FirstPaint(QWidget& window);

signals:
    void painted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void tell();

    bool m_told = false;
};

} // namespace interleave
