#pragma once

#include <QHash>
#include <QLabel>

#include <memory>

class QTextDocument;

namespace interleave {

/// A label that wraps within any width, and measures its text once for each: the layouts around it ask again
/// and again, and rich text is slow to lay out.
class MeasuredLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit MeasuredLabel(QWidget* parent = nullptr);
    ~MeasuredLabel() override;

    [[nodiscard]] int heightForWidth(int width) const override;
    /// The minimum: the layout chooses the width, and the height follows from it.
    [[nodiscard]] QSize sizeHint() const override { return minimumSizeHint(); }
    [[nodiscard]] QSize minimumSizeHint() const override;

private:
    [[nodiscard]] int measure(int width) const;

    /// The heights of m_measured in m_font, by width.
    mutable QHash<int, int> m_heights;
    mutable QString m_measured;
    mutable Qt::TextFormat m_format = Qt::AutoText;
    mutable QFont m_font;
    /// Rich text of its own to be measured: the one that is painted would be laid out anew for each width,
    /// and then for its own again.
    mutable std::unique_ptr<QTextDocument> m_document;
};

} // namespace interleave
