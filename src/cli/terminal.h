#pragma once

#include "cli/commandline.h"
#include "core/model/event.h"
#include "stage/files/savedfile.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace interleave {

// Results go to standard output, messages to standard error.

/// Call it before opening anything. Occupies standard streams that are closed, so that no file or socket gets
/// their numbers and is written to; and makes a full disk or a closed pipe an error to report instead of a
/// fatal signal.
void holdStandardStreams();

/// Writes one line for the user; text by others in it is made safe to print (printable.h).
void message(const QString& sentence);

/// For what somebody at a terminal wants to hear while it takes long: message(), where standard error is one;
/// else it is empty.
[[nodiscard]] std::function<void(const QString&)> progressMessage();

/// Wraps text to a readable width, with \a indent before each line; safe to print.
[[nodiscard]] QStringList wrapped(const QString& text, const QString& indent);

/// `PUT stock 7  →  200 OK · ETag "2"`, of a message; with its record where \a namesRecord.
[[nodiscard]] QString arrowText(const Event& event, bool namesRecord);

/// A command's standard output, safe to print (printable.h). Each line is flushed at once.
class Output final
{
public:
    /// False since the first line that could not be written; then stop writing.
    bool line(const QString& text);
    bool lines(const QStringList& texts);
    /// Text of complete lines.
    bool text(const QString& text);

    /// Something of our own to be scanned, in half blocks: in a terminal white on black, whatever its colours
    /// are.
    bool picture(const QStringList& lines);

    /// Call it at the end: reports why something could not be written; then the exit code says so too.
    [[nodiscard]] ExitCode end(ExitCode code = ExitCode::Done) const;

private:
    Written m_written;
};

/// Reports the error if there is one; else returns \a code.
[[nodiscard]] ExitCode told(const Written& written, ExitCode code = ExitCode::Done);

} // namespace interleave
