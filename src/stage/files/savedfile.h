#pragma once

#include <QByteArray>
#include <QString>

namespace interleave {

// The one place where results are written. Each tells an error of the last byte too, with the system's own
// reason. May be called from any thread.

/// Writes \a content as the file \a path, or leaves what is there as it was. Empty when done; else one
/// sentence. A link stays a link and the file that it names is written; its permissions, its owner and its
/// other names (hard links) are kept. What is no regular file is left alone.
[[nodiscard]] QString saveFile(const QString& path, const QByteArray& content);

/// What became of a command's result.
struct [[nodiscard]] Written final
{
    bool done = true;
    /// One sentence when it is not done. Empty all the same where whoever was to read it has gone, as in
    /// `interleave play | head -1`: that is nobody's fault.
    QString problem = {};
};

/// As saveFile(), but the ends of pipes, terminals and devices such as `/dev/null` are written to, and so is
/// standard output. Waits until a named pipe is read.
Written writeResult(const QString& path, const QByteArray& content);

/// What \a path means is this process's standard output: `-`, `/dev/stdout`, `/dev/fd/1`, or a link to it.
[[nodiscard]] bool isStandardOutput(const QString& path);

} // namespace interleave
