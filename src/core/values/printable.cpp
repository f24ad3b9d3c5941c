#include "core/values/printable.h"

#include <algorithm>

namespace interleave {

namespace {

/// All of Bidi_Control. They reorder the text around them, even beyond their own text.
bool isDirection(QChar c)
{
    return c == u'\u061c' || c == u'\u200e' || c == u'\u200f' || (c >= u'\u202a' && c <= u'\u202e') ||
           (c >= u'\u2066' && c <= u'\u2069');
}

bool isPlain(QChar c)
{
    const QChar::Category category = c.category();
    return category != QChar::Other_Control && category != QChar::Separator_Line &&
           category != QChar::Separator_Paragraph && !isDirection(c);
}

/// Whether a surrogate is one of a valid pair; only then it can be printed.
bool isPaired(const QString& text, qsizetype i)
{
    const QChar c = text.at(i);
    return c.isHighSurrogate() ? i + 1 < text.size() && text.at(i + 1).isLowSurrogate()
                               : i > 0 && text.at(i - 1).isHighSurrogate();
}

QString numbered(QChar c)
{
    return QStringLiteral("<U+%1>").arg(
        QString::number(c.unicode(), 16).toUpper().rightJustified(4, QLatin1Char('0')));
}

QString printableBut(const QString& text, QLatin1String kept)
{
    QString result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (kept.contains(c) || (c.isSurrogate() ? isPaired(text, i) : isPlain(c)))
            result += c;
        else
            result += numbered(c);
    }
    return result;
}

} // namespace

QString printable(const QString& text)
{
    return printableBut(text, {});
}

QString printableLines(const QString& text)
{
    return printableBut(text, QLatin1String("\n"));
}

bool isPlainLine(const QString& text)
{
    return text == text.trimmed() &&
           std::ranges::none_of(text, [](QChar c) { return c.category() == QChar::Other_Control; });
}

} // namespace interleave
