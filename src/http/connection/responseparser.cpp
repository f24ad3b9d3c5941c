#include "http/connection/collector.h"
#include "http/connection/httpparser.h"

namespace interleave {

class ResponseParser::Reader final
{
public:
    Collector<false> message;
};

ResponseParser::ResponseParser(bool toHead)
    : m_toHead(toHead)
{
    begin();
}

ResponseParser::~ResponseParser() = default;

void ResponseParser::begin()
{
    m_text.remove(0, m_read);
    m_read = 0;
    m_reader = std::make_unique<Reader>();
    m_reader->message.skip(m_toHead);
    m_reader->message.eager(true);
    m_reader->message.body_limit(static_cast<std::uint64_t>(MostBytes));
}

void ResponseParser::append(const QByteArray& bytes)
{
    m_text += bytes;
}

ResponseParser::Progress ResponseParser::advance()
{
    while (m_read < m_text.size() && !m_reader->message.is_done()) {
        error_code problem;
        m_read += feedTo(m_reader->message, QByteArrayView(m_text).sliced(m_read), problem);
        if (problem && problem != http::error::need_more)
            return Progress::Unreadable;
        const int status = m_reader->message.status;
        if (m_reader->message.is_done() && status >= 100 && status < 200 && status != 101)
            begin();
        else if (problem)
            break;
    }
    if (m_reader->message.is_done())
        return Progress::Complete;
    return m_text.size() > 2 * MostBytes ? Progress::Unreadable : Progress::NeedMore;
}

ResponseParser::Progress ResponseParser::finish()
{
    Collector<false>& message = m_reader->message;
    if (!message.got_some())
        return Progress::NeedMore;
    error_code problem;
    message.put_eof(problem);
    return !problem && message.is_done() ? Progress::Complete : Progress::NeedMore;
}

HttpResponse ResponseParser::take()
{
    Collector<false>& message = m_reader->message;
    HttpResponse response;
    response.status = message.status;
    response.headers = std::move(message.headers);
    response.body = std::move(message.body);
    response.text = m_text.left(m_read);
    return response;
}

bool ResponseParser::hasMore() const
{
    return m_read < m_text.size();
}

bool ResponseParser::keepsAlive() const
{
    return m_reader->message.keep_alive();
}

} // namespace interleave
