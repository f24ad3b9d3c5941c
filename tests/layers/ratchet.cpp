/// @file
/// Keeps the sources readable: a function has at most 60 lines, a file 400, a folder 30 files. Larger ones
/// are in a list with their sizes, and the list may only get shorter: when one has become smaller, lower its
/// number or remove it. Takes the folder of the sources and the list, prints each violation in a sentence,
/// and exits with 1 if there is one.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

enum class Kind { Function, File, Folder };

struct Bound final
{
    std::string_view name;
    std::string_view unit;
    int most;
    std::string_view advice;
};

const Bound& boundOf(Kind kind)
{
    static const Bound bounds[]{
        {"function", "lines", 60, "Split it by what its parts do"},
        {"file", "lines", 400, "Move a subject of its own into a file of its own"},
        {"folder", "files", 30, "Move the files of one subject into a folder of their own"}};
    return bounds[static_cast<int>(kind)];
}

/// Sizes by kind and place: `file stage/stage.cpp`, `function stage/stage.cpp Stage::play`.
using Sizes = std::map<std::string, int>;

std::vector<std::string> linesOf(const fs::path& path)
{
    std::ifstream stream(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

/// The word before the first bracket, `Stage::play`; empty if this is not the beginning of a function.
std::string functionIn(const std::string& head)
{
    const std::size_t bracket = head.find('(');
    if (bracket == std::string::npos || head.find('=') < bracket)
        return {};
    std::size_t begin = bracket;
    while (begin > 0 && (std::isalnum(static_cast<unsigned char>(head[begin - 1])) != 0 ||
                         std::string_view("_:~").find(head[begin - 1]) != std::string_view::npos))
        --begin;
    return head.substr(begin, bracket - begin);
}

bool isType(const std::string& head)
{
    static const std::set<std::string> words{"class", "struct", "enum", "union", "namespace"};
    std::istringstream stream(head);
    std::string word;
    stream >> word;
    while (word == "template" || word.starts_with("template<"))
        stream >> word;
    return words.contains(word);
}

/// Measures functions as clang-format writes them: their braces are on separate lines with equal indentation.
void measureFunctions(const std::string& place, const std::vector<std::string>& lines, Sizes& sizes)
{
    for (std::size_t open = 1; open < lines.size(); ++open) {
        const std::size_t margin = lines[open].find_first_not_of(' ');
        if (margin == std::string::npos || lines[open].substr(margin) != "{" || margin > 4)
            continue;
        // The text before the brace, back to the end of the previous statement.
        std::string head;
        for (std::size_t i = open; i-- > 0;) {
            const std::string& line = lines[i];
            const bool ends = line.empty() || line.back() == ';' || line.back() == '}' ||
                              line.ends_with(':') || line.find("//") != std::string::npos ||
                              line.starts_with('#');
            if (ends)
                break;
            head = line.substr(std::min(line.find_first_not_of(' '), line.size())) + ' ' + head;
        }
        const std::string name = functionIn(head);
        if (name.empty() || isType(head))
            continue;
        const std::string closing = std::string(margin, ' ') + '}';
        const auto close = std::find(lines.begin() + static_cast<std::ptrdiff_t>(open), lines.end(), closing);
        const auto count = static_cast<int>(close - lines.begin()) - static_cast<int>(open) + 1;
        int& size = sizes["function " + place + ' ' + name];
        size = std::max(size, count);
    }
}

Sizes measure(const fs::path& sources)
{
    Sizes sizes;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(sources)) {
        const std::string extension = entry.path().extension().string();
        if (!entry.is_regular_file() || (extension != ".cpp" && extension != ".h"))
            continue;
        const std::string place = entry.path().lexically_relative(sources).generic_string();
        const std::vector<std::string> lines = linesOf(entry.path());
        sizes["file " + place] = static_cast<int>(lines.size());
        ++sizes["folder " + fs::path(place).parent_path().generic_string()];
        measureFunctions(place, lines, sizes);
    }
    return sizes;
}

const Bound& boundOf(const std::string& place)
{
    return boundOf(
        place.starts_with("function") ? Kind::Function
        : place.starts_with("file")   ? Kind::File
                                      : Kind::Folder);
}

/// Reads lines with a place and its size; `#` begins a comment.
Sizes readExceptions(const fs::path& list)
{
    Sizes sizes;
    for (const std::string& line : linesOf(list)) {
        const std::size_t space = line.rfind(' ');
        if (!line.empty() && line[0] != '#' && space != std::string::npos)
            sizes[line.substr(0, space)] = std::stoi(line.substr(space + 1));
    }
    return sizes;
}

int compare(const Sizes& sizes, const Sizes& exceptions)
{
    int found = 0;
    const auto say = [&found](const std::string& sentence) {
        std::cout << sentence << '\n';
        found = 1;
    };
    for (const auto& [place, size] : sizes) {
        const Bound& bound = boundOf(place);
        const auto exception = exceptions.find(place);
        const int most = exception == exceptions.end() ? bound.most : exception->second;
        std::ostringstream has;
        has << place << " has " << size << ' ' << bound.unit;
        if (size > most)
            say(has.str() + ", and may have " + std::to_string(most) + ". " + std::string(bound.advice) +
                '.');
        else if (exception != exceptions.end() && size <= bound.most)
            say(has.str() + ": it needs no exception any more. Take its line out of the list.");
        else if (exception != exceptions.end() && size < most)
            say(has.str() + ": write that into the list in place of " + std::to_string(most) + '.');
    }
    for (const auto& [place, size] : exceptions) {
        if (!sizes.contains(place))
            say(place + " is not there any more. Take its line out of the list.");
    }
    return found;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::cerr << "Usage: ratchet SOURCES LIST\n";
        return 2;
    }
    return compare(measure(argv[1]), readExceptions(argv[2]));
}
