/// @file
/// Finds sentences that are filled more than once. Each call of QString::arg() replaces the lowest marker in
/// the whole text, even inside what an earlier call has inserted: with `.arg(a).arg(b)`, a record called “%2”
/// gets b's value in place of its name. One call with all arguments only replaces markers of the sentence.
/// Takes the folder of the sources, prints each place as file:line, and exits with 1 if there is one.
#include "sourcetext.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::string_view Call = ".arg(";

/// The position after the bracket that closes the one at @p open.
std::size_t endOfBracket(const std::string& code, std::size_t open)
{
    int depth = 0;
    for (std::size_t i = open; i < code.size(); ++i) {
        depth += code[i] == '(' ? 1 : code[i] == ')' ? -1 : 0;
        if (depth == 0)
            return i + 1;
    }
    return code.size();
}

std::size_t pastBlanks(const std::string& code, std::size_t at)
{
    while (at < code.size() && std::isspace(static_cast<unsigned char>(code[at])) != 0)
        ++at;
    return at;
}

std::size_t beforeBlanks(const std::string& code, std::size_t at)
{
    while (at > 0 && std::isspace(static_cast<unsigned char>(code[at - 1])) != 0)
        --at;
    return at;
}

/// The beginning of the name that ends before @p at.
std::size_t beginOfName(const std::string& code, std::size_t at)
{
    while (at > 0 && isWord(code[at - 1]))
        --at;
    return at;
}

/// Whether the call at @p dot fills `name` and assigns the result to `name` again: `name = name.arg(…)`.
bool fillsAgain(const std::string& code, std::size_t dot)
{
    const std::size_t end = beforeBlanks(code, dot);
    const std::size_t begin = beginOfName(code, end);
    std::size_t before = beforeBlanks(code, begin);
    if (begin == end || before == 0 || code[before - 1] != '=')
        return false;
    before = beforeBlanks(code, before - 1);
    const std::size_t target = beginOfName(code, before);
    return code.substr(target, before - target) == code.substr(begin, end - begin);
}

std::vector<std::size_t> linesWithChains(const std::string& code)
{
    std::vector<std::size_t> lines;
    for (std::size_t at = code.find(Call); at != std::string::npos; at = code.find(Call, at + 1)) {
        const std::size_t next = pastBlanks(code, endOfBracket(code, at + Call.size() - 1));
        if (std::string_view(code).substr(next).starts_with(Call) || fillsAgain(code, at)) {
            const auto here = code.begin() + static_cast<std::ptrdiff_t>(at);
            lines.push_back(static_cast<std::size_t>(std::count(code.begin(), here, '\n')) + 1);
        }
    }
    return lines;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::cerr << "Give the folder of the sources.\n";
        return 2;
    }
    const std::filesystem::path sources(argv[1]);
    std::size_t files = 0;
    std::size_t chains = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(sources)) {
        const auto& path = entry.path();
        if (path.extension() != ".cpp" && path.extension() != ".h")
            continue;
        ++files;
        for (const std::size_t line : linesWithChains(codeOf(textOf(path)))) {
            ++chains;
            std::cout
                << std::filesystem::relative(path, sources).string() << ':' << line
                << " fills a sentence twice. Give one .arg() all of it, numbers by QString::number().\n";
        }
    }
    if (files == 0)
        std::cerr << "There are no sources in " << sources << ".\n";
    else if (chains == 0)
        std::cout << files << " files fill each sentence once.\n";
    return files == 0 || chains > 0 ? 1 : 0;
}
