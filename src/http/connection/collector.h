#pragma once

// Internal to the parsers of HTTP.

// In Debug builds Beast 1.74 asserts that the end of a chunked body comes in one piece, so a peer could end
// the program; its release code handles it (tests feed every message byte by byte).
#define BOOST_DISABLE_ASSERTS

#include "http/connection/message.h"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <cctype>

namespace interleave {

namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

inline QByteArray bytesOf(string_view view)
{
    return QByteArray(view.data(), static_cast<qsizetype>(view.size()));
}

/// Collects a message as Beast finds its parts. request_parser<string_body> would do, but it adds trailer
/// fields to the header's and sorts the fields by name.
template<bool isRequest>
class Collector final : public http::basic_parser<isRequest>
{
public:
    QByteArray method;
    QByteArray target;
    int status = 0;
    bool isOld = false;
    QList<Header> headers;
    QByteArray body;

private:
    void on_request_impl(http::verb, string_view name, string_view path, int version, error_code&) override
    {
        method = bytesOf(name);
        target = bytesOf(path);
        isOld = version < 11;
    }
    void on_response_impl(int code, string_view, int version, error_code&) override
    {
        status = code;
        isOld = version < 11;
    }
    void on_field_impl(http::field, string_view name, string_view value, error_code&) override
    {
        if (!this->is_header_done())
            headers.append({bytesOf(name), bytesOf(value)});
    }
    void on_header_impl(error_code&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
    std::size_t on_body_impl(string_view part, error_code&) override
    {
        // A request's body is part of its text, in one piece.
        return isRequest ? part.size() : add(part);
    }
    void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, string_view part, error_code&) override
    {
        return add(part);
    }
    void on_finish_impl(error_code&) override {}

    std::size_t add(string_view part)
    {
        body.append(part.data(), static_cast<qsizetype>(part.size()));
        return part.size();
    }
};

/// The line before a chunk is there, or all that follows the last one: if Beast waits for more of it, a
/// quoted value of an extension goes on after the line, which RFC 9112 §7.1.1 does not allow. Beast 1.74
/// would take the chunk off the body's limit again with each piece that arrives.
inline bool hasWholeChunkLine(QByteArrayView text)
{
    const qsizetype start = text.startsWith("\r\n") ? 2 : 0;
    qsizetype digit = start;
    while (digit < text.size() && text[digit] == '0')
        ++digit;
    const bool isLast = digit > start &&
                        (digit == text.size() || std::isxdigit(static_cast<unsigned char>(text[digit])) == 0);
    return text.indexOf(isLast ? QByteArrayView("\r\n\r\n") : QByteArrayView("\r\n"), start) >= 0;
}

/// Passes Beast bytes that it has not read yet; returns how many it took.
template<bool isRequest>
qsizetype feedTo(http::basic_parser<isRequest>& parser, QByteArrayView bytes, error_code& problem)
{
    const boost::asio::const_buffer buffer(bytes.data(), static_cast<std::size_t>(bytes.size()));
    const auto taken = static_cast<qsizetype>(parser.put(buffer, problem));
    const bool isInBody = parser.is_header_done() && parser.chunked() && !parser.is_done();
    if (problem == http::error::need_more && isInBody && hasWholeChunkLine(bytes.sliced(taken)))
        problem = http::error::bad_chunk_extension;
    return taken;
}

} // namespace interleave
