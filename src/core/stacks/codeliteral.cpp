#include "core/stacks/codeliteral.h"

#include "core/export/curlrequest.h"
#include "core/transactions/sqlliterals.h"
#include "core/values/printable.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace interleave {

namespace {

struct LanguageRow final
{
    CodeLanguage language;
    const char* name;
};

constexpr std::array Languages{
    LanguageRow{CodeLanguage::Sql, "sql"},
    LanguageRow{CodeLanguage::Json, "json"},
    LanguageRow{CodeLanguage::Javascript, "js"},
    LanguageRow{CodeLanguage::Python, "python"},
    LanguageRow{CodeLanguage::Ruby, "ruby"},
    LanguageRow{CodeLanguage::Php, "php"},
    LanguageRow{CodeLanguage::Java, "java"},
    LanguageRow{CodeLanguage::CSharp, "csharp"},
    LanguageRow{CodeLanguage::Shell, "sh"},
    LanguageRow{CodeLanguage::Redis, "redis"}};

/// The rest of the text is needed to know whether a surrogate has its other half.
bool isUnprintable(const QString& text, qsizetype at)
{
    return !text.at(at).isSurrogate() && printable(text.mid(at, 1)) != text.mid(at, 1);
}

bool hasUnprintable(const QString& text)
{
    return printable(text) != text;
}

QString hex(QChar c)
{
    return QString::number(c.unicode(), 16).rightJustified(4, QLatin1Char('0'));
}

/// Java reads \u before anything else, so that a line feed written so would end the line.
QString escaped(QChar c, CodeLanguage language)
{
    if (c == QLatin1Char('\n'))
        return QStringLiteral("\\n");
    if (c == QLatin1Char('\r'))
        return QStringLiteral("\\r");
    if (c == QLatin1Char('\t'))
        return QStringLiteral("\\t");
    if (language == CodeLanguage::Java && c.unicode() < 32)
        return QLatin1Char('\\') + QString::number(c.unicode(), 8).rightJustified(3, QLatin1Char('0'));
    if (language == CodeLanguage::Php)
        return QStringLiteral("\\u{%1}").arg(hex(c));
    if (language == CodeLanguage::Redis) {
        QString bytes;
        const QByteArray encoded = QString(c).toUtf8();
        for (const char byte : encoded)
            bytes += QStringLiteral("\\x") +
                     QString::number(static_cast<uchar>(byte), 16).rightJustified(2, QLatin1Char('0'));
        return bytes;
    }
    return QStringLiteral("\\u") + hex(c);
}

/// What else begins something in a text between double quotation marks.
bool isSpecial(const QString& text, qsizetype at, CodeLanguage language)
{
    const QChar c = text.at(at);
    if (c == QLatin1Char('"') || c == QLatin1Char('\\'))
        return true;
    if (language == CodeLanguage::Php)
        return c == QLatin1Char('$');
    const QString after = text.mid(at + 1, 1);
    return language == CodeLanguage::Ruby && c == QLatin1Char('#') && !after.isEmpty() &&
           QStringLiteral("{$@").contains(after);
}

QString quoted(const QString& text, CodeLanguage language)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (isUnprintable(text, i)) {
            result += escaped(c, language);
            continue;
        }
        if (isSpecial(text, i, language))
            result += QLatin1Char('\\');
        result += c;
    }
    return QLatin1Char('"') + result + QLatin1Char('"');
}

/// Control characters in SQL's own way (ISO 9075, <Unicode character string literal>).
QString sqlText(const QString& text)
{
    if (!hasUnprintable(text))
        return sqlLiteral(text, QStringLiteral("postgresql"));
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == QLatin1Char('\'') || c == QLatin1Char('\\'))
            result += c;
        result += isUnprintable(text, i) ? QLatin1Char('\\') + hex(c) : QString(c);
    }
    return QStringLiteral("U&'") + result + QLatin1Char('\'');
}

