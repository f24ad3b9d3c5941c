#include "gui/screenshot/screenshots.h"

#include "cli/terminal.h"
#include "core/values/text.h"
#include "gui/export/drawingfile.h"
#include "gui/screenshot/diagramshots.h"
#include "gui/screenshot/furtherglyphs.h"
#include "gui/screenshot/headlessplatform.h"
#include "gui/screenshot/picturetaker.h"
#include "gui/screenshot/picturewriter.h"
#include "gui/screenshot/storyexport.h"
#include "gui/theme/fonts.h"
#include "stage/files/savedfile.h"

#include <QApplication>

#include <algorithm>
#include <functional>
#include <vector>

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

using Fonts = HeadlessPlatform::Fonts;

Fonts fontsFor(const std::optional<std::u32string>& characters)
{
    return characters && characters->empty() ? Fonts::Bundled : Fonts::AllHere;
}

/// Pictures that one process can take: Qt reads the scale, and which fonts there are, only once.
struct Batch final
{
    int scale = 1;
    Fonts fonts = Fonts::Bundled;
    QList<ShotCommand> shots = {};
    /// Those that the bundled fonts may lack, of what is drawn as pixels.
    std::u32string characters = {};
};

std::vector<Batch> batchesOf(const QList<ShotCommand>& shots)
{
    std::vector<Batch> batches;
    for (const ShotCommand& shot : shots) {
        const auto characters = beyondBundledFonts(shot.what);
        const Fonts fonts = fontsFor(characters);
        auto batch = std::ranges::find_if(
            batches, [&](const Batch& other) { return other.scale == shot.scale && other.fonts == fonts; });
        if (batch == batches.end())
            batch = batches.insert(batch, {shot.scale, fonts});
        batch->shots.append(shot);
        if (shot.format == PictureFormat::Png)
            batch->characters += characters.value_or(std::u32string());
    }
    return batches;
}

/// Where a picture goes to standard output, no sentence may: not \a toOutput.
ExitCode takeAll(const Batch& batch, bool toOutput)
{
    const HeadlessPlatform platform(batch.scale, batch.fonts);
    int argc = 1;
    char name[] = "interleave";
    char* argv[] = {name, nullptr};
    QApplication application(argc, argv);
    QApplication::setCursorFlashTime(0);
    QApplication::setEffectEnabled(Qt::UI_AnimateMenu, false);
    PictureTaker taker(application);
    PictureWriter writer;
    auto code = ExitCode::Done;
    for (const ShotCommand& shot : batch.shots) {
        code = std::max(code, shot.what.code());
        takeShot(taker, writer, shot, toOutput);
        taker.tidyUp();
    }
    tellMissingGlyphs(batch.characters);
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

/// What is written, or why it cannot be. Creates the application.
ExitCode writeDrawn(
    const QString& file, const WindowCommand& what, const std::function<Result<QByteArray, NotDrawn>()>& draw)
{
    const HeadlessPlatform platform(1, fontsFor(beyondBundledFonts(what)));
    int argc = 1;
    char name[] = "interleave";
    char* argv[] = {name, nullptr};
    const QGuiApplication application(argc, argv);
    const auto content = draw();
    if (content)
        return told(writeResult(file, *content), what.code());
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
    const bool toOutput = std::ranges::none_of(
        command.shots, [](const ShotCommand& shot) { return isStandardOutput(shot.file); });
    const std::vector<Batch> batches = batchesOf(command.shots);
    if (batches.size() == 1)
        return takeAll(batches.front(), toOutput);
    auto code = ExitCode::Done;
    for (const Batch& batch : batches)
        code = std::max(code, inChild([&] { return takeAll(batch, toOutput); }));
    return code;
}

ExitCode writeDrawing(const ExportCommand& command)
{
    ShotCommand shot;
    shot.what = command.what;
    shot.drawing = command.drawing;
    shot.drawing.title = command.what.title.value_or(QString());
    return writeDrawn(command.file, command.what, [&] {
        return command.format == ExportFormat::Html ? htmlOf(command.what) : svgOf(shot);
    });
}

ExitCode writeDrawing(const TransactionExportCommand& command)
{
    ShotCommand shot;
    shot.what = shownBy(command);
    shot.drawing = command.drawing;
    shot.drawing.title = command.title.value_or(QString());
    return writeDrawn(command.file, shot.what, [&] {
        return command.format == ExportFormat::Html ? htmlOf(command) : svgOf(shot);
    });
}

} // namespace interleave
