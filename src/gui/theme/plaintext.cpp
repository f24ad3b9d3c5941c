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
    // A tab begins the shortcut of an item, and a line feed its summary.
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
    // Escaped where it would be read as markup, and only there: else the escapes would be seen.
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
        // Its advance is rounded to whole px, and may say that a text fits which is cut all the same.
        shown = metrics.elidedText(wording, Qt::ElideRight, room);
        if (shown == wording)
            break;
    }
    return shown;
}

} // namespace interleave
