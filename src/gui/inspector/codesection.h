#pragma once

#include <QWidget>

class QPushButton;

namespace interleave {

class CodeBox;
class MeasuredLabel;

/// Code to copy, under a heading that says what it does, and some words about it.
class CodeSection final : public QWidget
{
    Q_OBJECT

public:
    explicit CodeSection(QWidget* parent = nullptr);

    /// Plain texts; empty \a words show nothing. Empty code hides the section.
    void setCode(const QString& heading, const QString& words, const QString& code);

private:
    void copy() const;

    MeasuredLabel* m_heading;
    QPushButton* m_copy;
    MeasuredLabel* m_words;
    CodeBox* m_box;
};

} // namespace interleave
