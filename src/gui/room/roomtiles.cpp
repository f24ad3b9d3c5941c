#include "gui/room/roomtiles.h"

#include "core/values/text.h"
#include "core/values/textformat.h"
#include "gui/room/roomtries.h"
#include "http/room/roommember.h"

#include <QHash>

#include <algorithm>

namespace interleave {

namespace {

RoomFate fateOf(const ClientState& client, const RoomTry* tried, const RoomView& view)
{
    if (tried == nullptr) {
        if (!client.copyOf(view.subject.record).held)
            return RoomFate::Joined;
        return view.isTold ? RoomFate::NotSaved : RoomFate::HasRead;
    }
    // What is lost weighs more than what a client was told last.
    if (view.isTold && client.lost() > 0)
        return RoomFate::Overwritten;
    const Event& last = view.journal.event(tried->last);
    if (last.answerLost || last.verdict == Verdict::Unknown)
        return RoomFate::NoAnswer;
    if (tried->isOpen)
        return RoomFate::Refused;
    if (!view.isTold)
        return RoomFate::ToldSaved;
    return view.snapshot.author(view.subject.record) == client.name ? RoomFate::SavedLast : RoomFate::Stands;
}

QString wordOf(RoomFate fate, int status, qint64 version)
{
    switch (fate) {
    case RoomFate::Joined:
        return Text::tr("is here", "somebody in the room");
    case RoomFate::HasRead:
        return Text::tr("read v%1").arg(version);
    case RoomFate::NotSaved:
        return Text::tr("has not saved");
    case RoomFate::ToldSaved:
        return Text::tr("told %1", "a status").arg(status);
    case RoomFate::Refused:
        return Text::tr("refused");
    case RoomFate::NoAnswer:
        return Text::tr("no answer");
    case RoomFate::Overwritten:
        return Text::tr("overwritten");
    case RoomFate::Stands:
        return Text::tr("stands", "a change");
    case RoomFate::SavedLast:
        return Text::tr("saved last");
    }
    Q_UNREACHABLE();
}

QString sentText(const RoomTry* tried)
{
    return tried == nullptr || !tried->sent ? QStringLiteral("—") : formatted(*tried->sent);
}

QString heldText(const std::optional<HeldCopy>& held, const QString& field)
{
    const Value* value = held ? held->fields.find(field) : nullptr;
    return value == nullptr ? QStringLiteral("—") : formatted(*value);
}

QString factsOf(
    RoomFate fate,
    const RoomTry* tried,
    int status,
    const std::optional<HeldCopy>& held,
    const QString& field)
{
    const QString version = QString::number(held ? held->version : 0);
    const QString told = QString::number(status);
    switch (fate) {
    case RoomFate::Joined:
        return Text::tr("has not read");
    case RoomFate::HasRead:
        return Text::tr("holds %1").arg(heldText(held, field));
    case RoomFate::NotSaved:
        return Text::tr("holds %1, read v%2").arg(heldText(held, field), version);
    case RoomFate::ToldSaved:
        return Text::tr("holds %1, as v%2").arg(heldText(held, field), version);
    case RoomFate::Refused:
        return Text::tr("wanted %1, told %2").arg(sentText(tried), told);
    case RoomFate::NoAnswer:
        return Text::tr("wanted %1, told nothing").arg(sentText(tried));
    case RoomFate::Overwritten:
    case RoomFate::Stands:
    case RoomFate::SavedLast:
        return Text::tr("wrote %1, told %2").arg(sentText(tried), told);
    }
    Q_UNREACHABLE();
}

RoomTile tileOf(const QString& name, const RoomView& view)
{
    const ClientState client = view.snapshot.client(name);
    const RoomTry* tried = view.tries.of(name);
    const std::optional<HeldCopy> held = client.copyOf(view.subject.record).held;
    RoomTile tile{name, name};
    tile.fate = fateOf(client, tried, view);
    const int status = tried == nullptr ? 0 : view.journal.event(tried->last).status;
    tile.word = wordOf(tile.fate, status, held ? held->version : 0);
    tile.facts = factsOf(tile.fate, tried, status, held, view.subject.field);
    return tile;
}

} // namespace

Severity severityOf(RoomFate fate)
{
    switch (fate) {
    case RoomFate::Joined:
    case RoomFate::HasRead:
        return Severity::Neutral;
    case RoomFate::NotSaved:
    case RoomFate::NoAnswer:
        return Severity::Pending;
    case RoomFate::Refused:
        return Severity::Stale;
    case RoomFate::Overwritten:
        return Severity::Lost;
    case RoomFate::ToldSaved:
    case RoomFate::Stands:
    case RoomFate::SavedLast:
        return Severity::Good;
    }
    Q_UNREACHABLE();
}

QString RoomTile::inALine() const
{
    const QString who =
        name == client ? name : Text::tr("%1 (%2)", "a name, and a client's name").arg(name, client);
    QStringList what{word, facts};
    if (isAway)
        what.append(Text::tr("away", "somebody in the room"));
    if (hasOwnLane)
        what.append(Text::tr("has its own lane"));
    return Text::tr("%1: %2", "a client, and what became of it").arg(who, listed(what));
}

RoomSubject roomSubjectOf(const Journal& journal)
{
    const QList<Record>& records = journal.header().records;
    if (records.isEmpty())
        return {};
    const Record& first = records.constFirst();
    return {first.id, headlineField(first.fields, journal.header().about)};
}

bool hasRoom(const Journal& journal)
{
    return std::ranges::any_of(journal.header().clients, &ClientLook::isInRoom);
}

QList<RoomTile> roomTiles(const RoomView& view, const QList<RoomMember>* members)
{
    const QList<RoomMember> known = members == nullptr ? QList<RoomMember>() : *members;
    QHash<QString, const RoomMember*> byClient;
    for (const RoomMember& member : known)
        byClient.insert(member.client, &member);
    QList<RoomTile> tiles;
    const auto add = [&](const QString& client, const QString& label) {
        RoomTile tile = tileOf(client, view);
        if (!label.isEmpty())
            tile.name = label;
        const RoomMember* member = byClient.take(client);
        tile.isAway = members != nullptr && (member == nullptr || !member->isHere);
        if (members == nullptr || member != nullptr || tile.fate != RoomFate::Joined)
            tiles.append(tile);
    };
    for (const ClientLook& look : view.journal.header().clients) {
        if (look.isInRoom)
            add(look.client, look.label);
    }
    for (const RoomMember& member : known) {
        if (byClient.contains(member.client))
            add(member.client, member.name);
    }
    return tiles;
}

} // namespace interleave
