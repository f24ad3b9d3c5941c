#include "gui/room/roomstory.h"

#include "core/values/text.h"
#include "core/values/textformat.h"
#include "gui/room/roomtries.h"

#include <QMap>

#include <algorithm>

namespace interleave {

namespace {

/// What the room's clients did together.
struct RoomCount final
{
    qint64 tried = 0;      ///< clients that tried
    qint64 saved = 0;      ///< clients that were told “saved” at least once
    qint64 refused = 0;    ///< clients that were refused at least once
    qint64 open = 0;       ///< clients whose last change was refused
    qint64 unanswered = 0; ///< clients that were told nothing
    qint64 changes = 0;
    qint64 lost = 0;
    qint64 notSaved = 0; ///< clients that read, and did not try
    /// Each made one change, by this amount; nothing where that is not so.
    std::optional<qint64> each = {};
};

RoomCount countOf(const RoomView& view, const QList<RoomTile>& tiles)
{
    RoomCount count;
    bool isFirst = true;
    for (const RoomTile& tile : tiles) {
        const RoomTry* tried = view.tries.of(tile.client);
        const ClientState client = view.snapshot.client(tile.client);
        count.lost += client.lost();
        if (tried == nullptr) {
            count.notSaved += client.copyOf(view.subject.record).held ? 1 : 0;
            continue;
        }
        ++count.tried;
        count.saved += client.saved > 0 ? 1 : 0;
        count.refused += tried->wasRefused ? 1 : 0;
        count.changes += tried->sales;
        const bool isUnanswered = tile.fate == RoomFate::NoAnswer;
        count.unanswered += isUnanswered ? 1 : 0;
        count.open += tried->isOpen && !isUnanswered ? 1 : 0;
        const std::optional<qint64> amount = tried->sales == 1 ? tried->amount : std::nullopt;
        count.each = isFirst || count.each == amount ? amount : std::nullopt;
        isFirst = false;
    }
    return count;
}

/// Who was refused has not sold it.
QString doneBy(const RoomCount& count)
{
    const int people = pluralOf(count.tried);
    const bool isTry = count.refused > 0 || count.unanswered > 0;
    const qint64 amount = count.each.value_or(0);
    if (amount == 0) {
        return count.changes == count.tried
                   ? Text::tr("%n people made one change each.", nullptr, people)
                   : Text::tr("%n people made %1 changes.", nullptr, people).arg(count.changes);
    }
    if (amount == -1)
        return isTry ? Text::tr("%n people each wanted to sell one.", nullptr, people)
                     : Text::tr("%n people sold one each.", nullptr, people);
    const QString many = QString::number(std::abs(amount));
    if (amount < 0)
        return isTry ? Text::tr("%n people each wanted to sell %1.", nullptr, people).arg(many)
                     : Text::tr("%n people sold %1 each.", nullptr, people).arg(many);
    return isTry ? Text::tr("%n people each wanted to add %1.", nullptr, people).arg(many)
                 : Text::tr("%n people added %1 each.", nullptr, people).arg(many);
}

QString toldOf(const RoomCount& count)
{
    QStringList sentences;
    if (count.saved > 0)
        sentences.append(Text::tr("%n were told “saved”.", nullptr, pluralOf(count.saved)));
    if (count.refused > 0)
        sentences.append(Text::tr("%n were told “refused”.", nullptr, pluralOf(count.refused)));
    if (count.unanswered > 0)
        sentences.append(Text::tr("%n were told nothing.", nullptr, pluralOf(count.unanswered)));
    if (count.notSaved > 0)
        sentences.append(Text::tr("%n have not saved.", nullptr, pluralOf(count.notSaved)));
    return sentences.join(QLatin1Char(' '));
}

void tellOutcome(RoomStory& story, const RoomCount& count)
{
    if (count.lost > 0) {
        story.outcome =
            Text::tr("%n changes were overwritten. Nobody was told.", nullptr, pluralOf(count.lost));
        story.severity = Severity::Lost;
    } else if (count.open > 0) {
        story.outcome = Text::tr(
            "Nothing is lost. %n refused clients know it, and can read again.",
            nullptr,
            pluralOf(count.open));
        story.severity = Severity::Stale;
    } else {
        story.outcome = Text::tr("Nothing is lost.");
        story.severity = Severity::Good;
    }
}

} // namespace

QString RoomStory::text() const
{
    QStringList sentences{done, told, outcome};
    sentences.removeAll(QString());
    return sentences.join(QLatin1Char(' '));
}

RoomStory roomStory(const RoomView& view, const QList<RoomTile>& tiles)
{
    RoomStory story;
    if (tiles.isEmpty())
        return story;
    const RoomCount count = countOf(view, tiles);
    const QList<Record>& records = view.journal.header().records;
    const Value* start = records.isEmpty() ? nullptr : records.constFirst().fields.find(view.subject.field);
    const QString began = start == nullptr ? QString() : formatted(*start);
    if (count.tried == 0) {
        const Record* record = view.snapshot.record(view.subject.record);
        const Value* now = record == nullptr ? nullptr : record->fields.find(view.subject.field);
        story.done = now == nullptr ? QString() : Text::tr("It is %1.", "a value").arg(formatted(*now));
        const qint64 here = std::ranges::count_if(tiles, [](const RoomTile& tile) { return !tile.isAway; });
        story.told =
            count.notSaved == 0
                ? Text::tr("Nobody has read it yet.")
                : Text::tr("%n of %1 have read it, and nobody has saved.", nullptr, pluralOf(count.notSaved))
                      .arg(std::max(here, count.notSaved));
        return story;
    }
    const QString done = doneBy(count);
    story.done =
        began.isEmpty() ? done : Text::tr("It was %1. %2", "a value, and a sentence").arg(began, done);
    story.told = toldOf(count);
    if (view.isTold)
        tellOutcome(story, count);
    return story;
}

QString RoomArrivals::text() const
{
    if (times.size() < 2)
        return {};
    const qint64 most = times.constLast();
    const int saves = pluralOf(times.size());
    const QString span = most < 1000 ? Text::tr("%1 ms").arg(most)
                                     : Text::tr("%1 s").arg(QString::number(double(most) / 1000, 'f', 1));
    if (made == times.size())
        return Text::tr("%n saves arrived within %1; all of them were made on version %2.", nullptr, saves)
            .arg(span, QString::number(version));
    if (made == 0)
        return Text::tr("%n saves arrived within %1.", nullptr, saves).arg(span);
    return Text::tr("%n saves arrived within %1; %2 of them were made on version %3.", nullptr, saves)
        .arg(span, QString::number(made), QString::number(version));
}

RoomArrivals roomArrivals(const RoomView& view, const QList<RoomTile>& tiles)
{
    RoomArrivals arrivals;
    QMap<qint64, qsizetype> bases;
    for (const RoomTile& tile : tiles) {
        const RoomTry* tried = view.tries.of(tile.client);
        if (tried == nullptr)
            continue;
        arrivals.times.append(view.journal.event(tried->first).time);
        if (tried->base)
            ++bases[*tried->base];
    }
    std::ranges::sort(arrivals.times);
    const qint64 first = arrivals.times.value(0);
    for (qint64& time : arrivals.times)
        time -= first;
    for (auto it = bases.cbegin(); it != bases.cend(); ++it) {
        if (it.value() > arrivals.made) {
            arrivals.made = it.value();
            arrivals.version = it.key();
        }
    }
    return arrivals;
}

} // namespace interleave
