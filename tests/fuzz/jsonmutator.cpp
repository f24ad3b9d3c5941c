// Changes one value of a JSON text, or of one line of JSON Lines, so that an input that is JSON stays JSON:
// bytes that are changed anywhere would hardly ever get past the reader of JSON. Half of all inputs are
// changed by bytes all the same.

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <vector>

// NOLINTBEGIN(readability-identifier-naming): the names are libFuzzer's.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);
extern "C" std::size_t
LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned int seed);
// NOLINTEND(readability-identifier-naming)

namespace {

using Json = nlohmann::ordered_json;
using Random = std::minstd_rand;

std::size_t below(Random& random, std::size_t count)
{
    return random() % count;
}

void collect(Json& node, std::vector<Json*>& nodes)
{
    nodes.push_back(&node);
    if (node.is_structured()) {
        for (Json& child : node)
            collect(child, nodes);
    }
}

std::string mutated(const std::string& text, std::size_t most)
{
    std::string buffer = text;
    buffer.resize(std::max(most, text.size()));
    const std::size_t size =
        LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(buffer.data()), text.size(), buffer.size());
    buffer.resize(size);
    return buffer;
}

void changeScalar(Json& node, Random& random)
{
    static const std::array<Json, 14> values{
        nullptr,
        true,
        false,
        0,
        1,
        -1,
        2.5,
        9007199254740991,
        -9007199254740991,
        253402300799999,
        "",
        "A",
        Json::array(),
        Json::object()};
    if (node.is_string() && below(random, 3) != 0) {
        node = mutated(node.get<std::string>(), 40);
    } else if (node.is_number_integer() && below(random, 3) != 0) {
        node = node.get<std::int64_t>() + (below(random, 2) == 0 ? 1 : -1);
    } else {
        node = values[below(random, values.size())];
    }
}

void changeList(Json& list, Random& random)
{
    const std::size_t at = below(random, list.size());
    switch (below(random, 3)) {
    case 0:
        list.erase(at);
        break;
    case 1:
        list.insert(
            list.begin() + static_cast<std::ptrdiff_t>(below(random, list.size() + 1)), Json(list[at]));
        break;
    default:
        std::swap(list[at], list[below(random, list.size())]);
        break;
    }
}

void changeObject(Json& object, Random& random, const std::vector<std::string>& names)
{
    auto at = object.begin();
    std::advance(at, static_cast<std::ptrdiff_t>(below(random, object.size())));
    const std::string name =
        below(random, 2) == 0 ? names[below(random, names.size())] : mutated(at.key(), 24);
    const Json value = at.value();
    if (below(random, 2) == 0)
        object.erase(at);
    if (below(random, 3) != 0)
        object[name] = value;
}

void change(Json& tree, Random& random)
{
    std::vector<Json*> nodes;
    collect(tree, nodes);
    std::vector<std::string> names{"record"};
    for (const Json* node : nodes) {
        if (node->is_object()) {
            for (const auto& item : node->items())
                names.push_back(item.key());
        }
    }
    Json& node = *nodes[below(random, nodes.size())];
    if (below(random, 4) == 0)
        node = Json(*nodes[below(random, nodes.size())]);
    else if (node.is_array() && !node.empty())
        changeList(node, random);
    else if (node.is_object() && !node.empty())
        changeObject(node, random, names);
    else
        changeScalar(node, random);
}

/// False when the text is not JSON.
bool changeText(std::string& text, Random& random)
{
    Json tree = Json::parse(text, nullptr, false);
    if (tree.is_discarded())
        return false;
    for (std::size_t changes = 1 + below(random, 3); changes > 0; --changes)
        change(tree, random);
    text = tree.dump(-1, ' ', false, Json::error_handler_t::ignore);
    return true;
}

std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        lines.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return lines;
}

/// Changes one line, or the order of the lines. False when there is no JSON.
bool changeLines(std::string& text, Random& random)
{
    std::vector<std::string> lines = linesOf(text);
    if (lines.size() < 2)
        return false;
    const std::size_t at = below(random, lines.size());
    const auto place = lines.begin() + static_cast<std::ptrdiff_t>(at);
    switch (below(random, 10)) {
    case 0:
        lines.erase(place);
        break;
    case 1:
        lines.insert(place, std::string(lines[below(random, lines.size())]));
        break;
    default:
        if (!changeText(*place, random))
            return false;
        break;
    }
    text.clear();
    for (const std::string& line : lines)
        text += line + '\n';
    return true;
}

} // namespace

// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" std::size_t
LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned int seed)
{
    Random random(seed);
    std::string text(reinterpret_cast<const char*>(data), size);
    const bool isChanged =
        below(random, 2) == 0 && size > 0 && (changeText(text, random) || changeLines(text, random));
    if (!isChanged || text.size() > most)
        return LLVMFuzzerMutate(data, size, most);
    std::memcpy(data, text.data(), text.size());
    return text.size();
}
