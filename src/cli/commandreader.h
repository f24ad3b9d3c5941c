#pragma once

#include "cli/commandline.h"

class QCommandLineParser;

namespace interleave {

/// A saved journal of either kind.
using OpenedJournal =
    std::variant<std::shared_ptr<const ReadJournal>, std::shared_ptr<const ReadTransactionJournal>>;

/// Whether an argument is meant as a file rather than a command: it is there, or has a folder.
[[nodiscard]] bool namesAFile(const QString& argument);

/// Reads the values of a parsed command line, and keeps the first problem.
class CommandReader final
{
public:
    /// \a parser must outlive the reader.
    explicit CommandReader(const QCommandLineParser& parser);

    /// One sentence; empty when all is well.
    [[nodiscard]] const QString& problem() const { return m_problem; }
    void fail(const QString& problem);
    /// Where \a problem is not empty.
    void failIf(const QString& problem);

    /// \a file is shown, as if --open or --scenario had named it: what its first bytes say, or, where it
    /// cannot be read or is a pipe, its suffix.
    void take(const QString& file);
    [[nodiscard]] bool has(const char* name) const;
    /// How many options were given.
    [[nodiscard]] qsizetype count() const;
    [[nodiscard]] QString text(const char* name) const;
    [[nodiscard]] int number(const char* name, int least, int most);
    [[nodiscard]] std::optional<Locking> locking();
    /// A scenario or a lesson of transactions; a pipe is read only once.
    [[nodiscard]] const Result<NamedLesson, QString>& lesson(const QString& nameOrFile);
    [[nodiscard]] std::optional<NamedScenario> scenario(const QString& nameOrFile);
    /// That of --open; a pipe is read only once.
    [[nodiscard]] const Result<OpenedJournal, QString>& journal();
    [[nodiscard]] StageOptions stage();
    /// That of --room; its address is one of \a arguments.
    [[nodiscard]] std::optional<RoomChoice> room(const QStringList& arguments);
    [[nodiscard]] QSize size();
    [[nodiscard]] QString theme();
    [[nodiscard]] QString page();
    /// What stands between the commas of --compare, which shows a page of its own.
    [[nodiscard]] QStringList comparedNames();
    [[nodiscard]] std::optional<std::pair<Locking, Locking>> compare();
    /// Sets \a command's step to the last one of its lesson or journal, unless a step was named.
    void endUnlessNamed(WindowCommand& command);

private:
    const QCommandLineParser& m_parser;
    QString m_problem;
    /// The option that a file without one stands for, and the file.
    QString m_takenOption;
    QString m_takenFile;
    std::optional<std::pair<QString, Result<NamedLesson, QString>>> m_lesson;
    std::optional<Result<OpenedJournal, QString>> m_journal;
};

} // namespace interleave
