#include "schedules/schedulesetup.h"

#include "core/values/text.h"
#include "core/values/textformat.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace interleave {

namespace {

constexpr std::array AllPrograms{ScheduleProgram::ReadSave, ScheduleProgram::ReadEditSave};
constexpr std::array AllRetries{ScheduleRetry::None, ScheduleRetry::Once, ScheduleRetry::Forever};
constexpr std::array AllTicks{ScheduleTick::Same, ScheduleTick::Older};

/// The one of \a all with the name \a text; the first if nothing was given. If there is none, sets \a
/// problem.
template<typename Choices>
auto chosen(const Choices& all, const QString& option, const QString& text, QString& problem)
{
    if (text.isNull())
        return all.front();
    const auto found = std::ranges::find_if(all, [&text](auto choice) { return toName(choice) == text; });
    if (found != all.end())
        return *found;
    // The names have commas of their own.
    QString names = toName(all.front());
    for (auto choice = all.begin() + 1; choice != all.end(); ++choice)
        names = listed({names, toName(*choice)}, ListStyle::Or);
    if (problem.isEmpty())
        problem = Text::tr("--%1 is “%2”; give one of %3.").arg(option, text, names);
    return all.front();
}

} // namespace

QString toName(ScheduleRule rule)
{
    return rule == ScheduleRule::Atomic ? QStringLiteral("atomic") : QString::fromLatin1(ruleOf(rule).name);
}

QString toName(ScheduleProgram program)
{
    return program == ScheduleProgram::ReadSave ? QStringLiteral("read,save")
                                                : QStringLiteral("read,edit,save");
}

QString toName(ScheduleRetry retry)
{
    switch (retry) {
    case ScheduleRetry::None:
        return QStringLiteral("none");
    case ScheduleRetry::Once:
        return QStringLiteral("once");
    case ScheduleRetry::Forever:
        return QStringLiteral("forever");
    }
    Q_UNREACHABLE();
}

QString toName(ScheduleTick tick)
{
    return tick == ScheduleTick::Same ? QStringLiteral("same") : QStringLiteral("older");
}

QString toTitle(ScheduleRule rule)
{
    return rule == ScheduleRule::Atomic ? Text::tr("Atomic add") : Text::tr(ruleOf(rule).columnTitle);
}

std::optional<Locking> lockingOf(ScheduleRule rule)
{
    return rule == ScheduleRule::Atomic ? Locking::Off : static_cast<Locking>(rule);
}

const LockingRule& ruleOf(ScheduleRule rule)
{
    return ruleOf(lockingOf(rule).value_or(Locking::Off));
}

Result<ScheduleSetup, QString> scheduleSetupFromText(const ScheduleSetupText& text)
{
    ScheduleSetup setup;
    QString problem;
    if (!text.clients.isNull()) {
        bool isNumber = false;
        setup.clients = text.clients.toInt(&isNumber);
        if (!isNumber || setup.clients < ScheduleSetup::FewestClients ||
            setup.clients > ScheduleSetup::MostClients) {
            problem = Text::tr("--clients is “%1”; give a whole number from %2 to %3.")
                          .arg(
                              text.clients,
                              QString::number(ScheduleSetup::FewestClients),
                              QString::number(ScheduleSetup::MostClients));
        }
    }
    setup.program = chosen(AllPrograms, QStringLiteral("program"), text.program, problem);
    setup.retry = chosen(AllRetries, QStringLiteral("retry"), text.retry, problem);
    setup.tick = chosen(AllTicks, QStringLiteral("tick"), text.tick, problem);
    if (!problem.isEmpty())
        return problem;
    return setup;
}

QString grouped(quint64 number)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(number);
}

QString scheduleClient(int client)
{
    return QString(QLatin1Char(static_cast<char>('A' + client)));
}

} // namespace interleave
