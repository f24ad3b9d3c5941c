#include "http/connection/httpparser.h"

#include "core/values/text.h"
#include "http/connection/collector.h"

#include <algorithm>
#include <limits>

namespace interleave {

namespace {

/// The request's third word begins with an HTTP version, but not with 1.0 or 1.1. More of it may still
/// arrive.
bool namesOtherVersion(const QByteArray& text)
{
    const qsizetype afterMethod = text.indexOf(' ') + 1;
    const QByteArray version = text.mid(text.indexOf(' ', afterMethod) + 1, 8);
    return version.size() == 8 && version.startsWith("HTTP/") && version[6] == '.' && version != "HTTP/1.0" &&
           version != "HTTP/1.1";
}

/// Checks what RFC 9112 forbids and Beast accepts.
std::optional<Refusal> problemWith(const HttpRequest& request, const QByteArray& head, bool isOld)
{
    // §5.2
    if (head.contains("\r\n ") || head.contains("\r\n\t"))
        return Refusal{
            400, Text::tr("A header field goes on in the next line. Write each field in one line.")};
    // §3.2; HTTP/1.0 knows no Host.
    const qsizetype hosts = request.count(QByteArrayLiteral("Host"));
    if (hosts == 0 && !isOld)
        return Refusal{400, Text::tr("The request has no Host field. Send one, such as Host: localhost.")};
    if (hosts > 1)
        return Refusal{400, Text::tr("The request has %n Host fields. Send one.", nullptr, pluralOf(hosts))};
    // §6.1, §6.3: an unknown coding is 501; where chunked is not the last one, the end of the body cannot be
    // known.
    if (const auto coding = request.list(QByteArrayLiteral("Transfer-Encoding"))) {
        if (isOld)
            return Refusal{
                400, Text::tr("HTTP/1.0 has no Transfer-Encoding. Send a Content-Length instead.")};
        const QList<QByteArray> names = splitList(coding->toLower());
        if (coding->trimmed().toLower() != "chunked") {
            const bool framed = names.value(names.size() - 1) == "chunked" && names.count("chunked") == 1;
            return Refusal{
                framed ? 501 : 400,
                Text::tr("This server reads no Transfer-Encoding but chunked. Send the body plain.")};
        }
        if (request.count(QByteArrayLiteral("Content-Length")) > 0)
            return Refusal{400, Text::tr("Send either Content-Length or Transfer-Encoding, not both.")};
    }
    // RFC 9110 §10.1.1
    const auto expectation = request.list(QByteArrayLiteral("Expect"));
    const bool isKnown =
        !expectation || std::ranges::all_of(splitList(*expectation), [](const QByteArray& name) {
            return name.compare("100-continue", Qt::CaseInsensitive) == 0;
        });
    if (!isKnown && !isOld)
        return Refusal{417, Text::tr("This server knows no Expect but 100-continue. Leave the field out.")};
    return std::nullopt;
}

} // namespace

class RequestParser::Reader final
{
public:
    Collector<true> message;
    error_code problem;
};

RequestParser::RequestParser(const ServerLimits& limits)
    : m_limits(limits)
{
}

RequestParser::~RequestParser() = default;

void RequestParser::append(const QByteArray& bytes)
{
    m_text += bytes;
}

bool RequestParser::isStarted() const
{
    return m_reader != nullptr || !(m_text.isEmpty() || m_text == "\r");
}

/// The header has been read and gives the body's length.
bool RequestParser::hasLength() const
{
    return m_reader && m_reader->message.is_header_done() && !m_reader->message.chunked();
}

bool RequestParser::isLarge() const
{
    if (!m_reader || !m_reader->message.is_header_done())
        return false;
    if (!hasLength())
        return m_text.size() - m_headerEnd > m_limits.freeBodyBytes;
    return m_reader->message.content_length().value_or(0) >
           static_cast<std::uint64_t>(m_limits.freeBodyBytes);
}

qint64 RequestParser::mostBytes() const
{
    if (!hasLength())
        return m_limits.headerBytes + 3 * m_limits.bodyBytes;
    return m_headerEnd + static_cast<qint64>(m_reader->message.content_length().value_or(0));
}

qint64 RequestParser::missingBytes() const
{
    return hasLength() ? std::max<qint64>(1, mostBytes() - m_text.size())
                       : std::numeric_limits<qint64>::max();
}

void RequestParser::reserve()
{
    if (hasLength())
        m_text.reserve(mostBytes());
}

const Refusal& RequestParser::refusal() const
{
    return m_refusal;
}

bool RequestParser::keepsAlive() const
{
    return m_keepsAlive;
}

bool RequestParser::isOld() const
{
    return m_isOld;
}

void RequestParser::skipEmptyLines()
{
    qsizetype empty = 0;
    while (m_text.size() >= empty + 2 && m_text[empty] == '\r' && m_text[empty + 1] == '\n')
        empty += 2;
    if (empty > 0)
        m_text.remove(0, empty);
}

RequestParser::Progress RequestParser::advance()
{
    if (!m_reader) {
        skipEmptyLines();
        if (!isStarted())
            return Progress::NeedMore;
        m_reader = std::make_unique<Reader>();
        m_reader->message.header_limit(static_cast<std::uint32_t>(m_limits.headerBytes));
        m_reader->message.body_limit(static_cast<std::uint64_t>(m_limits.bodyBytes));
    }
    if (!m_reader->message.is_header_done()) {
        const Progress progress = readHeader();
        if (progress != Progress::Complete)
            return progress;
    }
    return readBody();
}

RequestParser::Progress RequestParser::readHeader()
{
    const bool understood = feed(m_text.size());
    const Collector<true>& message = m_reader->message;
    const qsizetype length = message.is_header_done() ? m_read : m_text.size(); // Or what else came with it.
    if (understood ? length > m_limits.headerBytes : m_reader->problem == http::error::header_limit)
        return refuse(
            431, Text::tr("The header is longer than %1 bytes. Send less of it.").arg(m_limits.headerBytes));
    if (!understood)
        return Progress::Refused;
    if (!message.is_header_done())
        return Progress::NeedMore;
    HttpRequest request;
    request.headers = message.headers;
    if (const auto refusal = problemWith(request, m_text.left(m_read), message.isOld))
        return refuse(refusal->status, refusal->detail);
    m_headerEnd = m_read;
    m_reader->message.eager(true);
    const bool awaits =
        !message.isOld && !message.is_done() && request.count(QByteArrayLiteral("Expect")) > 0;
    m_continueTold = !awaits;
    return Progress::Complete;
}

RequestParser::Progress RequestParser::readBody()
{
    const Collector<true>& message = m_reader->message;
    if (!message.is_done() && m_read < m_text.size()) {
        m_continueTold = true;
        if (!(message.chunked() ? feedChunks() : feed(m_text.size())))
            return Progress::Refused;
    }
    if (message.is_done())
        return Progress::Complete;
    if (m_continueTold)
        return Progress::NeedMore;
    m_continueTold = true;
    return Progress::AwaitsContinue;
}

/// Never more than the limits allow, so that it does not depend on how many bytes the network brings at once
/// what is refused: a chunk's line and the trailer are limited like a header, and so are chunks of one byte
/// each. False when the request was refused.
bool RequestParser::feedChunks()
{
    const qsizetype most = m_limits.headerBytes + 2 * m_limits.bodyBytes;
    while (!m_reader->message.is_done() && m_read < m_text.size()) {
        const qsizetype before = m_read;
        const qsizetype end = std::min({m_text.size(), m_read + qsizetype(m_limits.headerBytes), most});
        if (!feed(end))
            return false;
        if (m_read > before && m_read < most)
            continue;
        if (m_reader->message.is_done() || end == m_text.size())
            return true;
        if (end == most)
            refuse(413, Text::tr("The body has too many small chunks. Send fewer and larger ones."));
        else if (m_text.mid(before, 3).trimmed().startsWith('0'))
            refuse(
                431,
                Text::tr("The trailer is longer than %1 bytes. Send less of it.").arg(m_limits.headerBytes));
        else
            refuse(400, Text::tr("The line before a chunk is too long. Send the body plain."));
        return false;
    }
    return true;
}

/// Up to \a end. False when the request was refused.
bool RequestParser::feed(qsizetype end)
{
    error_code& problem = m_reader->problem;
    m_read += feedTo(m_reader->message, QByteArrayView(m_text).sliced(m_read, end - m_read), problem);
    if (!problem || problem == http::error::need_more)
        return true;
    if (problem == http::error::body_limit) {
        refuse(
            413, Text::tr("The body is longer than %1 bytes. Send a smaller one.").arg(m_limits.bodyBytes));
    } else if (problem == http::error::bad_version && namesOtherVersion(m_text)) {
        refuse(505, Text::tr("This server speaks HTTP/1.1 and HTTP/1.0. Ask in one of them."));
    } else {
        refuse(
            400,
            Text::tr("This is not HTTP as RFC 9112 has it (%1). Check how the request is written.")
                .arg(QString::fromStdString(problem.message())));
    }
    return false;
}

RequestParser::Progress RequestParser::refuse(int status, const QString& detail)
{
    m_refusal = {status, detail};
    return Progress::Refused;
}

HttpRequest RequestParser::take()
{
    HttpRequest request;
    if (m_reader) {
        Collector<true>& message = m_reader->message;
        m_keepsAlive = message.is_done() && message.keep_alive();
        m_isOld = message.isOld;
        request.method = std::move(message.method);
        request.target = std::move(message.target);
        request.headers = std::move(message.headers);
        request.body = hasLength() ? m_text.mid(m_headerEnd, m_read - m_headerEnd) : std::move(message.body);
    }
    // After a refused message, the beginning of the next one is unknown.
    if (m_read == m_text.size() || !m_reader || !m_reader->message.is_done()) {
        request.text = std::move(m_text);
        m_text = QByteArray();
    } else {
        request.text = m_text.left(m_read);
        m_text.remove(0, m_read);
    }
    m_read = 0;
    m_reader.reset();
    return request;
}

} // namespace interleave
