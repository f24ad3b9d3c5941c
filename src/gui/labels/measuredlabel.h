#pragma once

#include <QHash>
#include <QLabel>

namespace interleave {

/// A label that wraps within any width it is given, and measures its text once for each: the layouts above it
/// ask again and again, and rich text takes long to lay out.
class MeasuredLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit MeasuredLabel(QWidget* parent = nullptr);

    [[nodiscard]] int heightForWidth(int width) const override;
    /// As little as possible: the width is the layout's to choose, and the height follows from it.
    [[nodiscard]] QSize sizeHint() const override { return minimumSizeHint(); }
    [[nodiscard]] QSize minimumSizeHint() const override;

private:
    /// Of m_measured in m_font, by width.
    mutable QHash<int, int> m_heights;
    mutable QString m_measured;
    mutable QFont m_font;
};

} // namespace interleave
