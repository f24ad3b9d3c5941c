#pragma once

#include "cli/commandline.h"
#include "stage/files/savedfile.h"

#include <QString>
#include <QStringList>

namespace interleave {

// Results go to standard output, messages to standard error.

/// To be called before anything else is opened. A standard stream that came closed is held, so that no file
/// and no socket takes its number and is written to; and what a full disk or a reader that has gone ends in
/// is an error to be told, not the process's death.
void holdStandardStreams();

/// One line for whoever sits there; what others wrote in it is made safe to print (printable.h).
void message(const QString& sentence);

/// What a command tells on standard output, safe to print (printable.h). Each line is there at once.
class Output final
{
public:
    /// False from the first one on that could not be written; there is no use in going on then.
    bool line(const QString& text);
    bool lines(const QStringList& texts);
    /// Lines that have their ends.
    bool text(const QString& text);

    /// Why it could not be written is told, once all is done; then the code says so too.
    [[nodiscard]] ExitCode end(ExitCode code = ExitCode::Done) const;

private:
    Written m_written;
};

/// Tells what went wrong, if anything did; else \a code.
[[nodiscard]] ExitCode told(const Written& written, ExitCode code = ExitCode::Done);

} // namespace interleave
