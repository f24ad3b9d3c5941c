#include "http/room/roomnames.h"

#include "core/values/bounds.h"

#include <QTextBoundaryFinder>

#include <algorithm>
#include <array>

namespace interleave {

namespace {

// Short ones, because they stand on tiles: none is longer than six letters.
constexpr std::array Colours{"Amber", "Azure",  "Beige", "Black",  "Blue",   "Brown",  "Copper", "Coral",
                             "Cyan",  "Golden", "Green", "Grey",   "Indigo", "Ivory",  "Jade",   "Lilac",
                             "Lime",  "Mint",   "Olive", "Orange", "Pink",   "Plum",   "Purple", "Red",
                             "Rose",  "Ruby",   "Sand",  "Silver", "Teal",   "Violet", "White",  "Yellow"};
constexpr std::array Animals{"badger", "bat",    "bear",  "beaver", "bee",    "bison", "camel",  "cat",
                             "crane",  "crow",   "deer",  "dove",   "duck",   "eagle", "falcon", "finch",
                             "fox",    "gecko",  "goat",  "goose",  "hare",   "hawk",  "heron",  "horse",
                             "ibex",   "koala",  "lark",  "lion",   "lizard", "llama", "lynx",   "mole",
                             "moose",  "moth",   "mouse", "newt",   "otter",  "owl",   "panda",  "pike",
                             "puffin", "rabbit", "raven", "robin",  "seal",   "snail", "stork",  "swan",
                             "tiger",  "toad",   "trout", "turtle", "whale",  "wolf",  "wren",   "zebra"};

bool isShown(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
        return false;
    default:
        break;
    }
    // Letters by their category, and yet drawn as nothing: the Hangul fillers, and U+2800, a pattern without
    // dots. A lone surrogate has become a replacement character.
    return character != QChar::ReplacementCharacter && character != 0x115F && character != 0x1160 &&
           character != 0x3164 && character != 0xFFA0 && character != 0x2800;
}

/// The longest beginning of at most \a most code units that ends with a whole character as people see it.
QString beginning(const QString& text, qsizetype most)
{
    if (text.size() <= most)
        return text;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    finder.setPosition(most);
    const qsizetype end = finder.isAtBoundary() ? most : finder.toPreviousBoundary();
    return text.left(std::max<qsizetype>(0, end)).trimmed();
}

} // namespace

int offeredNames()
{
    return static_cast<int>(Colours.size() * Animals.size());
}

QString offeredName(int number)
{
    const auto index = static_cast<std::size_t>(number);
    return QStringLiteral("%1 %2").arg(
        QLatin1String(Colours[index / Animals.size() % Colours.size()]),
        QLatin1String(Animals[index % Animals.size()]));
}

QString drawnName(const std::function<bool(const QString&)>& isTaken, const std::function<int(int)>& random)
{
    const int all = offeredNames();
    const int first = random(all);
    for (int i = 0; i < all; ++i) {
        QString name = offeredName((first + i) % all);
        if (!isTaken(name))
            return name;
    }
    return uniqueName(offeredName(first), isTaken);
}

QString cleanName(const QString& typed)
{
    QString shown;
    // No name needs more; a long text is not worth the work.
    const QList<uint> characters = QStringView(typed).left(16 * LongestRoomName).toUcs4();
    for (const char32_t character : characters) {
        // A tab or a line end separates words.
        if (QChar::isSpace(character))
            shown += QLatin1Char(' ');
        else if (isShown(character))
            shown += QString::fromUcs4(&character, 1);
    }
    return beginning(shown.normalized(QString::NormalizationForm_C).simplified(), LongestRoomName);
}

QString uniqueName(const QString& name, const std::function<bool(const QString&)>& isTaken)
{
    if (!isTaken(name))
        return name;
    for (int number = 2;; ++number) {
        const QString end = QStringLiteral(" %1").arg(number);
        QString other = beginning(name, LongestRoomName - end.size()) + end;
        if (!isTaken(other))
            return other;
    }
}

QString nameKey(const QString& name)
{
    return name.normalized(QString::NormalizationForm_KC).toCaseFolded();
}

} // namespace interleave
