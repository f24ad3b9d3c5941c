#pragma once

#include "core/export/exporting.h"
#include "stage/files/scenariolibrary.h"
#include "stage/stage.h"

#include <QSize>
#include <QStringList>

#include <memory>
#include <optional>
#include <variant>

namespace interleave {

/// Exit codes of the command.
enum class ExitCode {
    Done = 0,
    CheckFailed = 1,
    BadInput = 2, ///< usage, a scenario that cannot be read, a journal of which only a part could be
    CannotDo = 3  ///< a port, a file, a database, a display that is not to be had
};

struct WindowCommand final
{
    StageOptions stage;
    /// The lesson to open with.
    NamedScenario scenario;
    std::optional<Locking> locking;
    int step = 0;
    /// One of pageNames(); empty for the first.
    QString page;
    /// To be asked what becomes of a step before it runs.
    bool askFirst = false;
    /// The rules to compare, left and right; then that page is shown.
    std::optional<std::pair<Locking, Locking>> compare;
    /// `system`, `light`, `dark` or `high-contrast`; empty for the one of last time, likewise below.
    QString theme;
    /// In percent.
    std::optional<int> zoom;
    QSize size;
    bool animations = true;
    /// A saved journal to open instead of a lesson.
    std::shared_ptr<const ReadJournal> journal;
    /// Straight to free play, because a database is to be worked on.
    bool freePlay = false;

    /// What a picture or a file of it ends with, when nothing else went wrong: of a journal that could be
    /// read only in part it shows that part.
    [[nodiscard]] ExitCode code() const
    {
        return journal && !journal->problem.isEmpty() ? ExitCode::BadInput : ExitCode::Done;
    }
};
/// A file that is written from a moment which a command line chooses.
struct ExportCommand final
{
    /// Its \c step is the scenario's last, or the journal's last message, unless one was named.
    WindowCommand what;
    QString file;
    ExportFormat format = ExportFormat::Journal;
};
enum class PictureFormat { Png, Svg };
struct ShotCommand final
{
    /// As for an export.
    WindowCommand what;
    QString file;
    PictureFormat format = PictureFormat::Png;
    enum class Part {
        Window,
        Page,   ///< without the bar over it
        Diagram ///< with the names of its lanes
    };
    Part part = Part::Window;
};
/// Pictures, one after the other in one process.
struct ShotsCommand final
{
    QList<ShotCommand> shots;
    /// Pixels of the picture for each of the window.
    int scale = 1;
};
struct ServeCommand final
{
    StageOptions stage;
    std::optional<NamedScenario> scenario;
};
struct PlayCommand final
{
    /// All built-in ones when none was named.
    QList<NamedScenario> scenarios;
    std::optional<Locking> locking;
};
struct CheckCommand final
{
    QList<NamedScenario> scenarios;
    /// A sentence for each file that cannot be read; the others are checked all the same.
    QStringList unreadable;
};
struct ListCommand final
{
};
/// What was given for the orders to count, as it was typed: the lab reads it, which this room does not know.
/// Null where an option was left out.
struct OrdersCommand final
{
    QString clients;
    QString program;
    QString retry;
    QString tick;
    bool csv = false;
};
/// `--help`, `--version`.
struct PrintCommand final
{
    QString text;
};
/// The command line, or a scenario that it names, cannot be used; one sentence.
struct BadCommand final
{
    QString problem;
};
using Command = std::variant<
    WindowCommand,
    ExportCommand,
    ShotsCommand,
    ServeCommand,
    PlayCommand,
    CheckCommand,
    OrdersCommand,
    ListCommand,
    PrintCommand,
    BadCommand>;

/// \a arguments as given to main(), the program's name first. Needs no application object.
[[nodiscard]] Command parseCommandLine(const QStringList& arguments);

// Each needs a QCoreApplication. Results go to stdout, messages to stderr.
/// Every format but the SVG, which needs fonts (gui/pictures.h).
[[nodiscard]] ExitCode writeExport(const ExportCommand& command);
[[nodiscard]] ExitCode serve(const ServeCommand& command);
[[nodiscard]] ExitCode play(const PlayCommand& command);
[[nodiscard]] ExitCode check(const CheckCommand& command);
[[nodiscard]] ExitCode list(const ListCommand& command);
[[nodiscard]] ExitCode print(const PrintCommand& command);
[[nodiscard]] ExitCode refuse(const BadCommand& command);

} // namespace interleave
