#include "gui/widgets/fieldedit.h"

#include "gui/theme/stylepainter.h"

#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>

namespace interleave {

FieldEdit::FieldEdit(QWidget* parent)
    : QLineEdit(parent)
{
}

void FieldEdit::showText(const QString& text)
{
    setText(text);
    if (!hasFocus())
        home(false);
}

void FieldEdit::focusInEvent(QFocusEvent* event)
{
    QLineEdit::focusInEvent(event);
    // A click chooses the place by itself, and Tab all of the text.
    if (event->reason() == Qt::OtherFocusReason)
        end(false);
}

void FieldEdit::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    const Qt::FocusReason reason = event->reason();
    if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason)
        home(false);
}

void FieldEdit::setHint(const QString& hint)
{
    if (m_hint == hint)
        return;
    m_hint = hint;
    setAccessibleDescription(hint);
    makeRoom();
    update();
}

void FieldEdit::setProblem(bool problem)
{
    if (m_problem == problem)
        return;
    m_problem = problem;
    update();
}

int FieldEdit::hintWidth() const
{
    return QFontMetrics(themeOf(this).font(TextStyle::Hint)).horizontalAdvance(m_hint);
}

void FieldEdit::makeRoom()
{
    // A narrow field keeps its room for what is typed; the remark is then only read out.
    const Theme& theme = themeOf(this);
    const bool fits = !m_hint.isEmpty() && hintWidth() + theme.px(72) < width();
    const int inset = theme.px(m_inset);
    setTextMargins(inset, 0, fits ? hintWidth() + theme.px(8) : inset, 0);
}

void FieldEdit::setInset(int inset)
{
    m_inset = inset;
    makeRoom();
}

void FieldEdit::resizeEvent(QResizeEvent* event)
{
    QLineEdit::resizeEvent(event);
    makeRoom();
}

void FieldEdit::changeEvent(QEvent* event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        makeRoom();
}

void FieldEdit::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && isModified()) {
        emit reverted();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void FieldEdit::dragEnterEvent(QDragEnterEvent* event)
{
    // A file is the window's to open; its name is not what should be typed here.
    if (event->mimeData()->hasUrls())
        event->ignore();
    else
        QLineEdit::dragEnterEvent(event);
}

void FieldEdit::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    if (textMargins().right() > 0) {
        painter.setFont(theme.font(TextStyle::Hint));
        painter.setPen(theme.color(m_problem ? Role::Pending : Role::Quiet));
        painter.drawText(rect().adjusted(0, 0, -theme.px(12), 0), Qt::AlignVCenter | Qt::AlignRight, m_hint);
    }
    if (m_problem) {
        painter.setRenderHint(QPainter::Antialiasing);
        QPen pen(theme.color(Role::Pending), theme.px(2.0));
        pen.setDashPattern({3, 2});
        painter.setPen(pen);
        painter.drawRoundedRect(
            QRectF(rect()).adjusted(1, 1, -1, -1), theme.controlRadius(), theme.controlRadius());
    }
}

} // namespace interleave
