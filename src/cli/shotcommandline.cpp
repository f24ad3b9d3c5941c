#include "cli/shotcommandline.h"

#include "cli/shoteffects.h"
#include "cli/windowcommandline.h"
#include "core/scenario/recordedscenario.h"
#include "core/values/bounds.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "stage/files/inputfile.h"
#include "stage/files/savedfile.h"
#include "stage/pagenames.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QSet>

#include <algorithm>

namespace interleave {

namespace {

/// More than these nobody looks through, and they would fill a disk.
constexpr int MostFrames = 1000;

/// The format from --format, else from the file's suffix; PNG when the file has none.
PictureFormat pictureFormat(CommandReader& reader, const QString& file)
{
    const auto named = [](const QString& name, const char* format) {
        return name.compare(QLatin1String(format), Qt::CaseInsensitive) == 0;
    };
    const QString format = reader.text("format");
    if (reader.has("format") && !named(format, "png") && !named(format, "svg"))
        reader.fail(Text::tr("--format is “%1”; give one of %2.").arg(format, QStringLiteral("png, svg")));
    if (named(format, "svg") || (!reader.has("format") && named(file.right(4), ".svg")))
        return PictureFormat::Svg;
    if (!reader.has("format") && !named(file.right(4), ".png") && !isStandardOutput(file))
        reader.fail(Text::tr("“%1” does not say what to draw; let the file’s name end in .png or .svg, or "
                             "say it with --format.")
                        .arg(file));
    return PictureFormat::Png;
}

/// What --what names, and whether it is a page.
void readPart(CommandReader& reader, ShotCommand& command)
{
    const QString what = reader.has("what") ? reader.text("what") : QStringLiteral("window");
    if (what == QLatin1String("diagram")) {
        command.part = ShotCommand::Part::Diagram;
    } else if (viewNames().contains(what)) {
        command.part = ShotCommand::Part::Page;
        command.what.page = what;
    } else if (what != QLatin1String("window")) {
        reader.fail(
            Text::tr("--what is “%1”; give one of window, diagram, %2.").arg(what, listed(viewNames())));
    }
}

/// Where the picture goes: to OUT, or into the folder of --frames.
void readOutput(CommandReader& reader, const QStringList& arguments, ShotCommand& command)
{
    if (!reader.has("frames")) {
        command.file = arguments.value(0);
        if (arguments.size() != 1)
            reader.fail(
                Text::tr("“interleave shot” takes one file to write, as in: interleave shot window.png"));
        else
            command.format = pictureFormat(reader, command.file);
        return;
    }
    command.frames = reader.text("frames");
    if (command.frames.isEmpty())
        reader.fail(Text::tr("--frames names no folder. Give one."));
    if (!arguments.isEmpty())
        reader.fail(Text::tr("--frames names its own files in its folder, and “%1” another. Leave it out.")
                        .arg(arguments.first()));
    if (reader.has("step"))
        reader.fail(Text::tr("--frames draws every step, and --step one of them. Leave one of them out."));
    command.format = pictureFormat(reader, QStringLiteral(".png"));
    command.drawing.isWhole = true;
    if (command.what.step > MostFrames)
        reader.fail(Text::tr("--frames draws at most %1 steps, and there are %2. Draw one with --step.")
                        .arg(QString::number(MostFrames), QString::number(command.what.step)));
}

ShotCommand shotCommand(CommandReader& reader, const QStringList& arguments)
{
    ShotCommand command;
    command.what = windowCommand(reader);
    reader.endUnlessNamed(command.what);
    if (command.what.compare && command.what.journal) {
        // What is compared is the scenario that it is made into.
        const auto scenario = scenarioOf(command.what.journal->journal, Text::tr("Free play"));
        command.what.step = scenario ? static_cast<int>(scenario->steps.size()) : 0;
    }
    command.drawing = drawingOptions(reader, command.what.step);
    readOutput(reader, arguments, command);
    readPart(reader, command);
    if (reader.has("scale"))
        command.scale = reader.number("scale", 1, 2);
    refuseWithoutEffect(reader, command);
    if (command.part == ShotCommand::Part::Diagram)
        command.drawing.title = command.what.title.value_or(QString());
    return command;
}

bool isListOption(const QString& word)
{
    return word == QLatin1String("--list") || word == QLatin1String("-list") ||
           word.startsWith(QLatin1String("--list=")) || word.startsWith(QLatin1String("-list="));
}

/// The file or the folder that is written; empty for standard output.
QString placeOf(const ShotCommand& shot)
{
    if (!shot.frames.isEmpty())
        return QDir::cleanPath(QFileInfo(shot.frames).absoluteFilePath());
    return isStandardOutput(shot.file) ? QString() : QDir::cleanPath(QFileInfo(shot.file).absoluteFilePath());
}

/// Each line of a list is a command line. A mistake in one is told, and then none is drawn.
void addShots(const QString& file, CommandReader& reader, ShotsCommand& command)
{
    InputFile list(file, bounds::PictureList);
    const QList<QByteArray> lines = list.isOpen() ? list.readAll().split('\n') : QList<QByteArray>();
    if (!list.problem().isEmpty()) {
        reader.fail(Text::tr("The list “%1” cannot be read: %2.").arg(file, list.problem()));
        return;
    }
    QSet<QString> places;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = QString::fromUtf8(lines.at(i)).trimmed();
        if (line.isEmpty() || line.startsWith(QLatin1Char('#')))
            continue;
        QStringList words{QStringLiteral("interleave"), QStringLiteral("shot")};
        words += QProcess::splitCommand(line);
        // Before it is read: it could be this very one.
        if (std::ranges::any_of(words, isListOption)) {
            reader.fail(Text::tr("“%1”, line %2 names another list. Write OUT and its options.")
                            .arg(file, QString::number(i + 1)));
            continue;
        }
        const Command one = parseCommandLine(words);
        const auto* shots = std::get_if<ShotsCommand>(&one);
        if (const auto* bad = std::get_if<BadCommand>(&one))
            reader.fail(Text::tr("“%1”, line %2: %3").arg(file, QString::number(i + 1), bad->problem));
        else if (shots == nullptr)
            reader.fail(Text::tr("“%1”, line %2 is no picture. Write OUT and its options.")
                            .arg(file, QString::number(i + 1)));
        else if (const QString place = placeOf(shots->shots.first()); places.contains(place))
            reader.fail(Text::tr("“%1”, line %2 writes “%3”, as a line before it does. Name another place.")
                            .arg(file, QString::number(i + 1), place));
        else {
            if (!place.isEmpty())
                places.insert(place);
            command.shots += shots->shots;
        }
    }
    const auto toOutput = std::ranges::count_if(
        command.shots, [](const ShotCommand& shot) { return isStandardOutput(shot.file); });
    if (toOutput > 1)
        reader.fail(Text::tr("The list “%1” sends more than one picture to standard output, where nobody can "
                             "tell them apart. Name files.")
                        .arg(file));
    if (command.shots.isEmpty())
        reader.fail(
            Text::tr("The list “%1” names no picture. Write OUT and its options in each line.").arg(file));
}

} // namespace

