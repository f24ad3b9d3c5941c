#include "schedules/schedulereport.h"

#include "core/values/text.h"
#include "schedules/scheduleorder.h"

#include <QStringList>

namespace interleave {

namespace {

QStringList headings()
{
    return {
        Text::tr("Rule"),
        Text::tr("Executions"),
        Text::tr("Lose"),
        Text::tr("Versions lost"),
        Text::tr("With a refusal"),
        Text::tr("Refusals"),
        Text::tr("With a wait")};
}

QList<QStringList> rows(const ScheduleSetup& setup)
{
    QList<QStringList> rows;
    for (const ScheduleRule rule : AllScheduleRules) {
        const ScheduleCounts counts = ScheduleCounting(setup, rule).counts();
        rows.append(
            {toTitle(rule),
             grouped(counts.executions),
             grouped(counts.withLost),
             grouped(counts.lost),
             grouped(counts.withRejection),
             grouped(counts.rejections),
             grouped(counts.withWait)});
    }
    return rows;
}

QString retryInWords(ScheduleRetry retry)
{
    switch (retry) {
    case ScheduleRetry::None:
        return Text::tr("a client that is refused gives up");
    case ScheduleRetry::Once:
        return Text::tr("a client that is refused runs its program once more");
    case ScheduleRetry::Forever:
        return Text::tr("a client that is refused runs its program again until it is let in");
    }
    Q_UNREACHABLE();
}

QString tickInWords(ScheduleTick tick)
{
    return tick == ScheduleTick::Same
               ? Text::tr("the clock stands still, also since the record was last written")
               : Text::tr("the clock stands still, and the record is from before");
}

} // namespace

QString countsAsCsv(const ScheduleSetup& setup)
{
    QString text = QStringLiteral(
        "rule,clients,program,retry,tick,orders,executions,with_lost,lost_total,with_rejection,"
        "rejections_total,with_wait\n");
    for (const ScheduleRule rule : AllScheduleRules) {
        const ScheduleCounts counts = ScheduleCounting(setup, rule).counts();
        const QStringList cells{
            toName(rule),
            QString::number(setup.clients),
            QStringLiteral("\"%1\"").arg(toName(setup.program)),
            toName(setup.retry),
            toName(setup.tick),
            QString::number(orderCount(setup)),
            QString::number(counts.executions),
            QString::number(counts.withLost),
            QString::number(counts.lost),
            QString::number(counts.withRejection),
            QString::number(counts.rejections),
            QString::number(counts.withWait)};
        text += cells.join(QLatin1Char(',')) + QLatin1Char('\n');
    }
    return text;
}

QString countsAsMarkdown(const ScheduleSetup& setup)
{
    const auto line = [](const QStringList& cells) {
        return QStringLiteral("| %1 |\n").arg(cells.join(QStringLiteral(" | ")));
    };
    QString text = line(headings());
    QStringList rulers{QStringLiteral("---")};
    while (rulers.size() < headings().size())
        rulers.append(QStringLiteral("---:"));
    text += line(rulers);
    for (const QStringList& row : rows(setup))
        text += line(row);
    return text;
}

QString countsAsText(const ScheduleSetup& setup)
{
    const quint64 orders = orderCount(setup);
    QString text =
        Text::tr(
            "%n clients, each %1; %2; %3.", "a program, what follows a refusal, the clock", setup.clients)
            .arg(toName(setup.program), retryInWords(setup.retry), tickInWords(setup.tick)) +
        QLatin1Char('\n') + Text::tr("%1 orders.", nullptr, pluralOf(orders)).arg(grouped(orders)) +
        QLatin1String("\n\n");
    QList<QStringList> table = rows(setup);
    table.prepend(headings());
    for (const QStringList& row : std::as_const(table)) {
        QString line;
        for (qsizetype column = 0; column < row.size(); ++column) {
            qsizetype width = 0;
            for (const QStringList& other : std::as_const(table))
                width = std::max(width, other.at(column).size());
            line += column == 0 ? row.at(column).leftJustified(width)
                                : QStringLiteral("  ") + row.at(column).rightJustified(width);
        }
        text += line + QLatin1Char('\n');
    }
    return text;
}

} // namespace interleave
