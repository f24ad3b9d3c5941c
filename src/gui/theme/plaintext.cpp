#include "gui/theme/plaintext.h"

#include "gui/theme/textwidth.h"

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

bool fitsWhole(const QString& text, const QFont& font, int width)
{
    return advanceOf(font, text) <= width;
}

QString firstWhole(const QStringList& wordings, const QFont& font, int width)
{
    QString shown;
    for (const QString& wording : wordings) {
        if (fitsWhole(wording, font, width))
            return wording;
        shown = wording;
    }
    return QFontMetrics(font).elidedText(shown, Qt::ElideRight, width);
}

} // namespace interleave
