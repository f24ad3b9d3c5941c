#include "gui/theme/plaintext.h"

#include <QFontMetrics>
#include <QTextDocument>
#include <QWidget>

namespace interleave {

namespace {

constexpr qsizetype LongestTip = 2000;

} // namespace

QString literal(QString text)
{
    text.replace(QLatin1Char('&'), QLatin1String("&&"));
    // In a menu item, a tab begins the shortcut and a line feed the summary, so replace them.
    for (QChar& c : text) {
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator ||
            c == QChar::ParagraphSeparator)
            c = QLatin1Char(' ');
    }
    return text;
}

QString plainTip(const QString& text)
{
    QString tip = text.left(LongestTip);
    if (tip.size() < text.size())
        tip += QStringLiteral("…");
    // Escape only what would be read as markup: elsewhere the escapes would show.
    return Qt::mightBeRichText(tip) ? Qt::convertFromPlainText(tip) : tip;
}

void setPlainTip(QWidget& widget, const QString& text)
{
    widget.setToolTip(plainTip(text));
}

QString firstWhole(const QStringList& wordings, const QFontMetrics& metrics, int room)
{
    QString shown;
    for (const QString& wording : wordings) {
        // horizontalAdvance() is rounded to whole px and may claim that a text fits which is cut, so try it.
        shown = metrics.elidedText(wording, Qt::ElideRight, room);
        if (shown == wording)
            break;
    }
    return shown;
}

} // namespace interleave
