#include "core/values/jsontree.h"

#include "core/values/decimal.h"
#include "core/values/excerpt.h"
#include "core/values/httpdate.h"
#include "core/values/printable.h"
#include "core/values/text.h"

#include <QSet>

#include <algorithm>
#include <cmath>

namespace interleave {

namespace {

QString fromUtf8(const std::string& text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// The position at which the text stops being JSON; the library's own message has implementation details.
QString problemAt(const QByteArray& text, std::size_t position)
{
    if (withoutMark(text).trimmed().isEmpty())
        return Text::tr("it is empty");
    if (!text.isValidUtf8())
        return Text::tr("it is not UTF-8");
    // The library counts the bytes it has read; the last one is the one in error.
    const QByteArray read = text.left(qMax<qsizetype>(0, static_cast<qsizetype>(position) - 1));
    const qsizetype column = QString::fromUtf8(read.mid(read.lastIndexOf('\n') + 1)).size() + 1;
    return Text::tr("it is no JSON from line %1, column %2 on")
        .arg(QString::number(read.count('\n') + 1), QString::number(column));
}

QString tooManyFields()
{
    return Text::tr("it has more than %n fields", nullptr, Fields::MostFields);
}

QString nestedField(const QString& name, const QString& what)
{
    return Text::tr("the field “%1” holds %2, and a field holds text, a number, true, false or null")
        .arg(excerpt(name), what);
}

QString kindOf(const Json& container)
{
    return container.is_array() ? Text::tr("an array") : Text::tr("an object");
}

/// Nothing for a list or an object.
std::optional<Value> valueOf(const Json& node)
{
    if (node.is_null())
        return Value();
    if (node.is_boolean())
        return Value(node.get<bool>());
    if (node.is_number_integer())
        return Value(node.get<qint64>());
    if (node.is_number())
        return Value(node.get<double>());
    if (node.is_string())
        return Value(fromUtf8(node.get_ref<const std::string&>()));
    return std::nullopt;
}

/// What the text is to hold: any tree, or a record, which is one flat object.
enum class Expected { Tree, Record };

/// Builds the tree, and refuses what the library lets through: duplicate names, numbers that cannot be kept.
class Handler final : public nlohmann::json_sax<Json>
{
public:
    Handler(const QByteArray& text, Expected expected)
        : m_text(text)
        , m_expected(expected)
    {
    }
    [[nodiscard]] const JsonError& error() const { return m_error; }
    [[nodiscard]] Json take() { return std::move(m_root); }

    bool binary(binary_t&) override { return false; }
    bool number_unsigned(number_unsigned_t number) override
    {
        if (number > static_cast<number_unsigned_t>(LargestInteger))
            return outOfRange();
        return scalar(static_cast<qint64>(number));
    }
    bool number_integer(number_integer_t number) override
    {
        if (number < -LargestInteger)
            return outOfRange();
        return scalar(static_cast<qint64>(number));
    }
    bool number_float(number_float_t number, const string_t& written) override
    {
        // An integer that does not fit into 64 bits arrives here rounded.
        if (!std::isfinite(number) || written.find_first_of(".eE") == string_t::npos)
            return outOfRange();
        if (!isKept(number, written))
            return inexact(number, written);
        return scalar(number);
    }
    bool null() override { return scalar(nullptr); }
    bool boolean(bool flag) override { return scalar(flag); }
    bool string(string_t& text) override { return scalar(std::move(text)); }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& e) override
    {
        // 406: a number too large for a double; the text is valid JSON all the same.
        if (e.id == 406)
            return outOfRange();
        return fail(JsonError::Kind::Syntax, problemAt(m_text, position));
    }

    bool start_object(std::size_t) override { return open(Json::object()); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override
    {
        Level& level = m_levels.back();
        level.name = name;
        const qsizetype before = level.seen.size();
        level.seen.insert(fromUtf8(name));
        if (level.seen.size() == before)
            return duplicate(level);
        const bool isFull = level.node->size() >= static_cast<std::size_t>(Fields::MostFields);
        return m_expected == Expected::Tree || !isFull || fail(JsonError::Kind::Shape, tooManyFields());
    }

private:
    struct Level
    {
        Json* node = nullptr;
        std::string name;
        QSet<QString> seen;
    };

    bool scalar(Json value)
    {
        if (m_expected == Expected::Record && m_levels.empty())
            return notAnObject(Text::tr("a single value"));
        put(std::move(value));
        return true;
    }
    bool open(Json node)
    {
        constexpr std::size_t deepest = 64;
        if (m_expected == Expected::Record && !m_levels.empty())
            return fail(JsonError::Kind::Shape, nestedField(fromUtf8(m_levels.back().name), kindOf(node)));
        if (m_expected == Expected::Record && node.is_array())
            return notAnObject(kindOf(node));
        if (m_levels.size() == deepest)
            return fail(JsonError::Kind::Shape, Text::tr("it is nested too deeply"));
        m_levels.push_back({put(std::move(node)), {}, {}});
        return true;
    }
    bool close()
    {
        m_levels.pop_back();
        return true;
    }
    Json* put(Json node)
    {
        if (m_levels.empty()) {
            m_root = std::move(node);
            return &m_root;
        }
        Level& level = m_levels.back();
        if (level.node->is_array()) {
            level.node->push_back(std::move(node));
            return &level.node->back();
        }
        Json& slot = (*level.node)[level.name];
        slot = std::move(node);
        return &slot;
    }

    [[nodiscard]] QString place() const
    {
        QString result;
        for (const Level& level : m_levels) {
            // An open container is already in its parent list; the value being read is not.
            const std::size_t open = &level == &m_levels.back() ? 0 : 1;
            if (level.node->is_array())
                result += QStringLiteral("[%1]").arg(level.node->size() - open);
            else if (!level.name.empty())
                result += (result.isEmpty() ? QString() : QStringLiteral(".")) + fromUtf8(level.name);
        }
        return result;
    }
    /// A tree may also hold the library's own spelling of a number, which is not always the shortest.
    [[nodiscard]] bool isKept(double number, const std::string& written) const
    {
        return isExactly(number, QByteArrayView(written.data(), static_cast<qsizetype>(written.size()))) ||
               (m_expected == Expected::Tree && Json(number).dump() == written);
    }

    bool fail(JsonError::Kind kind, const QString& message)
    {
        m_error = {kind, printable(message)};
        return false;
    }
    bool notAnObject(const QString& what)
    {
        return fail(JsonError::Kind::Shape, Text::tr("it is %1, and a record is an object").arg(what));
    }
    bool duplicate(Level& level)
    {
        const QString name = fromUtf8(std::exchange(level.name, {}));
        const QString at = place();
        return fail(
            JsonError::Kind::Syntax,
            at.isEmpty() ? Text::tr("the name “%1” stands twice in one object").arg(excerpt(name))
                         : Text::tr("in “%1” the name “%2” stands twice").arg(at, name));
    }
    bool outOfRange()
    {
        return fail(
            JsonError::Kind::Shape,
            Text::tr("the number at “%1” is too large: integers up to 9007199254740991 are kept exactly")
                .arg(excerpt(place())));
    }
    bool inexact(double number, const std::string& written)
    {
        constexpr std::size_t mostShown = 40;
        const QString said = fromUtf8(written.substr(0, mostShown));
        return fail(
            JsonError::Kind::Shape,
            Text::tr("the number at “%1” has more digits than are kept: %2 would become %3, so write it like "
                     "that, or as a text")
                .arg(
                    excerpt(place()),
                    written.size() > mostShown ? said + QChar(0x2026) : said,
                    QString::fromLatin1(toJson(Value(number)))));
    }

    const QByteArray& m_text;
    const Expected m_expected;
    JsonError m_error;
    Json m_root;
    std::vector<Level> m_levels;
};

Result<Json, JsonError> parse(const QByteArray& text, Expected expected)
{
    Handler handler(text, expected);
    if (!Json::sax_parse(text.begin(), text.end(), &handler))
        return handler.error();
    return handler.take();
}

} // namespace

Result<Fields, JsonError> fieldsFromJson(const QByteArray& text)
{
    const auto tree = parse(text, Expected::Record);
    if (!tree)
        return tree.error();
    Fields result;
    for (const auto& item : tree->items()) {
        if (auto value = valueOf(item.value()))
            result.set(fromUtf8(item.key()), std::move(*value));
    }
    return result;
}

Result<Fields, JsonError> fieldsAsPut(const QByteArray& text)
{
    auto fields = fieldsFromJson(text);
    if (!fields)
        return fields;
    if (withoutMark(text).size() != text.size()) {
        return JsonError{
            JsonError::Kind::Syntax,
            Text::tr("it begins with a byte order mark, which JSON on the wire must not; send it without")};
    }
    // Only escaped ones are kept: unescaped, the database would return another character.
    if (text.contains("\xef\xbf\xbe") || text.contains("\xef\xbf\xbf")) {
        return JsonError{
            JsonError::Kind::Shape,
            Text::tr("it holds U+FFFE or U+FFFF, which are no characters and would be lost; write them as "
                     "\\ufffe and \\uffff")};
    }
    Fields result = std::move(fields).value();
    result.setWritten(text);
    return result;
}

Result<Json, JsonError> parseTree(const QByteArray& text)
{
    return parse(text, Expected::Tree);
}

QByteArray withoutMark(const QByteArray& text)
{
    static const QByteArray mark("\xef\xbb\xbf");
    return text.startsWith(mark) ? text.mid(mark.size()) : text;
}

QByteArray toBytes(const Json& tree)
{
    return QByteArray::fromStdString(tree.dump());
}

std::string toUtf8(const QString& text)
{
    return text.toStdString();
}

Json toTree(const Value& value)
{
    struct Maker
    {
        Json operator()(std::monostate) const { return nullptr; }
        Json operator()(bool flag) const { return flag; }
        Json operator()(qint64 number) const { return number; }
        Json operator()(double number) const { return number; }
        Json operator()(const QString& text) const { return toUtf8(text); }
    };
    return std::visit(Maker(), value);
}

Json toTree(const Fields& fields)
{
    Json tree = Json::object();
    for (const Field& field : fields)
        tree[toUtf8(field.name)] = toTree(field.value);
    return tree;
}

TreeReader::TreeReader(const Json& tree, QString place)
    : m_tree(&tree)
    , m_place(std::move(place))
{
    if (!tree.is_object())
        fail(
            m_place.isEmpty() ? Text::tr("it is not a JSON object")
                              : Text::tr("“%1” is not an object").arg(m_place));
}

const Json* TreeReader::member(const char* name) const
{
    if (!m_tree->is_object())
        return nullptr;
    const auto it = m_tree->find(name);
    if (it == m_tree->end()) {
        fail(Text::tr("“%1” is missing").arg(placeOf(QString::fromUtf8(name))));
        return nullptr;
    }
    return &*it;
}

QString TreeReader::text(const char* name) const
{
    const Json* node = member(name);
    if (node == nullptr)
        return {};
    if (!node->is_string()) {
        fail(Text::tr("“%1” is not a text").arg(placeOf(QString::fromUtf8(name))));
        return {};
    }
    return fromUtf8(node->get_ref<const std::string&>());
}

qint64 TreeReader::integer(const char* name) const
{
    const Json* node = member(name);
    if (node == nullptr)
        return 0;
    if (!node->is_number_integer()) {
        fail(Text::tr("“%1” is not a whole number").arg(placeOf(QString::fromUtf8(name))));
        return 0;
    }
    return node->get<qint64>();
}

qint64 TreeReader::integerWithin(const char* name, qint64 first, qint64 last) const
{
    const qint64 value = integer(name);
    if (value >= first && value <= last)
        return value;
    fail(Text::tr("“%1” is %2, and that is not within the years 1 to 9999, for which HTTP has dates")
             .arg(placeOf(QString::fromUtf8(name)), QString::number(value)));
    return 0;
}

qint64 TreeReader::time(const char* name) const
{
    return integerWithin(name, FirstTime, LastTime);
}

qint64 TreeReader::timeInSeconds(const char* name) const
{
    return integerWithin(name, FirstTime / 1000, LastTime / 1000);
}

bool TreeReader::flag(const char* name) const
{
    const Json* node = member(name);
    if (node == nullptr)
        return false;
    if (!node->is_boolean()) {
        fail(Text::tr("“%1” is not true or false").arg(placeOf(QString::fromUtf8(name))));
        return false;
    }
    return node->get<bool>();
}

Fields TreeReader::fields(const char* name) const
{
    const Json* node = member(name);
    if (node == nullptr)
        return {};
    const QString at = placeOf(QString::fromUtf8(name));
    if (!node->is_object()) {
        fail(Text::tr("“%1” is not an object").arg(at));
        return {};
    }
    Fields result;
    QString problem;
    if (node->size() > static_cast<std::size_t>(Fields::MostFields))
        problem = tooManyFields();
    for (auto item = node->begin(); item != node->end() && problem.isEmpty(); ++item) {
        const QString field = fromUtf8(item.key());
        auto value = valueOf(*item);
        if (value)
            result.set(field, std::move(*value));
        else
            problem = nestedField(field, kindOf(*item));
    }
    if (problem.isEmpty())
        return result;
    fail(Text::tr("“%1” is no record: %2").arg(at, problem));
    return {};
}

void TreeReader::readWritten(const char* name, Fields& fields) const
{
    if (!has(name))
        return;
    const QByteArray written = text(name).toUtf8();
    const auto said = fieldsAsPut(written);
    if (said && *said == fields)
        fields.setWritten(written);
    else
        fail(Text::tr("“%1” is not what the fields beside it say").arg(placeOf(QString::fromUtf8(name))));
}

QList<Value> TreeReader::values(const char* name) const
{
    const Json* node = member(name);
    if (node == nullptr)
        return {};
    QList<Value> result;
    for (const Json& item : *node) {
        if (auto value = valueOf(item))
            result.append(std::move(*value));
    }
    if (!node->is_array() || result.size() != static_cast<qsizetype>(node->size()))
        fail(Text::tr("“%1” is not a list of values").arg(placeOf(QString::fromUtf8(name))));
    return result;
}

std::vector<TreeReader> TreeReader::array(const char* name) const
{
    const Json* node = member(name);
    if (node == nullptr)
        return {};
    const QString at = placeOf(QString::fromUtf8(name));
    if (!node->is_array()) {
        fail(Text::tr("“%1” is not a list").arg(at));
        return {};
    }
    std::vector<TreeReader> result;
    for (std::size_t i = 0; i < node->size(); ++i)
        result.emplace_back((*node)[i], QStringLiteral("%1[%2]").arg(at, QString::number(i)));
    return result;
}

TreeReader TreeReader::object(const char* name) const
{
    static const Json empty = Json::object();
    const Json* node = member(name);
    TreeReader result(node == nullptr ? empty : *node, placeOf(QString::fromUtf8(name)));
    absorb(result);
    return result;
}

bool TreeReader::has(const char* name) const
{
    return m_tree->is_object() && m_tree->contains(name);
}

bool TreeReader::isObject(const char* name) const
{
    return has(name) && (*m_tree)[name].is_object();
}

bool TreeReader::isText(const char* name) const
{
    return has(name) && (*m_tree)[name].is_string();
}

QStringList TreeReader::names() const
{
    QStringList result;
    if (m_tree->is_object()) {
        for (const auto& item : m_tree->items())
            result.append(fromUtf8(item.key()));
    }
    return result;
}

QString TreeReader::placeOf(const QString& name) const
{
    return m_place.isEmpty() ? name : m_place + QLatin1Char('.') + name;
}

void TreeReader::allowOnly(const QList<const char*>& names)
{
    QStringList known;
    for (const char* name : names)
        known.append(QString::fromUtf8(name));
    for (const QString& name : this->names()) {
        if (!known.contains(name)) {
            fail(Text::tr("“%1” is not known here; use %2")
                     .arg(placeOf(name), known.join(QLatin1String(", "))));
            return;
        }
    }
}

void TreeReader::fail(const QString& problem) const
{
    if (m_problem.isEmpty())
        m_problem = printable(problem);
}

} // namespace interleave
