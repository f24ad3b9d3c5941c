/// @file
/// Finds switches that would hide a new enumerator. A switch over an action, a verdict or a rule of locking
/// must name every case and have no `default:`, so that the compiler reports each place that has to handle a
/// new one (-Wswitch). A Precondition is a variant: it must be handled with std::visit, which does not
/// compile with an unhandled alternative, and not with a chain of std::get_if. Takes the folder of the
/// sources, prints each place as file:line, and exits with 1 if there is one.
#include "sourcetext.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <regex>
#include <string>
#include <vector>

namespace {

/// A case that names an enumerator of one of these types.
const std::regex& namedCase()
{
    static const std::regex expression(R"(\bcase\s+(?:\w+::)*(?:Action|Verdict|Locking|Proof)::\w+\s*:)");
    return expression;
}

const std::regex& defaultCase()
{
    static const std::regex expression(R"(\bdefault\s*:)");
    return expression;
}

/// The alternatives of Precondition.
const std::regex& askedAlternative()
{
    static const std::regex expression(
        R"(\bget_if\s*<\s*(?:Unconditional|MustExist|MustBeAbsent|VersionIn|UnmodifiedSince|HoldsLease|NotLeasedAway)\s*>)");
    return expression;
}

/// The position after the brace that closes the one at @p open.
std::size_t endOfBlock(const std::string& code, std::size_t open)
{
    int depth = 0;
    for (std::size_t i = open; i < code.size(); ++i) {
        depth += code[i] == '{' ? 1 : code[i] == '}' ? -1 : 0;
        if (depth == 0)
            return i + 1;
    }
    return code.size();
}

/// The positions of matches in @p code from @p begin to @p end.
std::vector<std::size_t>
placesOf(const std::regex& expression, const std::string& code, std::size_t begin, std::size_t end)
{
    std::vector<std::size_t> places;
    const auto at = [&code](std::size_t i) {
        return code.begin() + static_cast<std::ptrdiff_t>(i);
    };
    for (std::sregex_iterator match(at(begin), at(end), expression), none; match != none; ++match)
        places.push_back(begin + static_cast<std::size_t>(match->position()));
    return places;
}

/// A switch with its body, in the order of the file.
struct Block final
{
    std::size_t begin;
    std::size_t end;
};

std::vector<Block> switchesIn(const std::string& code)
{
    static const std::regex expression(R"(\bswitch\s*\()");
    std::vector<Block> blocks;
    for (const std::size_t begin : placesOf(expression, code, 0, code.size())) {
        if (const std::size_t open = code.find('{', begin); open != std::string::npos)
            blocks.push_back({open, endOfBlock(code, open)});
    }
    return blocks;
}

/// The code of this switch, with nested switches blanked out.
std::string ownCases(std::string code, const Block& block, const std::vector<Block>& all)
{
    for (const Block& inner : all) {
        if (inner.begin > block.begin && inner.end < block.end)
            blank(code, inner.begin, inner.end);
    }
    return code;
}

std::vector<std::size_t> breachesIn(const std::string& code)
{
    std::vector<std::size_t> places = placesOf(askedAlternative(), code, 0, code.size());
    const std::vector<Block> all = switchesIn(code);
    for (const Block& block : all) {
        const std::string own = ownCases(code, block, all);
        if (!placesOf(namedCase(), own, block.begin, block.end).empty()) {
            for (const std::size_t place : placesOf(defaultCase(), own, block.begin, block.end))
                places.push_back(place);
        }
    }
    std::ranges::sort(places);
    return places;
}

std::ptrdiff_t lineOf(const std::string& code, std::size_t place)
{
    return std::count(code.begin(), code.begin() + static_cast<std::ptrdiff_t>(place), '\n') + 1;
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
    std::size_t breaches = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(sources)) {
        const auto& path = entry.path();
        if (path.extension() != ".cpp" && path.extension() != ".h")
            continue;
        ++files;
        const std::string code = codeOf(textOf(path));
        for (const std::size_t place : breachesIn(code)) {
            ++breaches;
            std::cout << std::filesystem::relative(path, sources).string() << ':' << lineOf(code, place)
                      << " would swallow a new one. Name every case of an Action, a Verdict, a Locking or a "
                         "Proof, and "
                         "ask a Precondition with std::visit.\n";
        }
    }
    if (files == 0)
        std::cerr << "There are no sources in " << sources << ".\n";
    else if (breaches == 0)
        std::cout << files << " files leave no action, verdict, rule or precondition to a default.\n";
    return files == 0 || breaches > 0 ? 1 : 0;
}
