#include "core/model/snapshot.h"

#include <algorithm>

namespace interleave {

namespace {

/// The same changes, now meant to replace the values in \a fields.
SentChanges startedFrom(const Fields& fields, SentChanges sent)
{
    for (FieldChange& change : sent.open)
        change.before = fields.value(change.name);
    sent.counted.clear();
    return sent;
}

/// The index in \a list of the item with that name, looked up in \a index; -1 when there is none.
template<typename Item>
qsizetype placeOf(
    const QList<Item>& list,
    QString Item::*name,
    const QString& sought,
    const QHash<QString, qsizetype>& index)
{
    // Hashing a name is slower than comparing a few.
    constexpr qsizetype few = 8;
    if (list.size() > few)
        return index.value(sought, -1);
    const auto found = std::ranges::find(list, sought, name);
    return found == list.cend() ? -1 : found - list.cbegin();
}

} // namespace

Fields Copy::shown() const
{
    const Fields fields = held ? held->fields : Fields();
    return draft ? fields.with(draft->fields) : fields;
}

Snapshot::Snapshot(Locking locking, const QList<Record>& records, std::shared_ptr<const VersionTrees> trees)
    : m_locking(locking)
    , m_records(records)
    , m_trees(std::move(trees))
{
    for (qsizetype i = 0; i < records.size(); ++i) {
        m_accounts.insert(records.at(i).id, Account(records.at(i).fields));
        if (!m_recordAt.contains(records.at(i).id))
            m_recordAt.insert(records.at(i).id, i);
    }
}

void Snapshot::apply(const Event& event)
{
    ++m_seq;
    m_messages += event.isMessage() ? 1 : 0;
    m_steps = std::max(m_steps, event.number.step);
    m_time = event.time;
    m_locking = event.locking;
    if (event.action == Action::Rule) {
        dropLeases();
        return;
    }
    if (event.action == Action::Release)
        applyRelease(event);
    if (event.isAcross())
        return; // nobody was told

    ClientState& client = touch(event);
    // A panel's card does not show what happens to a lease that is only a part of another action.
    const bool wasAsked = client.answer && client.answer->asked == Action::Acquire;
    const bool isAside = event.purpose == Purpose::WithRead &&
                         ((event.action == Action::AnswerLost && !wasAsked) ||
                          (event.action == Action::Release && event.verdict == Verdict::Done));
    if (isAside) {
        client.leases.remove(event.record);
        return;
    }
    const SentChanges sent = event.isTry() ? countTry(event, client) : SentChanges();
    if (event.answerLost) {
        applyUntold(event, client);
        if (event.action == Action::Write)
            client.copies[event.record].sent = sent;
        return;
    }
    std::optional<qint64> found;
    Fields dropped;
    switch (event.action) {
    case Action::Read:
        if (event.purpose == Purpose::FindOut)
            found = applyFindOut(event, client);
        else
            dropped = applyRead(event, client.copies[event.record]);
        break;
    case Action::Edit:
        if (event.purpose == Purpose::Merge)
            applyMerge(event, client.copies[event.record]);
        else
            applyEdit(event, client.copies[event.record]);
        return;
    case Action::Write:
    case Action::Increment:
        applyTry(event, client);
        client.copies[event.record].sent = sent;
        break;
    case Action::Acquire:
    case Action::Wait:
        applyAcquire(event, client);
        break;
    case Action::AnswerLost:
    case Action::Release:
    case Action::Rule:
    case Action::Clock:
        break;
    }
    // An answer that never arrived still belongs to the last step.
    const StepNumber step = event.isMessage() || !client.answer ? event.number : client.answer->number;
    const bool isOver = event.action == Action::AnswerLost && client.answer.has_value();
    const Action asked = isOver ? client.answer->asked : event.action;
    const auto untold = isOver ? client.answer->untold : std::nullopt;
    client.answer = Answer{
        event.seq,
        step,
        event.action,
        event.verdict,
        event.status,
        event.version,
        event.record,
        event.purpose,
        found,
        event.lease,
        dropped,
        asked,
        false,
        untold,
        event.locking,
        event.isUnchangedByDate()};
    if (event.isCommit())
        moveLine(event);
}

/// Returns the typed fields that have to be dropped.
Fields Snapshot::applyRead(const Event& event, Copy& copy)
{
    // HEAD and 304 carry no fields, so the client's copy does not change.
    if (event.verdict != Verdict::Done || !event.version || event.headersOnly)
        return {};
    const Fields typed = copy.draft ? copy.draft->fields : Fields();
    const auto draft = event.purpose == Purpose::Overwrite ? copy.draft : std::nullopt;
    const SentChanges sent = draft ? startedFrom(event.after, copy.sent) : SentChanges();
    copy = Copy{HeldCopy{*event.version, event.after}, draft, std::nullopt, std::nullopt, sent};
    if (!copy.draft)
        return typed;
    copy.draft->base = *event.version;
    return {};
}

void Snapshot::applyEdit(const Event& event, Copy& copy)
{
    if (!copy.draft)
        copy.draft = Draft{{}, event.base.value_or(copy.held ? copy.held->version : 0)};
    for (const Field& field : event.after) {
        const Value* held = copy.held ? copy.held->fields.find(field.name) : nullptr;
        if (held != nullptr && *held == field.value && copy.held->version == copy.draft->base)
            copy.draft->fields.remove(field.name);
        else
            copy.draft->fields.set(field.name, field.value);
    }
    copy.sent.open.removeIf(
        [&](const FieldChange& change) { return copy.draft->fields.find(change.name) == nullptr; });
    if (copy.draft->fields.isEmpty())
        copy.draft.reset();
}

/// From now on the draft is based on the version in the refusal, and holds the difference to it.
void Snapshot::applyMerge(const Event& event, Copy& copy)
{
    if (!copy.conflict)
        return;
    const HeldCopy held{copy.conflict->version, copy.conflict->theirs, true};
    copy = Copy{held, Draft{event.after, held.version}, std::nullopt, std::nullopt};
    if (event.after.isEmpty())
        copy.draft.reset();
}

void Snapshot::applyTry(const Event& event, ClientState& client)
{
    ++client.tried;
    if (event.isCommit()) {
        ++client.saved;
        ++client.committed;
    } else if (event.verdict == Verdict::Unknown) {
        ++client.unknown;
        client.missedAnswer = true;
    } else {
        ++client.refused;
    }
    // The client learns only now that the lease it named is over.
    if (event.verdict == Verdict::Fenced)
        client.leases.remove(event.record);
    learnLease(event);
    Copy& copy = client.copies[event.record];
    if (event.action == Action::Write)
        applyWrite(event, copy);
    else if (event.isCommit()) // typed text stays, with its base
        copy.held = HeldCopy{*event.version, event.after};
}

void Snapshot::applyWrite(const Event& event, Copy& copy) const
{
    if (event.isCommit()) {
        copy = Copy{HeldCopy{*event.version, event.after}, std::nullopt, std::nullopt, std::nullopt};
        return;
    }
    if (event.verdict == Verdict::Unknown)
        copy.unanswered = Unanswered{event.base, event.after};
    const bool isConflict = event.verdict == Verdict::Stale || event.verdict == Verdict::Fenced;
    if (!isConflict || !event.version)
        return;
    copy.unanswered.reset();
    copy.conflict = Conflict{*event.version, event.before, author(event.record)};
    // An outside client's draft is unknown before it is sent.
    if (event.outside && copy.held) {
        Draft draft{{}, event.base.value_or(copy.held->version)};
        for (const FieldChange& change : changes(copy.held->fields, event.after)) {
            if (change.after)
                draft.fields.set(change.name, *change.after);
        }
        copy.draft = draft;
    }
}

void Snapshot::applyAcquire(const Event& event, ClientState& client)
{
    LeaseState& state = m_leases[event.record];
    if (event.action == Action::Wait)
        state.waiting.append(event.client);
    else if (event.waited)
        state.waiting.removeOne(event.client);
    client.waited = client.waited || event.action == Action::Wait;
    client.deadlocked = client.deadlocked || event.verdict == Verdict::Deadlock;
    if (event.verdict == Verdict::Granted) {
        state.held = event.lease;
        state.lastToken = std::max(state.lastToken, event.lease->token);
        if (!event.answerLost)
            client.leases.insert(
                event.record, {event.lease->token, event.lease->until, event.purpose == Purpose::WithRead});
    } else {
        learnLease(event);
        if (event.verdict == Verdict::Fenced && !event.answerLost)
            client.leases.remove(event.record);
    }
}

void Snapshot::applyRelease(const Event& event)
{
    LeaseState& state = m_leases[event.record];
    switch (event.verdict) {
    case Verdict::Done:
        state.held.reset();
        touch(event).leases.remove(event.record);
        break;
    case Verdict::Expired:
        state.held.reset();
        break;
    case Verdict::Locked:
    case Verdict::Fenced:
        learnLease(event);
        touch(event).leases.remove(event.record);
        break;
    case Verdict::Unchanged:
    case Verdict::Saved:
    case Verdict::Stale:
    case Verdict::PreconditionMissing:
    case Verdict::Refused:
    case Verdict::Granted:
    case Verdict::Waiting:
    case Verdict::Deadlock:
    case Verdict::GaveUp:
    case Verdict::Busy:
    case Verdict::Unknown:
        break;
    }
}

/// A refusal names the current lease, which may be from before the journal.
void Snapshot::learnLease(const Event& event)
{
    if (!event.lease || event.verdict == Verdict::Saved)
        return;
    LeaseState& state = m_leases[event.record];
    state.held = event.lease;
    state.lastToken = std::max(state.lastToken, event.lease->token);
}

/// Under another rule there are no leases; the fencing tokens keep counting all the same.
void Snapshot::dropLeases()
{
    for (LeaseState& state : m_leases) {
        state.held.reset();
        state.waiting.clear();
    }
    for (ClientState& client : m_clients)
        client.leases.clear();
}

bool Snapshot::holdsLease(const QString& name, const QString& record) const
{
    const std::optional<Lease> held = lease(record).held;
    return held && held->owner == name;
}

QStringList Snapshot::waitsFor(const QString& name) const
{
    QStringList records;
    for (auto it = m_leases.constBegin(); it != m_leases.constEnd(); ++it) {
        if (it->waiting.contains(name))
            records.append(it.key());
    }
    return records;
}

/// The server carried it out, but the client was not told; it only knows what it asked for.
void Snapshot::applyUntold(const Event& event, ClientState& client)
{
    if (event.isTry()) {
        ++client.tried;
        ++client.unknown;
        client.missedAnswer = true;
        if (event.isCommit())
            ++client.committed;
        if (event.action == Action::Write)
            client.copies[event.record].unanswered = Unanswered{event.base, event.after};
    }
    learnLease(event);
    if (event.action == Action::Acquire || event.action == Action::Wait)
        applyAcquire(event, client);
    Answer answer;
    answer.seq = event.seq;
    answer.number = event.number;
    answer.action = answer.asked = event.action;
    answer.verdict = Verdict::Unknown;
    answer.record = event.record;
    answer.purpose = event.purpose;
    answer.isComing = true;
    if (event.isCommit())
        answer.untold = event.version;
    client.answer = answer;
    if (event.isCommit())
        moveLine(event);
}

/// The client has read the list of versions, so it now knows what became of its save.
std::optional<qint64> Snapshot::applyFindOut(const Event& event, ClientState& client) const
{
    Copy& copy = client.copies[event.record];
    if (event.verdict != Verdict::Done || !event.version)
        return std::nullopt;
    const VersionTree* versions = tree(event.record);
    if (!copy.unanswered || versions == nullptr) {
        (void)applyRead(event, copy);
        return std::nullopt;
    }
    const auto found = committedAs(*copy.unanswered, event.client, *versions, *event.version);
    --client.unknown;
    if (found) {
        ++client.saved;
        (void)applyRead(event, copy);
        return found;
    }
    ++client.refused;
    const auto base = copy.unanswered->base;
    copy.unanswered.reset();
    if (base != event.version)
        copy.conflict = Conflict{*event.version, event.after, author(event.record)};
    return std::nullopt;
}

std::optional<qint64>
committedAs(const Unanswered& unanswered, const QString& client, const VersionTree& tree, qint64 newest)
{
    for (qint64 number = std::max(unanswered.base.value_or(0) + 1, tree.first());
         number <= newest && tree.contains(number);
         ++number) {
        const Version& version = tree.at(number);
        if (version.author == client && version.fields == unanswered.sent)
            return number;
    }
    return std::nullopt;
}

void Snapshot::moveLine(const Event& event)
{
    Record& record = touchRecord(event.record);
    record.fields = event.after;
    record.version = *event.version;
    record.modifiedAt = event.time / 1000;

    const VersionTree& versions = m_trees->at(event.record);
    if (versions.overwritten(record.version) > 0)
        m_lastLost = event.record;
    for (const AuthorCount& move : versions.moved(record.version)) {
        const qsizetype author = placeOfClient(move.author);
        if (author >= 0)
            m_clients[author].onLine += move.count;
    }
}

ClientState& Snapshot::touch(const Event& event)
{
    const qsizetype at = placeOfClient(event.client);
    if (at >= 0)
        return m_clients[at];
    ClientState client;
    client.name = event.client;
    client.outside = event.outside;
    m_clientAt.insert(client.name, m_clients.size());
    m_clients.append(client);
    return m_clients.last();
}

Record& Snapshot::touchRecord(const QString& id)
{
    const qsizetype at = placeOfRecord(id);
    if (at >= 0)
        return m_records[at];
    m_recordAt.insert(id, m_records.size());
    m_records.append(Record{id, {}, 0, 0});
    return m_records.last();
}

qsizetype Snapshot::placeOfClient(const QString& name) const
{
    return placeOf(m_clients, &ClientState::name, name, m_clientAt);
}

qsizetype Snapshot::placeOfRecord(const QString& id) const
{
    return placeOf(m_records, &Record::id, id, m_recordAt);
}

const Record* Snapshot::record(const QString& id) const
{
    const qsizetype at = placeOfRecord(id);
    return at < 0 ? nullptr : &m_records.at(at);
}

const VersionTree* Snapshot::tree(const QString& record) const
{
    const auto it = m_trees->find(record);
    return it == m_trees->end() ? nullptr : &it->second;
}

ClientState Snapshot::client(const QString& name) const
{
    const qsizetype at = placeOfClient(name);
    if (at >= 0)
        return m_clients.at(at);
    ClientState client;
    client.name = name;
    return client;
}

Freshness Snapshot::freshness(const QString& name, const QString& id) const
{
    const Copy copy = client(name).copyOf(id);
    const Record* present = record(id);
    if (!copy.held || present == nullptr)
        return Freshness::NoCopy;
    return copy.held->version == present->version ? Freshness::Current : Freshness::Stale;
}

std::optional<qint64> Snapshot::baseOf(const QString& name, const QString& id) const
{
    const Copy copy = client(name).copyOf(id);
    // Base 0 means typed before anything was read.
    if (copy.draft)
        return copy.draft->base == 0 ? std::nullopt : std::optional(copy.draft->base);
    if (copy.held)
        return copy.held->version;
    return std::nullopt;
}

bool Snapshot::operator==(const Snapshot& other) const
{
    return m_seq == other.m_seq && m_messages == other.m_messages && m_time == other.m_time &&
           m_locking == other.m_locking && m_leases == other.m_leases && m_records == other.m_records &&
           m_clients == other.m_clients && m_accounts == other.m_accounts &&
           m_lastTried == other.m_lastTried && m_lastLost == other.m_lastLost;
}

} // namespace interleave
