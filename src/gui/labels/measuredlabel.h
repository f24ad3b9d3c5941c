#pragma once

#include <QHash>
#include <QLabel>

namespace interleave {

/// A label that wraps within any width, and measures its text once for each: the layouts around it ask again
/// and again, and rich text is slow to lay out.
class MeasuredLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit MeasuredLabel(QWidget* parent = nullptr);

    [[nodiscard]] int heightForWidth(int width) const override;
    /// The minimum: the layout chooses the width, and the height follows from it.
    [[nodiscard]] QSize sizeHint() const override { return minimumSizeHint(); }
    [[nodiscard]] QSize minimumSizeHint() const override;

private:
    /// The heights of m_measured in m_font, by width.
    mutable QHash<int, int> m_heights;
    mutable QString m_measured;
    mutable QFont m_font;
};

} // namespace interleave
