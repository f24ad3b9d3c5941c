#pragma once

#include "core/values/bounds.h"
#include "http/connection/message.h"
#include "http/connection/serverlimits.h"

#include <memory>

namespace interleave {

/// Reads requests from a stream of bytes, one after the other (RFC 9112). Boost.Beast reads the message; what
/// it accepts and the RFC forbids is checked here: Host, obs-fold, transfer codings. Trailer fields are read
/// and dropped, so that none is taken for a header field (RFC 9110 §6.5.1).
class RequestParser final
{
public:
    enum class Progress {
        NeedMore,       ///< the request is not complete yet
        AwaitsContinue, ///< the sender waits for a 100 (Continue) before it sends the body; told once
        Complete,       ///< take() the request
        Refused         ///< refusal() says why; nothing after it can be read
    };

    explicit RequestParser(const ServerLimits& limits);
    ~RequestParser();

    void append(const QByteArray& bytes);
    [[nodiscard]] Progress advance();
    /// Part of the next request has arrived; empty lines before it do not count (RFC 9112 §2.2).
    [[nodiscard]] bool isStarted() const;

    /// The body of the current request is longer than ServerLimits::freeBodyBytes.
    [[nodiscard]] bool isLarge() const;
    /// The most memory that the current request may need, with its body twice if it comes in chunks.
    [[nodiscard]] qint64 mostBytes() const;
    /// Allocates that memory when the exact size is known; a buffer that grows with the bytes could take up
    /// to twice as much.
    void reserve();
    /// How many bytes are missing to its end; a very large number when the length is not known in advance.
    [[nodiscard]] qint64 missingBytes() const;

    /// The complete request, or as much of a refused one as was read. Starts the next.
    [[nodiscard]] HttpRequest take();
    [[nodiscard]] const Refusal& refusal() const;

    /// About the request taken last: whether the connection goes on after it, and whether its sender uses
    /// HTTP/1.0 and must be told so.
    [[nodiscard]] bool keepsAlive() const;
    [[nodiscard]] bool isOld() const;

private:
    class Reader;

    void skipEmptyLines();
    Progress refuse(int status, const QString& detail);
    Progress readHeader();
    Progress readBody();
    bool feed(qsizetype end);
    bool feedChunks();
    [[nodiscard]] bool hasLength() const;

    ServerLimits m_limits;
    QByteArray m_text;
    qsizetype m_read = 0;
    /// Where the body begins.
    qsizetype m_headerEnd = 0;
    std::unique_ptr<Reader> m_reader;
    bool m_continueTold = false;
    bool m_keepsAlive = true;
    bool m_isOld = false;
    Refusal m_refusal;
};

/// Reads the answer to one request. Interim answers (1xx) are skipped.
class ResponseParser final
{
public:
    enum class Progress {
        NeedMore,
        Complete,
        Unreadable ///< not HTTP, or longer than MostBytes
    };
    static constexpr qsizetype MostBytes = 64 * bounds::Megabyte;

    /// \a toHead: the answer has no body, whatever its header says.
    explicit ResponseParser(bool toHead);
    ~ResponseParser();

    void append(const QByteArray& bytes);
    [[nodiscard]] Progress advance();
    /// The server closed the connection, which ends an answer without a length.
    [[nodiscard]] Progress finish();

    [[nodiscard]] HttpResponse take();
    /// Unexpected bytes came after the answer.
    [[nodiscard]] bool hasMore() const;
    [[nodiscard]] bool keepsAlive() const;

private:
    class Reader;

    void begin();

    bool m_toHead;
    QByteArray m_text;
    qsizetype m_read = 0;
    std::unique_ptr<Reader> m_reader;
};

} // namespace interleave
