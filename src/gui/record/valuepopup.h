#pragma once

#include <QFrame>

class QPlainTextEdit;

namespace interleave {

/// All of a field's text, to be read and copied, for where a line shows only its beginning. A very long line
/// is shown in pieces, each on lines of its own; what is copied by the button has no such breaks. Escape or a
/// click elsewhere closes it.
class ValuePopup final : public QFrame
{
    Q_OBJECT

public:
    ValuePopup(const QString& field, const QString& text, QWidget* parent);

    /// Within the screen.
    void showUnder(const QWidget& field);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QPlainTextEdit* m_text;
};

} // namespace interleave
