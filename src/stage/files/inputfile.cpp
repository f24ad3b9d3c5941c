#include "stage/files/inputfile.h"

#include "core/values/bounds.h"
#include "core/values/text.h"

#include <QFile>
#include <QLocale>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace interleave {

namespace {

constexpr qsizetype ChunkSize = 64 * bounds::Kilobyte;

QString words(int error)
{
    return QString::fromStdString(std::generic_category().message(error));
}

} // namespace

InputFile::InputFile(const QString& path, qint64 limit, int silenceMs)
    : m_silenceMs(silenceMs)
    , m_left(limit)
    , m_limit(limit)
{
    // Without these flags, opening a pipe without a writer would block, and a terminal could become this
    // process's controlling terminal.
    m_descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (m_descriptor < 0)
        m_problem = words(errno);
    else
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

InputFile::~InputFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

/// Waits until data is available; a regular file is always ready.
bool InputFile::waitForMore()
{
    pollfd waiting{m_descriptor, POLLIN, 0};
    int ready = 0;
    do {
        ready = ::poll(&waiting, 1, m_silenceMs);
    } while (ready < 0 && errno == EINTR);
    if (ready == 0)
        m_problem = Text::tr("nothing came for %1 seconds; write into it sooner, or give a file")
                        .arg(m_silenceMs / 1000.0);
    else if (ready < 0)
        m_problem = words(errno);
    return ready > 0;
}

bool InputFile::hasMore()
{
    if (m_taken < m_chunk.size())
        return true;
    m_chunk.resize(ChunkSize);
    m_taken = 0;
    ssize_t count = -1;
    do {
        if (!m_problem.isEmpty() || !waitForMore())
            break;
        count = ::read(m_descriptor, m_chunk.data(), static_cast<std::size_t>(ChunkSize));
        if (count < 0 && errno != EINTR && errno != EAGAIN)
            m_problem = words(errno);
    } while (count < 0);
    m_chunk.resize(std::max<qsizetype>(count, 0));
    m_left -= m_chunk.size();
    if (m_left < 0) {
        m_chunk.clear();
        m_isTooLarge = true;
        m_problem = Text::tr("it is larger than %1").arg(QLocale::c().formattedDataSize(m_limit, 0));
    }
    return !m_chunk.isEmpty();
}

qint64 InputFile::take(char* data, qint64 count)
{
    std::copy_n(m_chunk.constData() + m_taken, count, data);
    m_taken += count;
    return count;
}

qint64 InputFile::readData(char* data, qint64 most)
{
    if (most <= 0)
        return 0;
    return hasMore() ? take(data, std::min<qint64>(most, m_chunk.size() - m_taken)) : -1;
}

qint64 InputFile::readLineData(char* data, qint64 most)
{
    qint64 read = 0;
    while (read < most && hasMore()) {
        const qsizetype end = m_chunk.indexOf('\n', m_taken);
        const qsizetype here = (end < 0 ? m_chunk.size() : end + 1) - m_taken;
        read += take(data + read, std::min<qint64>(here, most - read));
        if (data[read - 1] == '\n')
            break;
    }
    return read > 0 || most <= 0 ? read : -1;
}

qint64 InputFile::writeData(const char*, qint64)
{
    return -1;
}

} // namespace interleave
