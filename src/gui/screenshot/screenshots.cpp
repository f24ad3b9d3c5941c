#include "gui/screenshot/screenshots.h"

#include "cli/terminal.h"
#include "core/values/text.h"
#include "gui/export/drawingfile.h"
#include "gui/screenshot/diagramshots.h"
#include "gui/screenshot/headlessplatform.h"
#include "gui/screenshot/picturetaker.h"
#include "gui/screenshot/picturewriter.h"
#include "gui/screenshot/storyexport.h"
#include "gui/theme/fonts.h"
#include "stage/files/savedfile.h"

#include <QApplication>

#include <algorithm>
#include <functional>

#include <sys/wait.h>
#include <unistd.h>

namespace interleave {

namespace {

void takeShot(PictureTaker& taker, PictureWriter& writer, const ShotCommand& shot, bool toOutput)
{
    if (shot.frames.isEmpty()) {
        taker.take(
            shot, [&](int, Result<Picture, NotDrawn> picture) { writer.add(shot.file, std::move(picture)); });
        return;
    }
    const int count = shot.what.step + 1;
    const auto file = [&shot, count](int step) {
        return PictureWriter::frameFile(shot.frames, step, count, shot.format);
    };
    writer.beginFrames(shot.frames);
    taker.take(shot, [&](int step, Result<Picture, NotDrawn> picture) {
        writer.add(file(step), std::move(picture));
    });
    writer.endFrames(file(0), file(count - 1), toOutput);
}

/// All have one scale. Where a picture goes to standard output, no sentence may: not \a toOutput.
ExitCode takeAll(const QList<ShotCommand>& shots, bool toOutput)
{
    const HeadlessPlatform platform(shots.first().scale);
    int argc = 1;
    char name[] = "interleave";
    char* argv[] = {name, nullptr};
    QApplication application(argc, argv);
    QApplication::setCursorFlashTime(0);
    QApplication::setEffectEnabled(Qt::UI_AnimateMenu, false);
    PictureTaker taker(application);
    PictureWriter writer;
    auto code = ExitCode::Done;
    for (const ShotCommand& shot : shots) {
        code = std::max(code, shot.what.code());
        takeShot(taker, writer, shot, toOutput);
        taker.tidyUp();
    }
    return std::max(code, writer.finish());
}

/// In a process of its own, which ends with the exit code.
ExitCode inChild(const std::function<ExitCode()>& run)
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(static_cast<int>(run()));
    int status = 0;
    if (child > 0 && ::waitpid(child, &status, 0) == child && WIFEXITED(status))
        return static_cast<ExitCode>(WEXITSTATUS(status));
    message(Text::tr("Not all pictures of the list were drawn, because a process ended early."));
    return ExitCode::CannotDo;
}

/// What is written, or why it cannot be. Creates the application. \a code is that of a file that was written.
ExitCode
writeDrawn(const QString& file, ExitCode code, const std::function<Result<QByteArray, NotDrawn>()>& draw)
{
    const HeadlessPlatform platform(1);
    int argc = 1;
    char name[] = "interleave";
    char* argv[] = {name, nullptr};
    const QGuiApplication application(argc, argv);
    const auto content = draw();
    if (content)
        return told(writeResult(file, *content), code);
    static_cast<void>(told(Written{false, content.error().why}));
    return content.error().code;
}

Result<QByteArray, NotDrawn> svgOf(const ShotCommand& shot)
{
    const auto drawings = DiagramShots(loadBundledFonts).take(shot, Theme::light());
    return drawings ? Result<QByteArray, NotDrawn>(svgOf(drawings->front())) : drawings.error();
}

template<typename ExportedLesson>
Result<QByteArray, NotDrawn> htmlOf(const ExportedLesson& lesson)
{
    loadBundledFonts();
    const auto page = pageOf(lesson);
    return page ? Result<QByteArray, NotDrawn>(*page) : NotDrawn{page.error()};
}

} // namespace

ExitCode takeShots(const ShotsCommand& command)
{
    QList<int> scales;
    for (const ShotCommand& shot : command.shots) {
        if (!scales.contains(shot.scale))
            scales.append(shot.scale);
    }
    const bool toOutput = std::ranges::none_of(
        command.shots, [](const ShotCommand& shot) { return isStandardOutput(shot.file); });
    if (scales.size() == 1)
        return takeAll(command.shots, toOutput);
    // Qt reads the scale only once in a process.
    auto code = ExitCode::Done;
    for (const int scale : scales) {
        QList<ShotCommand> shots;
        std::ranges::copy_if(command.shots, std::back_inserter(shots), [scale](const ShotCommand& shot) {
            return shot.scale == scale;
        });
        code = std::max(code, inChild([&] { return takeAll(shots, toOutput); }));
    }
    return code;
}

ExitCode writeDrawing(const ExportCommand& command)
{
    ShotCommand shot;
    shot.what = command.what;
    shot.drawing = command.drawing;
    shot.drawing.title = command.what.title.value_or(QString());
    return writeDrawn(command.file, command.what.code(), [&] {
        return command.format == ExportFormat::Html ? htmlOf(command.what) : svgOf(shot);
    });
}

ExitCode writeDrawing(const TransactionExportCommand& command)
{
    ShotCommand shot;
    shot.what = shownBy(command);
    shot.drawing = command.drawing;
    shot.drawing.title = command.title.value_or(QString());
    return writeDrawn(command.file, command.code(), [&] {
        return command.format == ExportFormat::Html ? htmlOf(command) : svgOf(shot);
    });
}

} // namespace interleave
