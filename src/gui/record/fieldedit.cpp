#include "gui/record/fieldedit.h"

#include "core/values/text.h"
#include "gui/theme/stylepainter.h"
#include "gui/theme/textwidth.h"

#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <limits>
#include <utility>

namespace interleave {

namespace {

constexpr qsizetype ExcerptLength = 200;
/// At 100 %: of a field with a remark, what neither text nor remark may use.
constexpr int AroundHint = 36;
/// At 100 %: around a text, usually, and where the field is too narrow for that.
constexpr int Around = 26;
constexpr int TightInset = -6;
constexpr int TightAround = 14;
/// A field that follows its text keeps its width while a short value changes.
constexpr int LeastDigits = 3;

/// Whether a line edit would show the character as a space or not at all.
bool isUnprintable(QChar c)
{
    const QChar::Category category = c.category();
    return category == QChar::Other_Control || category == QChar::Separator_Line ||
           category == QChar::Separator_Paragraph || c == QChar::ObjectReplacementCharacter;
}

/// The beginning with control characters as visible symbols (U+2400 and following); if it is cut, the length
/// comes first.
QString excerptOf(const QString& text)
{
    constexpr ushort pictures = 0x2400;
    constexpr ushort lineBreak = 0x2424;
    QString beginning = text.left(ExcerptLength);
    if (beginning.back().isHighSurrogate())
        beginning.chop(1);
    for (QChar& c : beginning) {
        if (c.unicode() < 0x20)
            c = QChar(static_cast<ushort>(pictures + c.unicode()));
        else if (c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph)
            c = QChar(lineBreak);
        else if (isUnprintable(c))
            c = QChar(QChar::ReplacementCharacter);
    }
    if (text.size() <= ExcerptLength)
        return beginning;
    return FieldEdit::tr("%1 characters: %2…", "a length and a beginning", pluralOf(text.size()))
        .arg(QLocale(QLocale::English).toString(text.size()), beginning);
}

} // namespace

FieldEdit::FieldEdit(QWidget* parent)
    : QLineEdit(parent)
{
    // Don't cut what is pasted: the server decides how much it accepts.
    setMaxLength(std::numeric_limits<int>::max());
    connect(this, &QLineEdit::textChanged, this, &FieldEdit::followText);
}

bool FieldEdit::isALine(const QString& text)
{
    return text.size() <= LongestLine && text.isValidUtf16() &&
           std::ranges::none_of(text, [](QChar c) { return isUnprintable(c); });
}

void FieldEdit::showText(const QString& text)
{
    const bool line = isALine(text);
    m_whole = line ? QString() : text;
    setText(line ? text : excerptOf(text));
    if (!hasFocus() || !line)
        home(false);
    describe();
}

void FieldEdit::editText(const QString& text)
{
    m_whole.clear();
    setText(text);
    describe();
}

void FieldEdit::setKind(const QString& kind)
{
    m_kind = kind;
    describe();
}

void FieldEdit::setInert(bool inert)
{
    m_inert = inert;
    describe();
}

void FieldEdit::describe()
{
    setReadOnly(m_inert || isExcerpt());
    const QString why =
        !isExcerpt() ? QString()
        : m_whole.size() > LongestLine
            ? tr("Too long to be edited in one line, and left as it is. A click or Space shows all of it.")
            : tr("Not to be edited in one line, because of line breaks or control characters, and left as it "
                 "is. A click or Space shows all of it.");
    setToolTip(why.isEmpty() ? m_kind : why);
    setAccessibleDescription(why.isEmpty() ? m_hint : why);
}

void FieldEdit::focusInEvent(QFocusEvent* event)
{
    QLineEdit::focusInEvent(event);
    m_entered = event->reason() == Qt::MouseFocusReason;
    // For a click and Tab, Qt selects the text itself.
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
    describe();
    fitHint();
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
    return advanceOf(themeOf(this).font(TextStyle::Hint), m_hint);
}

void FieldEdit::fitHint()
{
    // In a narrow field, or beside a long text, leave the space to the text; the remark is then only
    // available to screen readers.
    const Theme& theme = themeOf(this);
    const int beside = hintWidth() + theme.px(AroundHint);
    m_hintFits = !m_hint.isEmpty() && hintWidth() + theme.px(72) < width() && textWidth() + beside <= width();
    const bool isTight = textWidth() + theme.px(Around) > width();
    const int inset = theme.px(isTight ? std::min(m_inset, TightInset) : m_inset);
    setTextMargins(inset, 0, m_hintFits ? hintWidth() + theme.px(8) : inset, 0);
}

int FieldEdit::textWidth() const
{
    return advanceOf(font(), text());
}

void FieldEdit::followText()
{
    if (m_followsText)
        updateGeometry();
    fitHint();
}

void FieldEdit::setFollowsText(bool follows)
{
    m_followsText = follows;
    updateGeometry();
}

QSize FieldEdit::sizeHint() const
{
    QSize size = QLineEdit::sizeHint();
    if (m_followsText)
        size.setWidth(widthOf(text()));
    return size;
}

int FieldEdit::widthOf(const QString& text) const
{
    // Not the field's own font, which follows the zoom later.
    const QFontMetrics metrics(themeOf(this).font(TextStyle::Code));
    const int least = LeastDigits * metrics.horizontalAdvance(QLatin1Char('0'));
    return std::max(metrics.horizontalAdvance(text), least) + themeOf(this).px(TightAround);
}

/// Beside others it gives way to numbers.
QSize FieldEdit::minimumSizeHint() const
{
    const QSize size = QLineEdit::minimumSizeHint();
    return m_followsText ? QSize(std::min(size.width(), themeOf(this).px(Around)), size.height()) : size;
}

void FieldEdit::setInset(int inset)
{
    m_inset = inset;
    fitHint();
}

void FieldEdit::resizeEvent(QResizeEvent* event)
{
    QLineEdit::resizeEvent(event);
    fitHint();
}

void FieldEdit::changeEvent(QEvent* event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        fitHint();
}

void FieldEdit::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && isModified()) {
        emit reverted();
        return;
    }
    if (event->isAutoRepeat() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        return;
    if (isExcerpt() && event->key() == Qt::Key_Space) {
        if (!event->isAutoRepeat())
            emit wholeAsked();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void FieldEdit::mouseReleaseEvent(QMouseEvent* event)
{
    QLineEdit::mouseReleaseEvent(event);
    if (isExcerpt() && event->button() == Qt::LeftButton) {
        m_entered = false;
        emit wholeAsked();
        return;
    }
    // Select on release instead of on press, because dragging selects a part.
    if (std::exchange(m_entered, false) && event->button() == Qt::LeftButton && !hasSelectedText())
        selectAll();
}

void FieldEdit::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_entered = false;
    QLineEdit::mouseDoubleClickEvent(event);
}

void FieldEdit::dragEnterEvent(QDragEnterEvent* event)
{
    // The window opens dropped files; don't insert their names here.
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
    if (m_hintFits) {
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
