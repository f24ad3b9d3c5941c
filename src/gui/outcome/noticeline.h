#pragma once

#include <QWidget>

class QPushButton;

namespace interleave {

class ElidedLabel;

/// What is to be known of the story now, and a way on from it.
class NoticeLine final : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeLine(QWidget* parent = nullptr);

    /// \a way is what the button after \a words says; empty for none. \a description tells more of it to a
    /// screen reader.
    void setNotice(const QString& words, const QString& way, const QString& description = {});
    [[nodiscard]] QWidget* focusOrder() const;

signals:
    void wayChosen();

private:
    ElidedLabel* m_words;
    QPushButton* m_way;
};

} // namespace interleave
