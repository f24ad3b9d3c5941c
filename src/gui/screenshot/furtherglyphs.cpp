#include "gui/screenshot/furtherglyphs.h"

#include "cli/terminal.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "gui/theme/fonts.h"

#include <QFile>
#include <QFontMetrics>

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

namespace interleave {

namespace {

/// What every bundled font has, of what people write often: Latin, Greek and Cyrillic letters, punctuation,
/// arrows.
constexpr std::array<std::pair<char32_t, char32_t>, 25> Bundled{{
    {0x20, 0x7e},     {0xa0, 0x131},    {0x134, 0x148},   {0x14a, 0x17e},   {0x384, 0x38a},
    {0x38c, 0x38c},   {0x38e, 0x3a1},   {0x3a3, 0x3ce},   {0x401, 0x40c},   {0x40e, 0x44f},
    {0x451, 0x45c},   {0x45e, 0x45f},   {0x1ea0, 0x1ef9}, {0x2010, 0x2010}, {0x2013, 0x2014},
    {0x2018, 0x201a}, {0x201c, 0x201e}, {0x2020, 0x2022}, {0x2026, 0x2026}, {0x2030, 0x2030},
    {0x2039, 0x203a}, {0x20ac, 0x20ac}, {0x2122, 0x2122}, {0x2190, 0x2193}, {0x2212, 0x2212},
}};

bool isBeyond(char32_t c)
{
    return c >= 0x20 && std::ranges::none_of(Bundled, [c](const auto& range) {
               return range.first <= c && c <= range.second;
           });
}

/// Not so those that only change how others are drawn, such as a variation selector.
bool isDrawn(char32_t c)
{
    return QChar::category(c) != QChar::Other_Format && (c < 0xfe00 || c > 0xfe0f);
}

/// With the characters that are escaped, which may be the halves of a surrogate pair.
QString unescaped(const QString& text)
{
    QString plain;
    for (qsizetype at = 0; at < text.size(); ++at) {
        bool ok = false;
        const bool isEscape = QStringView(text).mid(at).startsWith(QLatin1String("\\u"));
        const uint unit = isEscape ? QStringView(text).mid(at + 2, 4).toUInt(&ok, 16) : 0;
        plain += ok ? QChar(static_cast<char16_t>(unit)) : text.at(at);
        at += ok ? 5 : 0;
    }
    return plain;
}

/// In the order in which they were found.
class Characters final
{
public:
    void add(const QString& text)
    {
        for (const char32_t c : unescaped(text).toStdU32String()) {
            if (isBeyond(c) && m_known.insert(c).second)
                m_found += c;
        }
    }
    [[nodiscard]] const std::u32string& found() const { return m_found; }

private:
    std::u32string m_found;
    std::unordered_set<char32_t> m_known;
};

/// A line of a journal is an event; most have nothing but ASCII.
void addFile(Characters& characters, const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        if (line.contains("\\u") ||
            std::ranges::any_of(line, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
            characters.add(QString::fromUtf8(line));
    }
}

} // namespace

std::u32string beyondBundledFonts(const QString& text)
{
    Characters characters;
    characters.add(text);
    return characters.found();
}

std::optional<std::u32string> beyondBundledFonts(const WindowCommand& what)
{
    const bool isLesson = !what.journal && !what.transactionRun;
    const bool isNamed = !what.file.isEmpty();
    const bool isBuiltIn = isLesson && (isNamed ? isBuiltinLesson(what.file)
                                                : !what.transactions || what.transactions->isBuiltIn);
    if (!what.stage.databaseFile.isEmpty() || !(isBuiltIn || what.fileRead))
        return std::nullopt;
    Characters characters;
    characters.add(what.title.value_or(QString()));
    characters.add(what.file);
    if (!isBuiltIn)
        addFile(characters, what.file);
    return characters.found();
}

void tellMissingGlyphs(const std::u32string& characters)
{
    constexpr std::size_t most = 5;
    const QFontMetrics sans(bundledFont(false, 16, QFont::Normal));
    QStringList missing;
    for (const char32_t c : characters) {
        if (isDrawn(c) && !sans.inFontUcs4(c))
            missing.append(QStringLiteral("“%1” (U+%2)")
                               .arg(
                                   QString::fromUcs4(&c, 1),
                                   QStringLiteral("%1").arg(uint(c), 4, 16, QLatin1Char('0')).toUpper()));
    }
    missing.removeDuplicates();
    if (missing.isEmpty())
        return;
    message(
        Text::tr("No font here has %1; where it is to be drawn, there is a box. Install a font that has it.")
            .arg(listed(missing.mid(0, most), ListStyle::Or)));
}

} // namespace interleave
