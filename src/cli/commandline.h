#pragma once

#include "core/export/drawingoptions.h"
#include "core/export/exporting.h"
#include "core/transactions/knownengines.h"
#include "core/transactions/transactionjournal.h"
#include "stage/files/filestamp.h"
#include "stage/files/scenariolibrary.h"
#include "stage/stage.h"

#include <QHostAddress>
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
    BadInput = 2, ///< usage, an unreadable scenario, a journal that could be read only in part
    CannotDo = 3  ///< a port, a file, a database or a display that is not available
};

/// Where lessons of transactions run, as typed; empty for an option that was left out.
struct EngineChoice final
{
    QString engine = {};
    QString level = {};
    /// Servers of the user's own.
    QString postgresql = {};
    QString mariadb = {};
    /// As whom statements from a file may run on such a server.
    QString role = {};
};
struct WindowCommand final
{
    StageOptions stage;
    /// The scenario to open with.
    NamedScenario scenario;
    std::optional<Locking> locking;
    int step = 0;
    /// Whether the step was named; otherwise a picture rests where the lesson was decided.
    bool isStepNamed = false;
    /// One of pageNames(); empty for the first, which is never so for transactions.
    QString page;
    /// Ask for a guess before each step that can be guessed.
    bool askFirst = false;
    /// The rules to compare, left and right; shows the page for comparing.
    std::optional<std::pair<Locking, Locking>> compare;
    /// `system`, `light`, `dark` or `high-contrast`; empty for the last one used, likewise below.
    QString theme;
    /// In percent.
    std::optional<int> zoom;
    QSize size;
    bool animations = true;
    /// Replaces the story over a picture and the title of a file; empty for none.
    std::optional<QString> title;
    /// A saved journal to open instead of a lesson.
    std::shared_ptr<const ReadJournal> journal;
    /// The file that is shown, and its stamp before it was read; nothing for a pipe, and for what is built
    /// in.
    QString file = {};
    std::optional<FileStamp> fileRead = {};
    /// Open in free play, because a database was named.
    bool freePlay = false;
    /// A lesson of transactions, or a saved run of one, to show instead of the scenario.
    std::optional<NamedTransactionLesson> transactions = {};
    std::shared_ptr<const ReadTransactionJournal> transactionRun = {};
    /// Where the lesson runs: it can, as far as is known without the engine.
    EngineLevel place = {};
    /// Two places to compare, left and right; shows the page for comparing.
    std::optional<std::pair<EngineLevel, EngineLevel>> comparePlaces = {};
    /// The servers, and the role on them.
    EngineChoice engines = {};

    [[nodiscard]] bool isOfTransactions() const { return transactions || transactionRun; }
    /// Nothing unless a step was named.
    [[nodiscard]] std::optional<int> namedStep() const
    {
        return isStepNamed ? std::optional(step) : std::nullopt;
    }
    /// The exit code after a picture or a file was written without an error: a journal that could be read
    /// only in part is written in part.
    [[nodiscard]] ExitCode code() const
    {
        const bool isPart = (journal && !journal->problem.isEmpty()) ||
                            (transactionRun && !transactionRun->problem.isEmpty());
        return isPart ? ExitCode::BadInput : ExitCode::Done;
    }
};
/// Writes a file from a moment that the command line names.
struct ExportCommand final
{
    /// Its \c step is the scenario's last, or the journal's last message, unless one was named.
    WindowCommand what;
    QString file;
    ExportFormat format = ExportFormat::Journal;
    DrawingOptions drawing = {};
};
enum class PictureFormat { Png, Svg };
struct ShotCommand final
{
    /// As for an export.
    WindowCommand what;
    /// Empty where there are frames.
    QString file;
    PictureFormat format = PictureFormat::Png;
    enum class Part {
        Window,
        Page,   ///< without the bar above it
        Diagram ///< with the names of its lanes
    };
    Part part = Part::Window;
    /// The folder for a picture of each step, from the start on; empty for one picture.
    QString frames = {};
    /// Of a diagram.
    DrawingOptions drawing = {};
    /// Pixels of the picture for each pixel of the window.
    int scale = 1;
};
/// Pictures, made one after the other.
struct ShotsCommand final
{
    QList<ShotCommand> shots;
};
/// Where the room is opened.
struct RoomChoice final
{
    /// Null for the first one at which phones reach this machine.
    QHostAddress address;
    /// 0 for the usual one, or a free one where that is taken.
    quint16 port = 0;
};
struct ServeCommand final
{
    StageOptions stage;
    std::optional<NamedScenario> scenario;
    std::optional<RoomChoice> room = {};
};
struct PlayCommand final
{
    /// All built-in ones if none was named.
    QList<NamedScenario> scenarios;
    std::optional<Locking> locking;
    QList<NamedTransactionLesson> lessons = {};
    EngineChoice engines = {};
};
/// Writes a file of a lesson of transactions, run now, or of a saved journal of one.
struct TransactionExportCommand final
{
    /// Not used when there is a journal.
    NamedTransactionLesson lesson;
    std::shared_ptr<const ReadTransactionJournal> journal;
    EngineChoice engines;
    /// As far as the end of this step; nothing for all. A page has all, and opens there.
    std::optional<int> step;
    /// Replaces the lesson's title.
    std::optional<QString> title;
    QString file;
    ExportFormat format = ExportFormat::Journal;
    /// Two places to run the lesson at, left and right.
    std::optional<std::pair<EngineLevel, EngineLevel>> comparePlaces = {};
    DrawingOptions drawing = {};

