#pragma once

#include <QByteArray>
#include <QIODevice>

#include <algorithm>

namespace interleave {

/// Every cache and queue, and how many bytes it may hold. The limits for data at a server's socket are in
/// ServerLimits (http/connection/serverlimits.h). Sizes are estimates (core/model/footprint.h): they count
/// the data without the overhead of allocations.
namespace bounds {

inline constexpr qint64 Kilobyte = 1024;
inline constexpr qint64 Megabyte = 1024 * Kilobyte;

/// RecordStore: statements that stay prepared.
inline constexpr qint64 PreparedStatements = 4 * Megabyte;
/// RecordStore: records as last read or written.
inline constexpr qint64 PresentRecords = 8 * Megabyte;
/// Journal: the texts of exchanges and the statements of its newest events.
inline constexpr qint64 JournalTexts = 128 * Megabyte;
/// Intake: events from the server that the window has not processed yet.
inline constexpr qint64 Intake = 16 * Megabyte;
/// LogWriter: lines that the terminal has not accepted yet.
inline constexpr qint64 Log = Megabyte;
/// RequestRoom: large requests being read, for all connections together. Not counted are requests whose
/// bodies are at most FreeBody long, and those of the window's panels.
inline constexpr qint64 RequestBodies = 64 * Megabyte;
inline constexpr qint64 FreeBody = 16 * Kilobyte;
/// Reception: answers that clients have not read yet, for all connections together.
inline constexpr qint64 UntakenAnswers = 64 * Megabyte;
/// RecordApi: the versions in one answer; older ones go into the next answer.
inline constexpr qint64 HistoryAnswer = 8 * Megabyte;

/// How much is read of a journal, of a line in it, and of a list of pictures.
inline constexpr qint64 JournalFile = 1024 * Megabyte;
inline constexpr qint64 JournalLine = 64 * Megabyte;
inline constexpr qint64 PictureList = Megabyte;
/// A database, with the files that a crash left beside it, that is copied for checking.
inline constexpr qint64 CopiedDatabase = 512 * Megabyte;

} // namespace bounds

/// Of the label that says who a client is, in characters. Shorter than a name, because it stands beside it.
inline constexpr qsizetype LongestClientLabel = 16;
/// Of what somebody in the room calls themselves, in UTF-16 code units.
inline constexpr qsizetype LongestRoomName = 24;

/// Reads a device line by line into one buffer. QIODevice::readLine() asks for the space of the longest line
/// that is allowed, for every line.
class BoundedLines final
{
public:
    /// No line is read further than \a most bytes; the rest is the next one.
    BoundedLines(QIODevice& device, qint64 most)
        : m_device(&device)
        , m_most(most)
        , m_buffer(std::min(most, PartBytes) + 1, Qt::Uninitialized)
    {
    }

    /// With its line end; empty at the end of the device, or where it cannot be read.
    [[nodiscard]] QByteArray next()
    {
        QByteArray line;
        for (;;) {
            const qint64 wanted = std::min(m_buffer.size() - 1, m_most - line.size());
            const qint64 read = m_device->readLine(m_buffer.data(), wanted + 1);
            line.append(m_buffer.constData(), std::max<qint64>(read, 0));
            if (read < wanted || line.endsWith('\n') || line.size() == m_most)
                return line;
        }
    }

private:
    /// Most lines are shorter.
    static constexpr qint64 PartBytes = 16 * bounds::Kilobyte;

    QIODevice* m_device;
    qint64 m_most;
    QByteArray m_buffer;
};

} // namespace interleave
