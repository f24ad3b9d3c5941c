#include "core/transactions/isolationlevels.h"
#include "core/transactionwords/anomalyevents.h"
#include "core/transactionwords/explainedevent.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

QString higherLevelEffect(const StoryView& view, const QString& anomaly, const QString& level)
{
    const bool isHighest = level.startsWith(QLatin1String("serializable"));
    if (anomaly == QLatin1String("dirty read"))
        return isHighest ? Text::tr("at %1 nobody reads what is not committed").arg(level)
                         : Text::tr("at %1 or higher nobody reads what is not committed").arg(level);
    if (anomaly == QLatin1String("lost update")) {
        const QString code = view.engine() == QLatin1String("sqlite")    ? QStringLiteral("517")
                             : view.engine() == QLatin1String("mariadb") ? QStringLiteral("1020")
                                                                         : QStringLiteral("40001");
        return level == QLatin1String("repeatable read")
                   ? Text::tr("at %1 or higher the second write is refused (%2)").arg(level, code)
                   : Text::tr("at %1 the second write is refused (%2)").arg(level, code);
    }
    if (anomaly.contains(QLatin1String("skew")) && anomaly != QLatin1String("read skew"))
        return Text::tr("at %1 one of them is refused, and runs again with what the other has changed")
            .arg(level);
    if (anomaly == QLatin1String("read-only transaction anomaly"))
        return Text::tr("at %1 one of them is refused").arg(level);
    return isHighest ? Text::tr("at %1 all that a transaction reads is of one moment").arg(level)
                     : Text::tr("at %1 or higher all that a transaction reads is of one moment").arg(level);
}

/// A level at which the engine prevents it, unless all sessions have it.
QList<Choice> higherLevel(const StoryView& view)
{
    const QString anomaly = view.story().judgement.anomaly;
    const QString level = preventingLevel(view.engine(), anomaly);
    if (level.isEmpty())
        return {};
    const QStringList names = sessionNames(view.journal());
    const bool isMixed = std::ranges::any_of(names, [&](const QString& name) {
        return sessionLevel(view.header(), name) != sessionLevel(view.header(), names.first());
    });
    return {
        {isMixed ? Text::tr("The same high level for all") : Text::tr("A higher level"),
         higherLevelEffect(view, anomaly, level)}};
}

/// "UPDATE … SET stock = stock − 2"
QList<Choice> atomicUpdate(const StaleWrite& loss)
{
    bool isNumber = false;
    bool isOther = false;
    const auto number = [](QString text, bool& isOne) {
        return text.replace(QChar(0x2212), QLatin1Char('-')).toLongLong(&isOne);
    };
    const qint64 had = number(loss.had, isNumber);
    const qint64 written = number(loss.written, isOther);
    if (!isNumber || !isOther)
        return {};
    const QString change =
        written < had
            ? Text::tr("SET %1 = %1 − %2", "SQL").arg(loss.cell.column, QString::number(had - written))
            : Text::tr("SET %1 = %1 + %2", "SQL").arg(loss.cell.column, QString::number(written - had));
    return {{change, Text::tr("the database computes from what stands there")}};
}

Choice versionInWhere()
{
    return {
        Text::tr("A version in WHERE"),
        Text::tr("an UPDATE that finds no row tells that somebody was faster")};
}

QList<Choice> againstLostUpdate(const StoryView& view)
{
    const auto loss = lossUntil(view, view.size());
    QList<Choice> choices;
    if (view.engine() == QLatin1String("sqlite"))
        choices.append(
            {Text::tr("BEGIN IMMEDIATE"),
             Text::tr("the second one waits, and then reads what the first has committed")});
    else
        choices.append(
            {Text::tr("SELECT … FOR UPDATE"),
             Text::tr("locks the row while it is read: the second one waits, and then reads what the first "
                      "has committed")});
    if (loss)
        choices += atomicUpdate(*loss);
    choices.append(versionInWhere());
    return choices;
}

QList<Choice> againstWriteSkew(const StoryView& view)
{
    const bool isAdded = !view.cells().isEmpty() && !view.committedAt(view.cells().first().cell, 0);
    if (isAdded)
        return {{Text::tr("A UNIQUE constraint"), Text::tr("the table itself refuses the second row")}};
    if (view.engine() == QLatin1String("sqlite"))
        return {};
    return {{Text::tr("SELECT … FOR UPDATE"), Text::tr("locks the rows that the decision rests on")}};
}

QString titled(const QString& text)
{
    return text.isEmpty() ? text : text.at(0).toUpper() + text.mid(1);
}

} // namespace

QList<Choice> whatPrevents(const StoryView& view)
{
    const Judgement& judgement = view.story().judgement;
    QList<Choice> choices = higherLevel(view);
    if (judgement.anomaly == QLatin1String("lost update"))
        choices += againstLostUpdate(view);
    if (judgement.anomaly == QLatin1String("write skew"))
        choices += againstWriteSkew(view);
    return choices;
}

QList<Choice> whatPreventsLoss(const StaleWrite& loss)
{
    return QList<Choice>{versionInWhere()} + atomicUpdate(loss);
}

QString textbookWords(const StoryView& view)
{
    const QString& anomaly = view.story().judgement.anomaly;
    const AnomalyEvents events = anomalyEvents(view);
    if (anomaly.isEmpty() || events.point == 0)
        return {};
    const QString name = titled(anomalyWithCode(anomaly));
    const QString one = view.event(events.point).session;
    QString other;
    for (const qint64 seq : events.all) {
        if (view.event(seq).session != one)
            other = view.event(seq).session;
    }
    QStringList others = sessionNames(view.journal());
    others.removeAll(one);
    if (other.isEmpty() && others.size() > 1)
        return name;
    if (other.isEmpty())
        other = others.value(0);
    if (anomaly == QLatin1String("dirty read"))
        return Text::tr("%1: %2 writes, %3 reads it, and %2 has not committed.").arg(name, other, one);
    if (anomaly == QLatin1String("non-repeatable read"))
        return Text::tr("%1: %2 reads, %3 changes that and commits, %2 reads again.").arg(name, one, other);
    if (anomaly == QLatin1String("phantom"))
        return Text::tr("%1: %2 asks for rows, %3 adds one that fits and commits, %2 asks again.")
            .arg(name, one, other);
    if (anomaly == QLatin1String("lost update"))
        return Text::tr("%1: both read, %2 writes, and %3 writes over it from what it had read before.")
            .arg(name, other, one);
    if (anomaly == QLatin1String("read skew"))
        return Text::tr(
                   "%1: %2 reads one value, %3 changes several and commits, %2 reads another one of them.")
            .arg(name, one, other);
    if (anomaly == QLatin1String("write skew"))
        return Text::tr("%1: both read the same, then each writes another row, and so makes untrue what the "
                        "other has read.")
            .arg(name);
    return Text::
        tr("%1: two that write would be in order by themselves. What a third one reads fits neither order.")
            .arg(name);
}

} // namespace interleave
