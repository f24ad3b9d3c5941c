#pragma once

#include "http/connection/message.h"
#include "http/connection/serverlimits.h"

#include <memory>

namespace interleave {

/// Reads requests out of a stream of bytes, one after the other (RFC 9112). Boost.Beast reads the message;
/// what it lets through and the RFC does not is checked here: Host, obs-fold, transfer codings. Trailer
/// fields are read and dropped, so that none can pass for a header field (RFC 9110 §6.5.1).
class RequestParser final
{
public:
    enum class Progress {
        NeedMore,       ///< the bytes so far are no whole request
        AwaitsContinue, ///< the sender waits for a 100 (Continue) before it sends the body; told once
        Complete,       ///< take() the request
        Refused         ///< refusal() says why; nothing that follows can be read
    };

    explicit RequestParser(const ServerLimits& limits);
    ~RequestParser();

    void append(const QByteArray& bytes);
    [[nodiscard]] Progress advance();
    /// Some of the next request is here; empty lines before it do not count (RFC 9112 §2.2).
    [[nodiscard]] bool isStarted() const;

    /// The body of the request that is being read is longer than ServerLimits::freeBodyBytes.
    [[nodiscard]] bool isLarge() const;
    /// What the whole of that request may come to here, with its body once more if that comes in chunks.
    [[nodiscard]] qint64 mostBytes() const;
    /// Memory for that, where it is known to the byte: grown as the bytes come, it would be up to twice as
    /// much.
    void reserve();
    /// How many bytes there are until its end; a very large number where only the bytes will tell.
    [[nodiscard]] qint64 missingBytes() const;

    /// The complete request, or what there is of a refused one. Begins the next.
    [[nodiscard]] HttpRequest take();
    [[nodiscard]] const Refusal& refusal() const;

    /// Of the request that was last taken: whether the connection goes on after it, and whether its sender is
    /// so old (HTTP/1.0) that it must be told so.
    [[nodiscard]] bool keepsAlive() const;
    [[nodiscard]] bool isOld() const;

private:
    class Reader;

    void skipEmptyLines();
    Progress refuse(int status, const QString& detail);
    Progress readHeader();
    Progress readBody();
    bool feed();
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
        Unreadable ///< no HTTP, or longer than MostBytes
    };
    static constexpr qsizetype MostBytes = 64 * 1024 * 1024;

    /// \a toHead: the answer has no body, whatever its header says.
    explicit ResponseParser(bool toHead);
    ~ResponseParser();

    void append(const QByteArray& bytes);
    [[nodiscard]] Progress advance();
    /// The server closed the connection: the end of an answer that has no length.
    [[nodiscard]] Progress finish();

    [[nodiscard]] HttpResponse take();
    /// Bytes came after the answer that nobody asked for.
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
