#pragma once

#include <QWidget>

class QPushButton;

namespace interleave {

class ElidedLabel;

/// A notice about the scenario's current state, with a button for the next action.
class NoticeLine final : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeLine(QWidget* parent = nullptr);

    /// \a way is the text of the button after \a words; empty for none. \a description tells screen readers
    /// more about it.
    void setNotice(const QString& words, const QString& way, const QString& description = {});
    [[nodiscard]] QWidget* focusOrder() const;

signals:
    void wayChosen();

private:
    ElidedLabel* m_words;
    QPushButton* m_way;
};

} // namespace interleave
