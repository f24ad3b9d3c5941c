#include "core/scenario/roomlane.h"

#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

bool isAlike(const Event& one, const Event& other)
{
    return one.action == other.action && one.verdict == other.verdict && one.status == other.status &&
           one.purpose == other.purpose && one.record == other.record &&
           one.answerLost == other.answerLost && one.waited == other.waited;
}

} // namespace

RoomLane::RoomLane(const QList<ClientLook>& looks, const QStringList& own)
{
    for (const ClientLook& look : looks) {
        if (look.isInRoom && !own.contains(look.client))
            m_clients.insert(look.client);
    }
    m_folds = m_clients.size() > MostApart;
}

void RoomLane::append(const Event& event)
{
    if (!m_folds || !has(event.client))
        return;
    const bool follows = !m_runs.empty() && m_runs.back().last == event.seq - 1;
    if (event.action == Action::Edit && event.purpose != Purpose::Merge) {
        if (follows)
            m_runs.back().last = event.seq;
        return;
    }
    if (!event.isMessage())
        return;
    if (follows && isAlike(event, m_last)) {
        Run& run = m_runs.back();
        run.last = event.seq;
        run.asksSame = run.asksSame && event.condition == m_last.condition && event.after == m_last.after;
        run.answersSame = run.answersSame && event.version == m_last.version && event.tag == m_last.tag;
    } else {
        m_runs.push_back({event.seq, event.seq});
    }
    m_last = event;
    m_last.requestText = m_last.responseText = {};
    m_last.statements = {};
}

const RoomLane::Run* RoomLane::runOf(qint64 seq) const
{
    const auto after = std::ranges::upper_bound(m_runs, seq, {}, &Run::first);
    if (after == m_runs.begin())
        return nullptr;
    const Run& run = *std::prev(after);
    return seq <= run.last ? &run : nullptr;
}

bool RoomLane::isFolded(qint64 seq) const
{
    const Run* const run = runOf(seq);
    return run != nullptr && run->first != seq;
}

QString RoomLane::title()
{
    return Text::tr("Room", "the lane of a workshop's clients");
}

QStringList RoomLane::headings(const Snapshot& moment, const QStringList& clients)
{
    const RoomFigures figures = roomFigures(moment, clients);
    const QString room =
        Text::tr("%1 · %2", "the room, and how many are in it").arg(title(), QString::number(figures.clients));
    QStringList wordings;
    // What came of it is left out last.
    for (QStringList words = figures.words(); !words.isEmpty(); words.removeFirst())
        wordings.append(dotted(QStringList{room} + words));
    return wordings << room << title();
}

QStringList RoomFigures::words() const
{
    QStringList words;
    if (read > 0)
        words.append(Text::tr("read %1", "how many clients").arg(read));
    if (saved > 0)
        words.append(Text::tr("saved %1", "how many clients").arg(saved));
    if (refused > 0)
        words.append(Text::tr("refused %1", "how many clients").arg(refused));
    if (lost > 0)
        words.append(Text::tr("lost %1", "how many changes").arg(lost));
    return words;
}

QString roomStory(qsizetype clients, const QString& field)
{
    const int people = pluralOf(clients);
    return field.isEmpty() ? Text::tr("%n people in the room save", nullptr, people)
                           : Text::tr("%n people in the room change %1", nullptr, people).arg(formattedName(field));
}

QString freePlayStory(const Journal& journal)
{
    const RoomLane room(journal.header().clients, {});
    const Snapshot& now = journal.latest();
    const auto saving = std::ranges::count_if(
        now.clients(), [&room](const ClientState& client) { return client.tried > 0 && room.has(client.name); });
    return saving > 1 ? roomStory(saving, now.lastTried().field) : Text::tr("Free play");
}

RoomFigures roomFigures(const Snapshot& moment, const QStringList& clients)
{
    const QSet<QString> meant(clients.cbegin(), clients.cend());
    RoomFigures figures;
    figures.clients = clients.size();
    for (const ClientState& client : moment.clients()) {
        if (!meant.contains(client.name))
            continue;
        const bool hasCopy = std::ranges::any_of(
            client.copies, [](const Copy& copy) { return copy.held.has_value(); });
        figures.read += hasCopy ? 1 : 0;
        figures.saved += client.saved > 0 ? 1 : 0;
        figures.refused += client.refused > 0 ? 1 : 0;
        figures.lost += client.lost();
    }
    return figures;
}

} // namespace interleave
