#pragma once

#include <QFrame>

class QPlainTextEdit;

namespace interleave {

/// Shows all of a field's text, to read and copy, where a line shows only its beginning. A very long line is
/// split into several; the copy button copies the text without these breaks. Escape or a click elsewhere
/// closes it.
class ValuePopup final : public QFrame
{
    Q_OBJECT

public:
    ValuePopup(const QString& field, const QString& text, QWidget* parent);

    /// Keeps it on the screen.
    void showUnder(const QWidget& field);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QPlainTextEdit* m_text;
};

} // namespace interleave
