#include "gui/help/helptext.h"

#include "gui/theme/theme.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

namespace interleave {

namespace {

TextStyle styleOf(const QTextBlockFormat& block)
{
    switch (block.headingLevel()) {
    case 0:
        return TextStyle::Body;
    case 1:
        return TextStyle::Title;
    default:
        return TextStyle::CardTitle;
    }
}

bool isCode(const QTextBlockFormat& block)
{
    return block.hasProperty(QTextFormat::BlockCodeFence) ||
           block.hasProperty(QTextFormat::BlockCodeLanguage);
}

bool isTableHead(const QTextBlock& block)
{
    const QTextTable* table = QTextCursor(block).currentTable();
    return table != nullptr && table->cellAt(block.position()).row() == 0;
}

QTextCharFormat charFormat(const QTextCharFormat& was, const QTextBlock& block, const Theme& theme)
{
    const bool mono = was.fontFixedPitch() || isCode(block.blockFormat());
    const bool heading = block.blockFormat().headingLevel() > 0;
    TextStyle style = styleOf(block.blockFormat());
    if (mono)
        style = TextStyle::Code;
    else if (isTableHead(block))
        style = TextStyle::Label;
    else if (!heading && was.fontWeight() > QFont::Normal)
        style = TextStyle::Strong;
    QFont font = theme.font(style);
    font.setItalic(was.fontItalic());
    QTextCharFormat format;
    format.setFont(font);
    format.setForeground(isTableHead(block) ? theme.quiet() : theme.text());
    return format;
}

QTextBlockFormat blockFormat(const QTextBlock& block, const Theme& theme)
{
    QTextBlockFormat format = block.blockFormat();
    const int level = format.headingLevel();
    const bool code = isCode(format);
    const bool inTable = QTextCursor(block).currentTable() != nullptr;
    const TextStyle style = code ? TextStyle::Code : styleOf(format);
    format.setLineHeight(theme.lineHeight(style), QTextBlockFormat::FixedHeight);
    format.setTopMargin(inTable || code ? 0 : theme.px(level > 1 ? 24 : 0));
    format.setBottomMargin(inTable || code ? 0 : theme.px(format.objectIndex() >= 0 ? 4 : 10));
    if (code) {
        format.setBackground(theme.card());
        format.setLeftMargin(theme.px(8));
        // Add space above and below the code block, not between its lines.
        if (!isCode(block.previous().blockFormat()))
            format.setTopMargin(theme.px(6));
        if (!isCode(block.next().blockFormat()))
            format.setBottomMargin(theme.px(14));
    }
    return format;
}

void setTable(QTextTable& table, const Theme& theme)
{
    QTextTableFormat format = table.format();
    format.setBorder(0);
    format.setCellSpacing(0);
    format.setCellPadding(theme.px(4));
    format.setBottomMargin(theme.px(12));
    format.setColumnWidthConstraints(
        {QTextLength(QTextLength::FixedLength, theme.px(180)), QTextLength(QTextLength::VariableLength, 0)});
    table.setFormat(format);
    for (int column = 0; column < table.columns(); ++column) {
        QTextTableCell cell = table.cellAt(0, column);
        QTextTableCellFormat line = cell.format().toTableCellFormat();
        line.setBottomBorder(1);
        line.setBottomBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        line.setBottomBorderBrush(theme.line());
        cell.setFormat(line);
    }
}

} // namespace

void setHelpText(QTextDocument& document, const QString& markdown, const Theme& theme)
{
    document.setDefaultFont(theme.font(TextStyle::Body));
    document.setDocumentMargin(theme.px(24));
    document.setIndentWidth(theme.px(24));
    document.setMarkdown(markdown, QTextDocument::MarkdownDialectGitHub);
    for (QTextFrame* frame : document.rootFrame()->childFrames()) {
        if (auto* table = qobject_cast<QTextTable*>(frame))
            setTable(*table, theme);
    }
    QTextCursor cursor(&document);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        struct Run final
        {
            int start;
            int length;
            QTextCharFormat format;
        };
        QList<Run> runs;
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment part = it.fragment();
            runs.append({part.position(), part.length(), charFormat(part.charFormat(), block, theme)});
        }
        for (const Run& run : std::as_const(runs)) {
            cursor.setPosition(run.start);
            cursor.setPosition(run.start + run.length, QTextCursor::KeepAnchor);
            cursor.setCharFormat(run.format);
        }
        cursor.setPosition(block.position());
        cursor.setBlockFormat(blockFormat(block, theme));
        if (runs.isEmpty())
            cursor.setBlockCharFormat(charFormat(block.charFormat(), block, theme));
    }
}

} // namespace interleave
