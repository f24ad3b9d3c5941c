#include "http/connection/target.h"

#include "core/values/text.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace interleave {

namespace {

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// RFC 3986 §2.2, §2.3, without "#": a fragment is never sent.
bool isUriCharacter(char c)
{
    const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool isDigit = c >= '0' && c <= '9';
    return isLetter || isDigit || (c != '\0' && std::strchr("-._~:/?[]@!$&'()*+,;=%", c) != nullptr);
}

std::optional<Refusal> problemWith(const QByteArray& target)
{
    for (qsizetype i = 0; i < target.size(); ++i) {
        if (!isUriCharacter(target[i])) {
            return Refusal{
                400,
                Text::tr("The address has a character that none may have. Percent-encode it, such as %20 "
                         "for a space.")};
        }
        const bool encodes = target[i] == '%';
        if (encodes && (i + 2 >= target.size() || !isHexDigit(target[i + 1]) || !isHexDigit(target[i + 2]))) {
            return Refusal{
                400,
                Text::tr("A percent sign in the address is not followed by two hexadecimal digits. Write %25 "
                         "for the sign itself.")};
        }
    }
    return std::nullopt;
}

} // namespace

Result<Target, Refusal> parseTarget(const QByteArray& method, const QByteArray& target)
{
    if (auto problem = problemWith(target))
        return *problem;
    Target result;
    const bool isOptions = method == "OPTIONS";
    result.isServer = isOptions && target == "*";
    if (result.isServer)
        return result;
    QByteArray path = target;
    static constexpr QByteArrayView scheme("http://");
    if (path.left(scheme.size()).compare(scheme, Qt::CaseInsensitive) == 0) {
        const auto rest = path.mid(scheme.size());
        const auto end = std::ranges::find_if(rest, [](char c) { return c == '/' || c == '?'; });
        result.authority = rest.left(end - rest.begin());
        path = rest.mid(result.authority->size());
        // §3.2.4: a proxy turns the asterisk into this.
        result.isServer = isOptions && path.isEmpty();
        if (!path.startsWith('/'))
            path.prepend('/');
    }
    if (!path.startsWith('/')) {
        return Refusal{
            400, Text::tr("The address does not begin with a slash. Ask for a path, such as /records/item.")};
    }
    const qsizetype query = path.indexOf('?');
    if (query >= 0)
        path.truncate(query);
    for (const QByteArray& segment : path.mid(1).split('/'))
        result.segments.append(segment.contains('%') ? QByteArray::fromPercentEncoding(segment) : segment);
    return result;
}

bool namesThisServer(QByteArrayView authority)
{
    static constexpr std::array<QByteArrayView, 4> names{
        "localhost", "127.0.0.1", "[::1]", "interleave.localhost"};
    return std::ranges::any_of(names, [authority](QByteArrayView name) {
        if (authority.size() < name.size() ||
            authority.first(name.size()).compare(name, Qt::CaseInsensitive) != 0)
            return false;
        const QByteArrayView port = authority.sliced(name.size());
        return port.isEmpty() || (port.front() == ':' && std::ranges::all_of(port.sliced(1), [](char c) {
                                      return c >= '0' && c <= '9';
                                  }));
    });
}

bool isOwnOrigin(QByteArrayView origin)
{
    static constexpr QByteArrayView scheme("http://");
    return origin.startsWith(scheme) && namesThisServer(origin.sliced(scheme.size()));
}

} // namespace interleave
