#pragma once

#include <QLineEdit>

namespace interleave {

/// A line edit with a small quiet remark at its right end, and a mark for a text that cannot be sent. The
/// click that brings the focus selects all of the text, as Tab does, so that typing replaces it. Return
/// counts once, however long it is held.
class FieldEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit FieldEdit(QWidget* parent = nullptr);

    /// What one line can hold and show as it is: no line breaks or other control characters, and not so long
    /// that nobody finds anything in it.
    static constexpr qsizetype LongestLine = 32767;
    [[nodiscard]] static bool isALine(const QString& text);

    /// A text that is too long for the widget is read from its start, unless it is being written. What is no
    /// line is only shown, its beginning after its length, and cannot be edited; a click or Space asks for
    /// all of it.
    void showText(const QString& text);
    /// A text to be edited, whatever it is: it was typed here.
    void editText(const QString& text);
    /// What showText() was given, where only an excerpt of it is shown; else what is in the field.
    [[nodiscard]] QString wholeText() const { return m_whole.isEmpty() ? text() : m_whole; }
    [[nodiscard]] bool isExcerpt() const { return !m_whole.isEmpty(); }
    /// What may be typed, as a tool tip: "A number".
    void setKind(const QString& kind);
    /// While what is typed would go nowhere.
    void setInert(bool inert);
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
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;

signals:
    /// Escape: what was typed should go.
    void reverted();
    /// All of what is shown in excerpt should be seen.
    void wholeAsked();

private:
    [[nodiscard]] int hintWidth() const;
    void makeRoom();
    void describe();

    QString m_hint;
    /// Empty where all of the text is in the field.
    QString m_whole;
    QString m_kind;
    bool m_inert = false;
    int m_inset = 0;
    bool m_problem = false;
    /// The press that brought the focus is still down.
    bool m_entered = false;
};

} // namespace interleave