    /// As that of a WindowCommand.
    [[nodiscard]] ExitCode code() const
    {
        return journal && !journal->problem.isEmpty() ? ExitCode::BadInput : ExitCode::Done;
    }
};
struct CheckCommand final
{
    QList<NamedScenario> scenarios;
    QList<NamedTransactionLesson> lessons = {};
    EngineChoice engines = {};
    /// One sentence for each file that cannot be read; the others are checked all the same.
    QStringList unreadable;
};
struct ListCommand final
{
};
/// The options of `interleave orders` as typed. The module schedules reads them, because this one does not
/// depend on it. Null for an option that was left out.
struct OrdersCommand final
{
    QString clients;
    QString program;
    QString retry;
    QString tick;
    bool csv = false;
};
/// The options of `interleave isolation` as typed; the module engine reads them, because this one does not
/// depend on it. Empty for an option that was left out.
struct IsolationCommand final
{
    QString engine;
    QString level;
    QString anomaly;
    QString postgresql;
    QString mariadb;
    bool csv = false;
};
/// How a save is written in other stacks (core/stacks/stack.h).
struct StacksCommand final
{
    /// As typed; empty for a list of all.
    QString name;
    bool markdown = false;
};
/// `--help`, `--version`.
struct PrintCommand final
{
    QString text;
};
/// The command line, or a scenario that it names, is unusable; one sentence.
struct BadCommand final
{
    QString problem;
};
using Command = std::variant<
    WindowCommand,
    ExportCommand,
    TransactionExportCommand,
    ShotsCommand,
    ServeCommand,
    PlayCommand,
    CheckCommand,
    OrdersCommand,
    IsolationCommand,
    ListCommand,
    StacksCommand,
    PrintCommand,
    BadCommand>;

/// \a arguments as given to main(), the program's name first. Needs no application object.
[[nodiscard]] Command parseCommandLine(const QStringList& arguments);

// These need a QCoreApplication. Results go to stdout, messages to stderr.
/// Every format but those that isDrawn() names, which need fonts (gui/screenshot/screenshots.h).
[[nodiscard]] ExitCode writeExport(const ExportCommand& command);
[[nodiscard]] ExitCode writeExport(const TransactionExportCommand& command);
[[nodiscard]] ExitCode serve(const ServeCommand& command);
[[nodiscard]] ExitCode play(const PlayCommand& command);
[[nodiscard]] ExitCode check(const CheckCommand& command);
[[nodiscard]] ExitCode list(const ListCommand& command);
/// An unknown name is told in a sentence with the nearest ones.
[[nodiscard]] ExitCode stacks(const StacksCommand& command);
[[nodiscard]] ExitCode print(const PrintCommand& command);
[[nodiscard]] ExitCode refuse(const BadCommand& command);

} // namespace interleave
