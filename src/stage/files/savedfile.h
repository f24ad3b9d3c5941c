#pragma once

#include <QByteArray>
#include <QString>

namespace interleave {

// All results are written by these functions. They also report an error of the last byte, with the system's
// reason. Any thread.

/// Writes \a content to \a path; on an error the old file stays. Empty when done; else one sentence. Follows
/// links and keeps the file's permissions, owner and hard links. Refuses anything but regular files.
[[nodiscard]] QString saveFile(const QString& path, const QByteArray& content);

/// The result of writing a command's output.
struct [[nodiscard]] Written final
{
    bool done = true;
    /// One sentence when it is not done. Empty when the reader of the output has gone, as in `interleave play
    /// | head -1`, which is not an error to report.
    QString problem = {};
};

/// As saveFile(), but also writes to pipes, terminals, devices such as `/dev/null` and standard output. Waits
/// until a named pipe has a reader.
Written writeResult(const QString& path, const QByteArray& content);

/// Whether \a path is this process's standard output: `-`, `/dev/stdout`, `/dev/fd/1`, or a link to it.
[[nodiscard]] bool isStandardOutput(const QString& path);

} // namespace interleave
