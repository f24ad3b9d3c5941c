#include "gui/inspector/codebox.h"

#include "core/values/excerpt.h"
#include "gui/theme/style.h"

#include <QPainter>
#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>

namespace interleave {

namespace {

constexpr int Padding = 12;
constexpr int LineHeight = 20;

/// At most as many lines and characters as can be laid out at once: a line takes time quadratic in its
/// length.
QString beginningOf(const QString& code)
{
    constexpr qsizetype longestLine = 2000;
    constexpr int mostLines = 500;
    QStringList lines;
    qsizetype shown = 0;
    qsizetype start = 0;
    while (start <= code.size()) {
        if (lines.size() == mostLines || shown > CodeBox::LongestText) {
            lines.append(QStringLiteral("…"));
            break;
        }
        const qsizetype found = code.indexOf(QLatin1Char('\n'), start);
        const qsizetype end = found < 0 ? code.size() : found;
        lines.append(excerpt(code.mid(start, end - start), longestLine));
        shown += lines.last().size();
        start = end + 1;
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

QList<TextRange> rangesOf(const QString& text, const QStringList& parts)
{
    QList<TextRange> ranges;
    for (const QString& part : parts) {
        if (part.isEmpty())
            continue;
        for (qsizetype at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.size())) {
            const bool taken = std::ranges::any_of(ranges, [&](const TextRange& range) {
                return at < range.start + range.length && range.start < at + part.size();
            });
            if (!taken)
                ranges.append({at, part.size()});
        }
    }
    std::ranges::sort(ranges, {}, &TextRange::start);
    return ranges;
}

CodeBox::CodeBox(QWidget* parent)
    : QTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    // The document takes over the widget's font whenever that changes.
    setTextStyle(this, TextStyle::Chip);
}

void CodeBox::setCode(const QString& code, const QStringList& deciding, Role role)
{
    m_code = code;
    m_deciding = deciding;
    m_role = role;
    setVisible(!code.isEmpty());
    m_drawn = false;
    if (isVisible())
        render();
}

void CodeBox::render()
{
    m_drawn = true;
    const Theme& theme = themeOf(this);
    const QString shown = beginningOf(m_code);
    // Each of these lays out anew, also where it changes nothing.
    if (const QFont font = theme.font(TextStyle::Chip); document()->defaultFont() != font)
        document()->setDefaultFont(font);
    if (const int padding = theme.px(Padding); document()->documentMargin() != padding)
        document()->setDocumentMargin(padding);

    // Lay out once at the end, not after each change.
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.setCharFormat({});
    cursor.insertText(shown);
    cursor.select(QTextCursor::Document);
    QTextBlockFormat lines;
    lines.setLineHeight(theme.px(LineHeight), QTextBlockFormat::FixedHeight);
    cursor.mergeBlockFormat(lines);
    QTextCharFormat plain;
    plain.setForeground(theme.text());
    cursor.mergeCharFormat(plain);

    QTextCharFormat format;
    format.setFontWeight(QFont::Bold);
    format.setForeground(theme.color(m_role));
    for (const TextRange& range : rangesOf(shown, m_deciding)) {
        cursor.setPosition(static_cast<int>(range.start));
        cursor.setPosition(static_cast<int>(range.start + range.length), QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(format);
    }
    cursor.endEditBlock();
    setTextCursor(QTextCursor(document()));
    fitHeight();
}

void CodeBox::fitHeight()
{
    if (document()->textWidth() != viewport()->width())
        document()->setTextWidth(viewport()->width());
    const int height = qCeil(document()->size().height());
    if (height == m_height)
        return;
    m_height = height;
    updateGeometry();
}

QSize CodeBox::sizeHint() const
{
    return {themeOf(this).px(280), m_height};
}

QSize CodeBox::minimumSizeHint() const
{
    return {themeOf(this).px(120), m_height};
}

void CodeBox::paintEvent(QPaintEvent* event)
{
    const Theme& theme = themeOf(this);
    {
        QPainter painter(viewport());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(hasFocus() ? theme.text() : theme.line());
        painter.setBrush(theme.field());
        const QRectF box = QRectF(viewport()->rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        painter.drawRoundedRect(box, theme.controlRadius(), theme.controlRadius());
    }
    QTextEdit::paintEvent(event);
}

void CodeBox::resizeEvent(QResizeEvent* event)
{
    QTextEdit::resizeEvent(event);
    fitHeight();
}

void CodeBox::showEvent(QShowEvent* event)
{
    if (!m_drawn)
        render();
    QTextEdit::showEvent(event);
}

void CodeBox::changeEvent(QEvent* event)
{
    QTextEdit::changeEvent(event);
    if (event->type() != QEvent::StyleChange && event->type() != QEvent::FontChange)
        return;
    m_drawn = false;
    if (isVisible())
        render();
}

void CodeBox::wheelEvent(QWheelEvent* event)
{
    // Let the page around the box scroll.
    event->ignore();
}

} // namespace interleave
