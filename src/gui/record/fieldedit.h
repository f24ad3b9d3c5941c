#pragma once

#include <QLineEdit>

namespace interleave {

/// A line edit with a small quiet remark at its right end, and a mark for a text that cannot be sent. The
/// click that brings the focus selects all of the text, as Tab does, so that typing replaces it. Holding
/// Return counts once.
class FieldEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit FieldEdit(QWidget* parent = nullptr);

    /// Texts that one line can show as they are: no line breaks or other control characters, and not
    /// excessively long.
    static constexpr qsizetype LongestLine = 32767;
    [[nodiscard]] static bool isALine(const QString& text);

    /// Shows a text from its start, unless it is being edited. A text that isALine() refuses is shown as an
    /// excerpt, after its length, and cannot be edited; a click or Space asks for all of it.
    void showText(const QString& text);
    /// Shows any text for editing, because it was typed here.
    void editText(const QString& text);
    /// The text given to showText(), also where only an excerpt of it is shown; else the field's text.
    [[nodiscard]] QString wholeText() const { return m_whole.isEmpty() ? text() : m_whole; }
    [[nodiscard]] bool isExcerpt() const { return !m_whole.isEmpty(); }
    /// Which values may be typed, as a tool tip: "A number".
    void setKind(const QString& kind);
    /// Set while typed text would have no effect.
    void setInert(bool inert);
    void setHint(const QString& hint);
    /// Whether the field asks for the width of its text instead of the usual one.
    void setFollowsText(bool follows);
    /// What it then asks for with that text, in px.
    [[nodiscard]] int widthOf(const QString& text) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    void setProblem(bool problem);

protected:
    /// The space beside the text at 100 %, added to the style's own; may be negative.
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
    /// Escape: drop the typed text.
    void reverted();
    /// The user wants to see the whole text instead of the excerpt.
    void wholeAsked();

private:
    [[nodiscard]] int hintWidth() const;
    [[nodiscard]] int textWidth() const;
    void fitHint();
    void followText();
    void describe();

    QString m_hint;
    /// Empty when all of the text is in the field.
    QString m_whole;
    QString m_kind;
    bool m_inert = false;
    int m_inset = 0;
    bool m_followsText = false;
    bool m_hintFits = false;
    bool m_problem = false;
    /// The mouse button whose press brought the focus is still down.
    bool m_entered = false;
};

} // namespace interleave
