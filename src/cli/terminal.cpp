#include "cli/terminal.h"

#include "core/values/printable.h"
#include "core/words/explanation.h"
#include "stage/files/replacedfile.h"

#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace interleave {

namespace {

/// White on black, whatever the terminal's colours are (ECMA-48 SGR, colours 231 and 16 of 256). Where both
/// halves are light they are the background, because the blocks of some fonts leave gaps.
QString coloured(const QString& halfBlocks)
{
    const QString white = QStringLiteral("\033[48;5;231m");
    const QString black = QStringLiteral("\033[38;5;231;48;5;16m");
    QString text;
    bool isOnWhite = false;
    for (const QChar block : halfBlocks) {
        const bool isLight = block == u'█';
        if (text.isEmpty() || isLight != isOnWhite)
            text += isLight ? white : black;
        isOnWhite = isLight;
        text += isLight ? QChar(u' ') : block;
    }
    return text + QStringLiteral("\033[0m");
}

} // namespace

void holdStandardStreams()
{
    // Open it for reading, so that writing fails as on a closed stream.
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream) {
        if (::fcntl(stream, F_GETFD) < 0)
            static_cast<void>(::open("/dev/null", O_RDONLY));
    }
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

void message(const QString& sentence)
{
    // If this cannot be written, there is nowhere left to report it.
    static_cast<void>(writeAll(STDERR_FILENO, (printable(sentence) + QLatin1Char('\n')).toLocal8Bit()));
}

bool Output::line(const QString& text)
{
    return this->text(printable(text) + QLatin1Char('\n'));
}

bool Output::lines(const QStringList& texts)
{
    for (const QString& text : texts)
        line(text);
    return m_written.done;
}

bool Output::text(const QString& text)
{
    if (m_written.done)
        m_written = writeResult(QStringLiteral("-"), printableLines(text).toLocal8Bit());
    return m_written.done;
}

bool Output::picture(const QStringList& lines)
{
    const bool isTerminal = ::isatty(STDOUT_FILENO) == 1;
    QString text;
    for (const QString& line : lines)
        text += (isTerminal ? coloured(line) : line) + QLatin1Char('\n');
    if (m_written.done)
        m_written = writeResult(QStringLiteral("-"), text.toLocal8Bit());
    return m_written.done;
}

ExitCode Output::end(ExitCode code) const
{
    return told(m_written, code);
}

ExitCode told(const Written& written, ExitCode code)
{
    if (written.done)
        return code;
    if (!written.problem.isEmpty())
        message(written.problem);
    return ExitCode::CannotDo;
}

std::function<void(const QString&)> progressMessage()
{
    return ::isatty(STDERR_FILENO) == 1 ? std::function<void(const QString&)>(&message) : nullptr;
}

QString arrowText(const Event& event, bool namesRecord)
{
    const MessageText text = messageText(event, namesRecord);
    QStringList ends{text.request, text.answer};
    ends.removeAll(QString());
    return ends.join(QStringLiteral("  →  "));
}

QStringList wrapped(const QString& text, const QString& indent)
{
    constexpr qsizetype width = 78;
    QStringList lines{indent};
    for (const QString& word : printable(text).split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (lines.last().size() + 1 + word.size() > width && lines.last() != indent)
            lines.append(indent);
        lines.last() += (lines.last() == indent ? QString() : QStringLiteral(" ")) + word;
    }
    return lines;
}

} // namespace interleave