DrawingOptions drawingOptions(CommandReader& reader, int steps)
{
    DrawingOptions options;
    if (reader.has("width"))
        options.width = reader.number("width", DrawingOptions::LeastWidth, DrawingOptions::MostWidth);
    options.legend = !reader.has("no-legend");
    if (reader.has("highlight") && steps < 1)
        reader.fail(
            Text::tr("--highlight is about a step that has happened, and here none has. Leave it out."));
    else if (reader.has("highlight"))
        options.highlight = reader.number("highlight", 1, steps);
    return options;
}

void refuseWithoutEffect(CommandReader& reader, const ExportCommand& command)
{
    ShotCommand shot;
    shot.what = command.what;
    if (command.format == ExportFormat::Svg) {
        shot.part = ShotCommand::Part::Diagram;
        shot.format = PictureFormat::Svg;
    } else if (command.format == ExportFormat::Html && command.what.compare) {
        // A page of a journal opens at the step that is named.
        shot.part = ShotCommand::Part::Page;
        shot.what.page = QStringLiteral("compare");
        shot.what.journal.reset();
    } else {
        return;
    }
    refuseWithoutEffect(reader, shot);
}

void refuseDrawingOptions(CommandReader& reader, ExportFormat format)
{
    for (const char* option : {"width", "no-legend", "highlight"}) {
        if (reader.has(option) && format != ExportFormat::Svg)
            reader.fail(Text::tr("--%1 is about the drawing, which only .svg is. Leave it out.")
                            .arg(QLatin1String(option)));
    }
}

ShotsCommand shotsCommand(CommandReader& reader, const QStringList& arguments)
{
    ShotsCommand command;
    if (!reader.has("list"))
        command.shots.append(shotCommand(reader, arguments));
    else if (!arguments.isEmpty())
        reader.fail(Text::tr("“interleave shot” takes a file to write or a --list, not both."));
    else if (reader.count() > 1)
        reader.fail(
            Text::tr("In a --list each line has its own options. Write them there, and none beside it."));
    else
        addShots(reader.text("list"), reader, command);
    return command;
}

} // namespace interleave
