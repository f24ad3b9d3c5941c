#pragma once

#include <QLabel>

namespace interleave {

/// A plain text that wraps within the room it is given. Unlike a wrapping QLabel its height never follows
/// from its width, which would make every layout above it measure the text again and again.
class WrapLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit WrapLabel(QWidget* parent = nullptr);

    [[nodiscard]] QSize minimumSizeHint() const override;
    /// The whole text has room.
    [[nodiscard]] bool fits() const;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace interleave