QString textLiteral(const QString& text, CodeLanguage language)
{
    switch (language) {
    case CodeLanguage::Sql:
        return sqlText(text);
    case CodeLanguage::Shell:
        return shellQuoted(text);
    case CodeLanguage::Json:
    case CodeLanguage::Javascript:
    case CodeLanguage::Python:
    case CodeLanguage::Ruby:
    case CodeLanguage::Php:
    case CodeLanguage::Java:
    case CodeLanguage::CSharp:
    case CodeLanguage::Redis:
        return quoted(text, language);
    }
    Q_UNREACHABLE();
}

QString nullLiteral(CodeLanguage language)
{
    switch (language) {
    case CodeLanguage::Sql:
        return QStringLiteral("NULL");
    case CodeLanguage::Python:
        return QStringLiteral("None");
    case CodeLanguage::Ruby:
        return QStringLiteral("nil");
    case CodeLanguage::Json:
    case CodeLanguage::Javascript:
    case CodeLanguage::Php:
    case CodeLanguage::Java:
    case CodeLanguage::CSharp:
    case CodeLanguage::Shell:
    case CodeLanguage::Redis:
        return QStringLiteral("null");
    }
    Q_UNREACHABLE();
}

QString truthLiteral(bool truth, CodeLanguage language)
{
    const QString word = truth ? QStringLiteral("true") : QStringLiteral("false");
    if (language == CodeLanguage::Sql)
        return word.toUpper();
    return language == CodeLanguage::Python ? capitalized(word) : word;
}

/// Words that one of the languages, or a class of one of the stacks, needs for itself; in lower case.
bool isTaken(const QString& word)
{
    static const QSet<QString> words = [] {
        const QString all = QStringLiteral(
            "abstract add alias and any as assert async attributes await base begin bool boolean break byte "
            "case "
            "catch changed char checked class clone collection connection const continue declare decimal def "
            "default defined del delegate delete destroy display do double echo elif else elsif empty end "
            "enum "
            "ensure errors eval event except exec exit explicit export extends extern false final finally "
            "fixed float fn for foreach freeze from function get global goto hash id if implements implicit "
            "import in include init instanceof int interface internal invalid is isset key lambda let list "
            "lock "
            "lock_version lockversion long match metadata method model module namespace native new next nil "
            "none "
            "nonlocal not notify null object objects operator or out override params pass pk print private "
            "protected public query raise readonly redo ref register registry rescue retry return save sbyte "
            "schema sealed self send set short sizeof static string struct super switch symbol synchronized "
            "then "
            "this throw throws transaction transient true try type typeof uint ulong unchecked undef unless "
            "unsafe unset until update use using validate value_type var version virtual void volatile wait "
            "when "
            "where while with xor yield");
        const QStringList list = all.split(QLatin1Char(' '));
        return QSet<QString>(list.begin(), list.end());
    }();
    return words.contains(word);
}

bool isTakenInSql(const QString& word)
{
    static const QSet<QString> words = [] {
        const QString all = QStringLiteral(
            "all analyse analyze and any array as asc authorization between binary both case cast check "
            "collate "
            "column condition constraint create cross current_date current_time current_user database "
            "default "
            "deferrable delete desc describe distinct do drop else end except exists explain false fetch for "
            "foreign freeze from full function grant group groups having if ilike in index inner insert "
            "intersect interval into is isnull join key keys kill lateral leading left like limit localtime "
            "lock "
            "match natural not notnull null offset on only option or order outer over overlaps placing "
            "primary "
            "procedure range rank read references release rename replace returning revoke right row rows "
            "schema "
            "select session_user set show similar some symmetric table then to trailing trigger true union "
            "unique update usage use user using values variadic verbose when where window with write");
        const QStringList list = all.split(QLatin1Char(' '));
        return QSet<QString>(list.begin(), list.end());
    }();
    return words.contains(word);
}

/// Letters and digits, cut where others stand between them and where a small letter is followed by a capital.
QStringList wordsOf(const QString& name)
{
    QStringList words;
    bool begins = true;
    bool wasSmall = false;
    const QString normal = name.normalized(QString::NormalizationForm_C);
    for (const QChar c : normal) {
        const bool isDigit = c >= QLatin1Char('0') && c <= QLatin1Char('9');
        if (!c.isLetter() && !isDigit) {
            begins = true;
            continue;
        }
        if (begins || (wasSmall && c.isUpper()))
            words.append(QString());
        words.last() += c.toLower();
        wasSmall = c.isLower() || isDigit;
        begins = false;
    }
    if (words.isEmpty() || !words.first().front().isLetter())
        words.prepend(QStringLiteral("field"));
    return words;
}

