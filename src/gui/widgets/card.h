#pragma once

#include "gui/theme/theme.h"

#include <QVariantAnimation>
#include <QWidget>

namespace interleave {

/// A rounded background with a thin border.
class Card : public QWidget
{
    Q_OBJECT

public:
    explicit Card(QWidget* parent = nullptr);

    /// Draws attention: the border takes the colour of \a role, then fades back.
    void pulse(Role role);
    [[nodiscard]] bool isPulsing() const { return m_pulse->state() == QAbstractAnimation::Running; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVariantAnimation* m_pulse;
    Role m_pulseRole = Role::Stale;
};

} // namespace interleave
