#pragma once

#include "core/words/outcome.h"
#include "gui/theme/theme.h"

#include <QWidget>

namespace interleave {

/// An outcome on a pill with its severity's fill and icon.
class OutcomePill final : public QWidget
{
    Q_OBJECT

public:
    explicit OutcomePill(QWidget* parent = nullptr);

    void setOutcome(const OutcomeText& outcome);
    /// For an audience: larger type.
    void setLarge(bool large);
    [[nodiscard]] const QString& text() const { return m_outcome.sentence; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] TextStyle style() const { return m_large ? TextStyle::Strong : TextStyle::Label; }

    OutcomeText m_outcome;
    bool m_large = false;
};

} // namespace interleave
