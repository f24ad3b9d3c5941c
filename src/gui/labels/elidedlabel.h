#pragma once

#include <QLabel>

namespace interleave {

/// A plain text on one line that takes only the width it is given: it is cut with "…", and the tool tip has
/// the whole text.
class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    /// \a shortText is shown where \a words do not fit.
    void setWords(const QString& words, const QString& shortText);

    /// As QLabel has it, which would shape the text three times for it.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QString m_shortText;
};

} // namespace interleave
