#pragma once

#include <QLineEdit>

namespace interleave {

/// A line edit with a small quiet remark at its right end, and a mark for a text that cannot be sent.
class FieldEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit FieldEdit(QWidget* parent = nullptr);

    /// A text that is too long is read from its start, unless it is being written.
    void showText(const QString& text);
    void setHint(const QString& hint);
    [[nodiscard]] const QString& hint() const { return m_hint; }
    void setProblem(bool problem);
    [[nodiscard]] bool hasProblem() const { return m_problem; }

protected:
    /// Room beside the text, at 100 %, more than the style's own or less.
    void setInset(int inset);

    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;

signals:
    /// Escape: what was typed should go.
    void reverted();

private:
    [[nodiscard]] int hintWidth() const;
    void makeRoom();

    QString m_hint;
    int m_inset = 0;
    bool m_problem = false;
};

} // namespace interleave
