#include "core/export/sequencetext.h"

#include "core/export/sequence.h"
#include "core/scenario/roomlane.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/explanation.h"
#include "core/words/savedescription.h"
#include "core/words/verdictwords.h"

#include <QHash>

#include <set>
#include <utility>

namespace interleave {

namespace {

/// Converts a journal up to a moment to lines of a sequence diagram.
class SequenceBuilder final
{
public:
    explicit SequenceBuilder(const ExportSource& source)
        : m_source(source)
        , m_room(source.journal->header().clients, source.ownLanes)
        , m_now(source.journal->at(0))
        , m_several(source.journal->latest().records().size() > 1)
    {
        m_sequence.title = source.title;
        m_sequence.server = Text::tr("Server");
        findLanes();
    }

    Sequence tell()
    {
        for (qint64 seq = 1; seq <= m_source.moment; ++seq) {
            const Event& event = m_source.journal->event(seq);
            m_now.apply(event);
            if (event.action == Action::Rule)
                add(SequenceLine::Kind::Divider, 0, Text::tr("Locking: %1").arg(toStatus(event.locking)));
            else if (event.isAcross())
                tellAcross(event);
            else
                tellOf(event);
        }
        if (m_wasActive && m_several)
            add(SequenceLine::Kind::Legend,
                0,
                Text::tr("A client’s lane has a bar for each copy that is current."));
        else if (m_wasActive)
            add(SequenceLine::Kind::Legend,
                0,
                Text::tr("A client’s lane is active while its copy is current."));
        for (const auto& [lane, record] : std::set(m_active))
            setActive(lane, record, false);
        return std::move(m_sequence);
    }

private:
    void add(SequenceLine::Kind kind, qsizetype lane, const QString& text = {})
    {
        m_sequence.lines.push_back({kind, lane, text});
    }

    void findLanes()
    {
        QStringList inRoom;
        const auto join = [&](const QString& client) {
            if (m_laneOf.contains(client))
                return;
            const bool shares = m_room.has(client);
            if (!shares || inRoom.isEmpty())
                m_clients.append(shares ? QString() : client);
            if (shares)
                inRoom.append(client);
            m_laneOf.insert(client, shares ? 1 + m_clients.indexOf(QString()) : m_clients.size());
        };
        for (const QString& panel : m_source.panels)
            join(panel);
        for (qint64 seq = 1; seq <= m_source.moment; ++seq) {
            if (const QString& client = m_source.journal->event(seq).client; !client.isEmpty())
                join(client);
        }
        const Cast cast = m_source.cast();
        for (const QString& client : std::as_const(m_clients))
            m_sequence.clients.append(
                client.isEmpty()
                    ? RoomLane::headings(m_source.journal->at(m_source.moment), inRoom).constFirst()
                    : cast.member(client).heading());
    }

    void tellAcross(const Event& event)
    {
        const MessageText text = messageText(event, m_several);
        add(SequenceLine::Kind::Across, 0, dotted({text.request, text.answer}));
    }

    void tellOf(const Event& event)
    {
        const qsizetype lane = laneOf(event.client);
        const MessageText text = messageText(event, m_several);
        if (!event.isMessage()) {
            add(SequenceLine::Kind::Note, lane, text.request.isEmpty() ? text.answer : text.request);
        } else {
            if (!event.waited)
                addRequest(event, lane, event.isLost() ? dotted({text.request, text.answer}) : text.request);
            if (event.action != Action::Wait && !event.isLost())
                add(event.answerLost ? SequenceLine::Kind::AnswerLost : SequenceLine::Kind::Answer,
                    lane,
                    sentAnswer(event, text));
        }
        tellFreshness(lane, event.record);
        tellLosses(event);
        for (qsizetype other = 1; other <= m_clients.size(); ++other)
            tellFreshness(other, event.record);
    }

    /// The answer that the server sent, even if it was lost: the cross of its arrow shows that.
    [[nodiscard]] QString sentAnswer(const Event& event, const MessageText& text) const
    {
        if (!event.answerLost)
            return text.answer;
        Event sent = event;
        sent.answerLost = false;
        return messageText(sent, m_several).answer;
    }

    void addRequest(const Event& event, qsizetype lane, const QString& text)
    {
        add(event.isLost()        ? SequenceLine::Kind::Lost
            : isTurnedDown(event) ? SequenceLine::Kind::Refused
                                  : SequenceLine::Kind::Request,
            lane,
            Text::tr("%1. %2", "the number of a step and its request")
                .arg(
                    event.number.text(),
                    m_room.has(event.client)
                        ? Text::tr("%1: %2", "a client and its request").arg(event.client, text)
                        : text));
    }

    void tellLosses(const Event& event)
    {
        if (!event.isCommit())
            return;
        const VersionTree& tree = m_source.journal->trees().at(event.record);
        for (const LostUpdate& lost : lostUpdates(event, m_source.journal->trees()))
            addNote(laneOf(lost.author), event.record, formattedLoss(lost, m_source.journal->trees()));
        for (const qint64 back : tree.restored(event.version.value_or(0))) {
            const Version& version = tree.at(back);
            addNote(
                laneOf(version.author),
                event.record,
                Text::tr("was lost, is back: %1’s v%2").arg(version.author, QString::number(back)));
        }
    }

    void tellFreshness(qsizetype lane, const QString& record)
    {
        const QString& client = m_clients.at(lane - 1);
        // Several clients' copies cannot share a lane's bar.
        if (client.isEmpty())
            return;
        const Freshness freshness = m_now.freshness(client, record);
        const bool was = m_active.contains({lane, record});
        setActive(lane, record, freshness == Freshness::Current);
        if (!was || freshness != Freshness::Stale)
            return;
        const auto held = m_now.client(client).copyOf(record).held;
        addNote(lane, record, Text::tr("stale since v%1").arg(held ? held->version + 1 : 0));
    }

    /// Names the record if there are several.
    void addNote(qsizetype lane, const QString& record, const QString& text)
    {
        add(SequenceLine::Kind::Note,
            lane,
            m_several ? Text::tr("%1: %2", "a record and a note on it").arg(record, text) : text);
    }

    void setActive(qsizetype lane, const QString& record, bool active)
    {
        if (m_active.contains({lane, record}) == active)
            return;
        add(active ? SequenceLine::Kind::Activate : SequenceLine::Kind::Deactivate, lane);
        m_wasActive = true;
        if (active)
            m_active.insert({lane, record});
        else
            m_active.erase({lane, record});
    }

    [[nodiscard]] qsizetype laneOf(const QString& client) const { return m_laneOf.value(client); }

    const ExportSource& m_source;
    RoomLane m_room;
    /// By lane; empty for that of the room's clients.
    QStringList m_clients;
    QHash<QString, qsizetype> m_laneOf;
    Sequence m_sequence;
    Snapshot m_now;
    /// The journal has several records.
    bool m_several;
    /// Lanes with a current copy of a record.
    std::set<std::pair<qsizetype, QString>> m_active;
    bool m_wasActive = false;
};

} // namespace

QString mermaidText(const ExportSource& source)
{
    return mermaidText(SequenceBuilder(source).tell());
}

QString plantUmlText(const ExportSource& source)
{
    return plantUmlText(SequenceBuilder(source).tell());
}

} // namespace interleave
