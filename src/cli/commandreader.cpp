#include "cli/commandreader.h"

#include "core/values/text.h"
#include "core/values/textformat.h"
#include "stage/files/journalfile.h"
#include "stage/pagenames.h"

#include <QCommandLineParser>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace interleave {

namespace {

bool isJournal(const QString& path)
{
    constexpr qint64 beginning = 64;
    if (path.endsWith(QLatin1String(".jsonl")))
        return true;
    QFile file(path);
    return QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly) &&
           file.read(beginning).simplified().startsWith("{\"interleave\"");
}

} // namespace

bool namesAFile(const QString& argument)
{
    return argument.contains(QLatin1Char('/')) || QFileInfo::exists(argument);
}

CommandReader::CommandReader(const QCommandLineParser& parser)
    : m_parser(parser)
{
}

void CommandReader::take(const QString& file)
{
    if (has("open") || has("scenario"))
        fail(Text::tr("“%1” and the file of --open or --scenario would both be shown. Give one of them.")
                 .arg(file));
    m_takenOption = isJournal(file) ? QStringLiteral("open") : QStringLiteral("scenario");
    m_takenFile = file;
}

bool CommandReader::has(const char* name) const
{
    // isSet() would warn about an option that this command does not have.
    return m_takenOption == QLatin1String(name) || m_parser.optionNames().contains(QLatin1String(name));
}

qsizetype CommandReader::count() const
{
    return m_parser.optionNames().size() + (m_takenOption.isEmpty() ? 0 : 1);
}

QString CommandReader::text(const char* name) const
{
    if (m_takenOption == QLatin1String(name))
        return m_takenFile;
    return has(name) ? m_parser.value(QString::fromLatin1(name)) : QString();
}

int CommandReader::number(const char* name, int least, int most)
{
    bool ok = false;
    const int value = text(name).toInt(&ok);
    if (!ok || value < least || value > most) {
        fail(Text::tr("--%1 is “%2”; give a whole number from %3 to %4.")
                 .arg(QString::fromLatin1(name), text(name), QString::number(least), QString::number(most)));
    }
    return value;
}

std::optional<Locking> CommandReader::locking()
{
    if (!has("locking"))
        return std::nullopt;
    const auto value = lockingFromName(text("locking"));
    if (!value) {
        fail(Text::tr("--locking is “%1”; give one of %2.").arg(text("locking"), listed(lockingNames())));
    }
    return value;
}

const Result<NamedLesson, QString>& CommandReader::lesson(const QString& nameOrFile)
{
    if (!m_lesson || m_lesson->first != nameOrFile)
        m_lesson.emplace(nameOrFile, findLesson(nameOrFile));
    return m_lesson->second;
}

std::optional<NamedScenario> CommandReader::scenario(const QString& nameOrFile)
{
    auto found = asScenario(lesson(nameOrFile), nameOrFile);
    if (!found) {
        fail(found.error());
        return std::nullopt;
    }
    return std::move(found).value();
}

const Result<OpenedJournal, QString>& CommandReader::journal()
{
    if (m_journal)
        return *m_journal;
    auto read = loadAnyJournal(text("open"));
    if (!read)
        return m_journal.emplace(read.error());
    return m_journal.emplace(std::visit(
        [](auto& one) -> OpenedJournal {
            return std::make_shared<const std::remove_reference_t<decltype(one)>>(std::move(one));
        },
        read.value()));
}

StageOptions CommandReader::stage()
{
    StageOptions options;
    if (has("port"))
        options.port = static_cast<quint16>(number("port", 0, 65535));
    options.databaseFile = text("database");
    if (has("database") && options.databaseFile.isEmpty())
        fail(Text::tr("--database names no file. Give one."));
    options.locking = locking().value_or(Locking::Off);
    return options;
}

std::optional<RoomChoice> CommandReader::room(const QStringList& arguments)
{
    if (!has("room")) {
        if (!arguments.isEmpty())
            fail(Text::tr("“interleave serve” takes “%1” only as the address of a room. Give --room as well, "
                          "or leave it out.")
                     .arg(arguments.first()));
        if (has("room-port"))
            fail(Text::tr("--room-port is the port of a room. Give --room as well, or leave it out."));
        return std::nullopt;
    }
    if (arguments.size() > 1)
        fail(Text::tr("--room takes one address, not also “%1”.").arg(arguments.at(1)));
    RoomChoice choice;
    choice.address = QHostAddress(arguments.value(0));
    if (!arguments.isEmpty() && choice.address.isNull())
        fail(Text::tr("“%1” is no address for a room; give one of this machine in figures, such as "
                      "192.168.1.20, or none.")
                 .arg(arguments.first()));
    if (has("room-port"))
        choice.port = static_cast<quint16>(number("room-port", 0, 65535));
    return choice;
}

void CommandReader::endUnlessNamed(WindowCommand& command)
{
    if (command.isOfTransactions()) {
        if (command.transactions && !command.isStepNamed)
            command.step = static_cast<int>(command.transactions->lesson.steps.size());
        return;
    }
    const int last = command.journal ? static_cast<int>(command.journal->journal.latest().steps())
                                     : static_cast<int>(command.scenario.scenario.steps.size());
    command.step = has("step") ? number("step", 0, last) : last;
}

QSize CommandReader::size()
{
    if (!has("size"))
        return {};
    const QStringList parts = text("size").split(QLatin1Char('x'));
    const int width = parts.value(0).toInt();
    const int height = parts.value(1).toInt();
    if (parts.size() != 2 || std::min(width, height) < 320 || std::max(width, height) > 16384)
        fail(Text::tr("--size is “%1”; give width and height of 320 to 16384, as in 1440x900.")
                 .arg(text("size")));
    return {width, height};
}

QString CommandReader::theme()
{
    if (!has("theme"))
        return {};
    const QStringList known{
        QStringLiteral("system"),
        QStringLiteral("light"),
        QStringLiteral("dark"),
        QStringLiteral("high-contrast")};
    if (!known.contains(text("theme")))
        fail(Text::tr("--theme is “%1”; give one of %2.").arg(text("theme"), listed(known)));
    return text("theme");
}

QString CommandReader::page()
{
    const QStringList known = viewNames();
    if (has("page") && !known.contains(text("page")))
        fail(Text::tr("--page is “%1”; give one of %2.").arg(text("page"), listed(known)));
    return text("page");
}

QStringList CommandReader::comparedNames()
{
    if (has("page") && text("page") != QLatin1String("compare"))
        fail(Text::tr("--compare shows the page compare, and --page another. Give one of them."));
    QStringList names = text("compare").split(QLatin1Char(','));
    for (QString& name : names)
        name = name.trimmed();
    return names;
}

std::optional<std::pair<Locking, Locking>> CommandReader::compare()
{
    if (!has("compare"))
        return std::nullopt;
    QList<Locking> rules;
    for (const QString& name : comparedNames()) {
        const auto rule = lockingFromName(name);
        if (!rule) {
            fail(Text::tr("--compare is “%1”, and “%2” is no rule; give two of %3, as in off,version.")
                     .arg(text("compare"), name, listed(lockingNames())));
            return std::nullopt;
        }
        rules.append(*rule);
    }
    if (rules.size() != 2) {
        fail(Text::tr("--compare is “%1”; give two rules with a comma between them, as in off,version.")
                 .arg(text("compare")));
        return std::nullopt;
    }
    return std::pair(rules.first(), rules.last());
}

void CommandReader::failIf(const QString& problem)
{
    if (!problem.isEmpty())
        fail(problem);
}

void CommandReader::fail(const QString& problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
}

} // namespace interleave
