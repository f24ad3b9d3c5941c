// Requests as they come from the network, one after the other, and what the server and the room read of each;
// answers where the input begins like one. How the network cuts the bytes changes nothing, and nothing
// exceeds its limit.

#include "fuzz/fuzz.h"

#include "core/model/lease.h"
#include "http/conditions.h"
#include "http/connection/httpparser.h"
#include "http/connection/target.h"
#include "http/prefer.h"
#include "http/room/roompath.h"

#include <algorithm>

using namespace interleave;
using namespace Qt::StringLiterals;
using fuzz::require;

namespace {

constexpr qint64 Now = 1'750'000'000;

/// Smaller than the server's, so that small inputs reach them.
ServerLimits limits()
{
    ServerLimits limits;
    limits.headerBytes = 700;
    limits.bodyBytes = 300;
    limits.freeBodyBytes = 100;
    return limits;
}

bool hasControl(const QByteArray& text)
{
    return std::ranges::any_of(text, fuzz::isControl);
}

void checkTarget(const HttpRequest& request)
{
    const auto target = parseTarget(request.method, request.target);
    if (!target) {
        require(target.error().status == 400, "a target is refused as a bad request");
        return fuzz::requireSentence(target.error().detail, "why a target is refused is a sentence");
    }
    require(target->isServer || !target->segments.isEmpty(), "a target has a path");
    const RoomPath path = roomPathOf(*target, u"item"_s);
    require(
        !isForAnybody(path) || path == RoomPath::Elsewhere || !methodsOf(path).isEmpty(),
        "what anybody may ask is served");
    if (const auto problem = problemWithGuest(request, *target, QByteArrayLiteral("10.0.0.1:8080")))
        require(problem->status == 421 || problem->status == 403, "a guest is refused for host or origin");
    const QByteArray secret = secretOf(request);
    require(secret == secret.trimmed() && !hasControl(secret), "a secret is one word");
    if (!secret.isEmpty() && !secret.contains('*')) {
        const HttpRequest blank = withoutSecret(request, secret);
        require(secretOf(blank) != secret && !blank.text.contains(secret), "a secret is nowhere left");
        require(blank.text.size() == request.text.size(), "what stands for a secret is as long");
    }
}

void checkRequest(const HttpRequest& request, const ServerLimits& limits)
{
    require(request.body.size() <= limits.bodyBytes, "a body keeps within its limit");
    require(
        request.text.size() <= limits.headerBytes + 2 * limits.bodyBytes,
        "a request keeps within its limits");
    require(!request.method.isEmpty() && !request.target.isEmpty(), "a request has a method and a target");
    require(!hasControl(request.method) && !hasControl(request.target), "the request line is one line");
    for (const auto& [name, value] : request.headers) {
        require(
            !name.isEmpty() && !hasControl(name) && !hasControl(value),
            "a header field has no control characters");
        require(value == value.trimmed(), "a header field has no blanks around it");
    }
    checkTarget(request);
    if (const auto conditions = conditionsOf(request, Now); !conditions)
        require(conditions.error().status == 400, "a condition is refused as a bad request");
    const qint64 wait = waitPreference(request);
    require(wait >= 0 && wait <= LongestLeaseWait, "a wait is within its limit");
}

/// Of a header that is too long, and whose beginning is refused, it depends on the pieces which is noticed
/// first.
QByteArray refusalOf(int status, bool isLong)
{
    return status == 431 || (status == 505 && isLong) ? QByteArray("400") : QByteArray::number(status);
}

/// Appends what came of the bytes so far; false after a refusal.
bool takeAll(RequestParser& parser, QByteArray& result, bool isLong)
{
    while (true) {
        switch (parser.advance()) {
        case RequestParser::Progress::NeedMore:
            require(parser.mostBytes() >= 0 && parser.missingBytes() > 0, "something is missing");
            if (parser.isLarge())
                parser.reserve();
            return true;
        case RequestParser::Progress::AwaitsContinue:
            break;
        case RequestParser::Progress::Complete: {
            const HttpRequest request = parser.take();
            checkRequest(request, limits());
            result += request.text + '\n' + request.body + '\n' + request.method + ' ' + request.target;
            for (const auto& [name, value] : request.headers)
                result += '\n' + name + '=' + value;
            result += parser.keepsAlive() ? "\nopen\n" : "\nlast\n";
            break;
        }
        case RequestParser::Progress::Refused:
            fuzz::requireSentence(parser.refusal().detail, "why a request is refused is a sentence");
            static_cast<void>(parser.take());
            result += refusalOf(parser.refusal().status, isLong);
            return false;
        }
    }
}

QByteArray requestsIn(const QList<QByteArray>& pieces)
{
    RequestParser parser(limits());
    QByteArray result;
    const bool isLong = pieces.join().size() > limits().headerBytes;
    for (const QByteArray& piece : pieces) {
        parser.append(piece);
        if (!takeAll(parser, result, isLong))
            break;
    }
    return result;
}

QByteArray answerIn(const QList<QByteArray>& pieces)
{
    ResponseParser parser(false);
    const auto told = [&parser] {
        const HttpResponse response = parser.take();
        return QByteArray::number(response.status) + '\n' + response.body + '\n' + response.text;
    };
    for (const QByteArray& piece : pieces) {
        parser.append(piece);
        switch (parser.advance()) {
        case ResponseParser::Progress::Unreadable:
            return "unreadable";
        case ResponseParser::Progress::Complete:
            return told();
        case ResponseParser::Progress::NeedMore:
            break;
        }
    }
    return parser.finish() == ResponseParser::Progress::Complete ? told() : QByteArray("incomplete");
}

QList<QByteArray> cut(const QByteArray& text)
{
    QList<QByteArray> pieces;
    fuzz::Choices choices(text);
    const qsizetype longest = 1 + choices.below(64);
    for (qsizetype at = 0; at < text.size(); at += pieces.last().size())
        pieces.append(text.mid(at, 1 + choices.below(longest)));
    return pieces;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    // Ended, because a header of which bytes are missing may be refused earlier or later.
    const QByteArray text = fuzz::bytesOf(data, size) + "\r\n\r\n";
    const auto read = text.startsWith("HTTP/") ? &answerIn : &requestsIn;
    fuzz::requireEqual(read(cut(text)), read({text}), "pieces change nothing");
    return 0;
}
