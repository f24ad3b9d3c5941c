#pragma once

#include <QLabel>

namespace interleave {

/// A plain text on one line that never asks for more room than there is: it ends in "…", with the whole text
/// as its tool tip.
class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    /// The same in fewer words, for where \a words have no room.
    void setWords(const QString& words, const QString& shortText);

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QString m_shortText;
};

} // namespace interleave
