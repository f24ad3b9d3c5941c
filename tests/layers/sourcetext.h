#pragma once

// Reads source files for the checks: only the code, without the text of comments and literals.

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

inline std::string textOf(const std::filesystem::path& path)
{
    std::string text(std::filesystem::file_size(path), '\0');
    std::ifstream(path, std::ios::binary).read(text.data(), static_cast<std::streamsize>(text.size()));
    return text;
}

inline void blank(std::string& text, std::size_t from, std::size_t to)
{
    for (std::size_t i = from; i < std::min(to, text.size()); ++i) {
        if (text[i] != '\n')
            text[i] = ' ';
    }
}

inline bool isWord(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// The position after the closing quote of the literal that begins at @p open.
inline std::size_t endOfQuoted(const std::string& text, std::size_t open)
{
    std::size_t i = open + 1;
    while (i < text.size() && text[i] != text[open])
        i += text[i] == '\\' ? 2 : 1;
    return std::min(i + 1, text.size());
}

/// The position after the comment or literal that begins at @p at, or @p at if there is none.
inline std::size_t endOfWords(const std::string& text, std::size_t at)
{
    const std::string_view rest = std::string_view(text).substr(at);
    if (rest.starts_with("//"))
        return std::min(text.find('\n', at), text.size());
    if (rest.starts_with("/*")) {
        const std::size_t end = text.find("*/", at + 2);
        return end == std::string::npos ? text.size() : end + 2;
    }
    if (rest.starts_with("R\"")) {
        const std::size_t open = text.find('(', at);
        if (open == std::string::npos)
            return text.size();
        const std::string close = ')' + text.substr(at + 2, open - at - 2) + '"';
        const std::size_t end = text.find(close, open);
        return end == std::string::npos ? text.size() : end + close.size();
    }
    const bool isSeparator = at > 0 && std::isdigit(static_cast<unsigned char>(text[at - 1])) != 0; // 1'000
    return rest.starts_with('"') || (rest.starts_with('\'') && !isSeparator) ? endOfQuoted(text, at) : at;
}

/// The code with the text of comments and literals removed, each line in its place.
inline std::string codeOf(std::string text)
{
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t end = endOfWords(text, i);
        if (end > i)
            blank(text, i, end);
        i = std::max(end, i + 1);
    }
    return text;
}