QString joinedWords(const QStringList& words, CodeLanguage language)
{
    if (language == CodeLanguage::Python || language == CodeLanguage::Ruby || language == CodeLanguage::Sql)
        return words.join(QLatin1Char('_'));
    QString result;
    for (const QString& word : words)
        result += result.isEmpty() && language != CodeLanguage::CSharp ? word : capitalized(word);
    return result;
}

bool isAsciiWord(const QString& text, bool mayHaveCapitals)
{
    const auto isPart = [mayHaveCapitals](QChar c) {
        const bool isSmall = (c >= QLatin1Char('a') && c <= QLatin1Char('z')) || c == QLatin1Char('_');
        const bool isCapital = c >= QLatin1Char('A') && c <= QLatin1Char('Z');
        return isSmall || (mayHaveCapitals && isCapital) || (c >= QLatin1Char('0') && c <= QLatin1Char('9'));
    };
    return !text.isEmpty() && !text.front().isDigit() && std::ranges::all_of(text, isPart);
}

} // namespace

QString toName(CodeLanguage language)
{
    const auto* const row = std::ranges::find(Languages, language, &LanguageRow::language);
    return QString::fromLatin1(row->name);
}

std::optional<CodeLanguage> codeLanguageFromName(const QString& name)
{
    const auto* const row = std::ranges::find_if(
        Languages, [&name](const LanguageRow& each) { return name == QLatin1String(each.name); });
    return row == Languages.end() ? std::nullopt : std::optional(row->language);
}

QStringList codeLanguageNames()
{
    QStringList names;
    for (const LanguageRow& row : Languages)
        names.append(QString::fromLatin1(row.name));
    return names;
}

QString literalOf(const Value& value, CodeLanguage language)
{
    if (const auto* text = std::get_if<QString>(&value))
        return textLiteral(*text, language);
    if (std::holds_alternative<std::monostate>(value))
        return nullLiteral(language);
    if (const auto* truth = std::get_if<bool>(&value))
        return truthLiteral(*truth, language);
    const QString number = QString::fromUtf8(toJson(value));
    const auto* whole = std::get_if<qint64>(&value);
    const bool isLong = whole != nullptr && (*whole > 2147483647 || *whole < -2147483648LL);
    return isLong && language == CodeLanguage::Java ? number + QLatin1Char('L') : number;
}

QString capitalized(const QString& identifier)
{
    return identifier.left(1).toUpper() + identifier.mid(1);
}

QStringList identifiersOf(const Fields& fields, CodeLanguage language)
{
    QStringList names;
    for (const Field& field : fields) {
        QStringList words = wordsOf(field.name);
        if (isTaken(words.join(QLatin1Char('_'))) || isTaken(words.join(QString())))
            words.append(QStringLiteral("value"));
        QString name = joinedWords(words, language);
        for (int number = 2; names.contains(name); ++number)
            name = joinedWords(words, language) + QString::number(number);
        names.append(name);
    }
    return names;
}

QString columnOf(const QString& field)
{
    if (field == QLatin1String("id") || field == QLatin1String("version"))
        return field + QStringLiteral("_value");
    if (isAsciiWord(field, false) && !isTakenInSql(field))
        return field;
    QString name = printable(field);
    name.replace(QLatin1Char('"'), QLatin1String("\"\""));
    return QLatin1Char('"') + name + QLatin1Char('"');
}

QString keyOf(const QString& field)
{
    const QStringList own{
        QStringLiteral("id"), QStringLiteral("_id"), QStringLiteral("__v"), QStringLiteral("version")};
    const QString name = own.contains(field) ? field + QStringLiteral("Value") : field;
    return isAsciiWord(name, true) ? name : quoted(name, CodeLanguage::Javascript);
}

QString memberOf(const QString& field)
{
    const QString key = keyOf(field);
    return key.startsWith(QLatin1Char('"')) ? QLatin1Char('[') + key + QLatin1Char(']')
                                            : QLatin1Char('.') + key;
}

} // namespace interleave
