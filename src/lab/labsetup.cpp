#include "lab/labsetup.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace interleave {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(interleave::LabSetup)
};

constexpr std::array AllPrograms{LabProgram::ReadSave, LabProgram::ReadEditSave};
constexpr std::array AllRetries{LabRetry::None, LabRetry::Once, LabRetry::Forever};
constexpr std::array AllTicks{LabTick::Same, LabTick::Older};

/// The one of \a all that \a text names; the first where nothing was said. Without any, \a problem says so.
template<typename Choices>
typename Choices::value_type
chosen(const Choices& all, const QString& option, const QString& text, QString& problem)
{
    if (text.isNull())
        return all.front();
    const auto found = std::ranges::find_if(all, [&text](auto choice) { return toName(choice) == text; });
    if (found != all.end())
        return *found;
    QStringList names;
    for (const auto choice : all)
        names.append(toName(choice));
    if (problem.isEmpty())
        problem = Text::tr("--%1 is “%2”; give one of %3.").arg(option, text, names.join(Text::tr(" or ")));
    return all.front();
}

} // namespace

QString toName(LabRule rule)
{
    switch (rule) {
    case LabRule::Off:
        return QStringLiteral("off");
    case LabRule::Version:
        return QStringLiteral("version");
    case LabRule::Timestamp:
        return QStringLiteral("timestamp");
    case LabRule::Lease:
        return QStringLiteral("lease");
    case LabRule::Atomic:
        return QStringLiteral("atomic");
    }
    Q_UNREACHABLE();
}

QString toName(LabProgram program)
{
    return program == LabProgram::ReadSave ? QStringLiteral("read,save") : QStringLiteral("read,edit,save");
}

QString toName(LabRetry retry)
{
    switch (retry) {
    case LabRetry::None:
        return QStringLiteral("none");
    case LabRetry::Once:
        return QStringLiteral("once");
    case LabRetry::Forever:
        return QStringLiteral("forever");
    }
    Q_UNREACHABLE();
}

QString toName(LabTick tick)
{
    return tick == LabTick::Same ? QStringLiteral("same") : QStringLiteral("older");
}

QString toTitle(LabRule rule)
{
    switch (rule) {
    case LabRule::Off:
        return Text::tr("Locking off");
    case LabRule::Version:
        return Text::tr("Version");
    case LabRule::Timestamp:
        return Text::tr("Timestamp");
    case LabRule::Lease:
        return Text::tr("Lease");
    case LabRule::Atomic:
        return Text::tr("Atomic add");
    }
    Q_UNREACHABLE();
}

std::optional<Locking> lockingOf(LabRule rule)
{
    return rule == LabRule::Atomic ? Locking::Off : lockingFromName(toName(rule));
}

Result<LabSetup, QString> labSetupFromText(const LabSetupText& text)
{
    LabSetup setup;
    QString problem;
    if (!text.clients.isNull()) {
        bool isNumber = false;
        setup.clients = text.clients.toInt(&isNumber);
        if (!isNumber || setup.clients < LabSetup::FewestClients || setup.clients > LabSetup::MostClients) {
            problem = Text::tr("--clients is “%1”; give a whole number from %2 to %3.")
                          .arg(
                              text.clients,
                              QString::number(LabSetup::FewestClients),
                              QString::number(LabSetup::MostClients));
        }
    }
    setup.program = chosen(AllPrograms, QStringLiteral("program"), text.program, problem);
    setup.retry = chosen(AllRetries, QStringLiteral("retry"), text.retry, problem);
    setup.tick = chosen(AllTicks, QStringLiteral("tick"), text.tick, problem);
    if (!problem.isEmpty())
        return problem;
    return setup;
}

QString labNumber(quint64 number)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(number);
}

QString labClient(int client)
{
    return QString(QLatin1Char(static_cast<char>('A' + client)));
}

} // namespace interleave
