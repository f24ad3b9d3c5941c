#include "cli/commandline.h"
#include "cli/interrupt.h"
#include "cli/terminal.h"
#include "core/transactions/recordedstory.h"
#include "engine/isolation/isolationreport.h"
#include "gui/screenshot/screenshots.h"
#include "gui/window/runwindow.h"
#include "schedules/schedulereport.h"

#include <QApplication>

namespace {

using namespace interleave;

std::optional<ShownFile> shownFile(const WindowCommand& command)
{
    if (!command.fileRead)
        return std::nullopt;
    using Kind = ShownFile::Kind;
    ShownFile file{command.file, Kind::Scenario, command.fileRead};
    if (command.transactionRun)
        file.kind = Kind::TransactionRun;
    else if (command.transactions)
        file.kind = Kind::TransactionLesson;
    if (command.journal) {
        file.kind = Kind::Journal;
        file.header = command.journal->journal.header();
    }
    return file;
}

int openWindow(QApplication& application, const WindowCommand& command)
{
    Stage stage(command.stage);
    Interrupt interrupt;
    // The same as closing the window, but don't wait for an answer to its questions.
    QObject::connect(&interrupt, &Interrupt::asked, &application, [] {
        QApplication::closeAllWindows();
        QCoreApplication::exit(0);
    });
    // If a port or database was named, fail instead of silently using another one.
    if (command.stage.port || !command.stage.databaseFile.isEmpty()) {
        QObject::connect(&stage, &Stage::failed, &stage, [&stage](const QString& problem) {
            if (stage.port() == 0) {
                message(problem);
                QCoreApplication::exit(static_cast<int>(ExitCode::CannotDo));
            }
        });
    }
    if (command.journal) {
        if (!command.journal->problem.isEmpty())
            message(command.journal->problem);
        stage.open(command.journal->journal.copy(command.journal->journal.size()));
    } else if (!command.freePlay) {
        stage.load(command.scenario.scenario, command.locking);
        stage.playTo(command.step);
    }
    WindowOptions options{
        themeChoiceFromName(command.theme),
        command.zoom,
        command.size,
        command.animations,
        command.page,
        command.askFirst,
        command.compare};
    options.file = shownFile(command);
    options.places = {command.engines.postgresql, command.engines.mariadb};
    options.role = command.engines.role;
    if (command.transactions)
        options.transactions = {
            command.transactions->lesson, command.place, command.step, command.transactions->isBuiltIn};
    options.comparedPlaces = command.comparePlaces;
    if (command.transactionRun) {
        if (!command.transactionRun->problem.isEmpty())
            message(command.transactionRun->problem);
        options.transactionRun = recordedStory(command.transactionRun->journal);
    }
    return runWindow(application, stage, options, Preferences(Preferences::usualFile()));
}

int openWindow(int& argc, char** argv, const WindowCommand& command)
{
    // Qt aborts without a display, unless there is a fallback platform.
    const bool chosen = qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
    if (!chosen) {
        const bool wayland = !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
        qputenv("QT_QPA_PLATFORM", wayland ? "wayland;xcb;offscreen" : "xcb;offscreen");
    }
    const QtMessageHandler usual =
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {});
    // By it the desktop finds the entry with our name and icon.
    QGuiApplication::setDesktopFileName(QStringLiteral("dev.interleave.Interleave"));
    QApplication application(argc, argv);
    qInstallMessageHandler(usual);
    if (!chosen && QGuiApplication::platformName() == QLatin1String("offscreen")) {
        message(QCoreApplication::translate(
            "main",
            "There is no display to open a window on. “interleave play” tells the lessons in the terminal, "
            "“interleave serve” runs the server for curl, and “interleave shot” draws the window as a "
            "picture."));
        return static_cast<int>(ExitCode::CannotDo);
    }
    return openWindow(application, command);
}

/// Texts are translated only while there is an application, and the command says which kind it will be.
Command commandOf(int argc, char** argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const QCoreApplication application(argc, argv);
    return parseCommandLine(arguments);
}

ExitCode orders(const OrdersCommand& command)
{
    const auto setup = scheduleSetupFromText({command.clients, command.program, command.retry, command.tick});
    if (!setup)
        return refuse({setup.error()});
    return print({command.csv ? countsAsCsv(*setup) : countsAsText(*setup)});
}

ExitCode isolation(const IsolationCommand& command)
{
    const IsolationRequest request{
        command.engine, command.level, command.anomaly, {command.postgresql, command.mariadb}};
    const QString problem = problemWith(request);
    if (!problem.isEmpty())
        return refuse({problem});
    Output out;
    if (command.csv)
        out.text(csvHeader());
    const auto finished = [&](const EngineCells& engine) {
        out.text(command.csv ? isolationAsCsv(engine) : isolationAsText(engine));
    };
    const QList<EngineCells> engines = runIsolation(request, {message, finished, progressMessage()});
    if (!command.csv && !engines.isEmpty())
        out.text(isolationLegend());
    return out.end(isWhole(request, engines) ? ExitCode::Done : ExitCode::CannotDo);
}

} // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a variant without a value, which no command is, would throw.
int main(int argc, char** argv)
{
    holdStandardStreams();
    Interrupt::watch();
    const Command command = commandOf(argc, argv);
    if (const auto* window = std::get_if<WindowCommand>(&command))
        return openWindow(argc, argv, *window);
    if (const auto* shots = std::get_if<ShotsCommand>(&command))
        return static_cast<int>(takeShots(*shots));
    const auto* drawing = std::get_if<ExportCommand>(&command);
    if (drawing != nullptr && isDrawn(drawing->format))
        return static_cast<int>(writeDrawing(*drawing));
    const auto* drawn = std::get_if<TransactionExportCommand>(&command);
    if (drawn != nullptr && isDrawn(drawn->format))
        return static_cast<int>(writeDrawing(*drawn));

    const QCoreApplication application(argc, argv);
    struct Runner
    {
        ExitCode operator()(const WindowCommand&) const { return ExitCode::Done; }
        ExitCode operator()(const ShotsCommand&) const { return ExitCode::Done; }
        ExitCode operator()(const ExportCommand& c) const { return writeExport(c); }
        ExitCode operator()(const TransactionExportCommand& c) const { return writeExport(c); }
        ExitCode operator()(const ServeCommand& c) const { return serve(c); }
        ExitCode operator()(const PlayCommand& c) const { return play(c); }
        ExitCode operator()(const CheckCommand& c) const { return check(c); }
        ExitCode operator()(const OrdersCommand& c) const { return orders(c); }
        ExitCode operator()(const IsolationCommand& c) const { return isolation(c); }
        ExitCode operator()(const ListCommand& c) const { return list(c); }
        ExitCode operator()(const StacksCommand& c) const { return stacks(c); }
        ExitCode operator()(const PrintCommand& c) const { return print(c); }
        ExitCode operator()(const BadCommand& c) const { return refuse(c); }
    };
    return static_cast<int>(std::visit(Runner(), command));
}
