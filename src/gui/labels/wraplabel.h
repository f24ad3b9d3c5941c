#pragma once

#include <QLabel>

namespace interleave {

/// A plain text that wraps within its given space. Unlike in a wrapping QLabel, its height does not depend on
/// its width: otherwise every layout around it would measure the text again and again.
class WrapLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit WrapLabel(QWidget* parent = nullptr);

    [[nodiscard]] QSize minimumSizeHint() const override;
    /// Whether the whole text fits.
    [[nodiscard]] bool fits() const;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace interleave
