#pragma once

#include "gui/theme/theme.h"

#include <QVariantAnimation>
#include <QWidget>

namespace interleave {

/// A rounded ground with a thin line around it.
class Card : public QWidget
{
    Q_OBJECT

public:
    explicit Card(QWidget* parent = nullptr);

    /// Draws the eye once: the line is in the colour of \a role and fades back.
    void pulse(Role role);
    [[nodiscard]] bool isPulsing() const { return m_pulse->state() == QAbstractAnimation::Running; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVariantAnimation* m_pulse;
    Role m_pulseRole = Role::Stale;
};

} // namespace interleave
