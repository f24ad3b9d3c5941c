#include "core/model/snapshot.h"

#include <algorithm>

namespace interleave {

namespace {

void mergeInto(QList<FieldChange>& changes, const QList<FieldChange>& newer)
{
    for (const FieldChange& change : newer) {
        const auto found = std::find_if(changes.begin(), changes.end(), [&change](const FieldChange& older) {
            return older.name == change.name;
        });
        if (found == changes.end())
            changes.append(change);
        else
            found->after = change.after;
    }
}

} // namespace

/// Returns the changes that its client has sent and does not know to be saved, after the event.
SentChanges Snapshot::countTry(const Event& event, const ClientState& client)
{
    static const Copy none;
    const auto known = client.copies.constFind(event.record);
    const Copy& copy = known == client.copies.constEnd() ? none : *known;
    const Record* present = record(event.record);
    // There is nothing to change, unless this creates the record.
    if (present == nullptr && !event.isCommit())
        return copy.sent;
    const VersionTree* versions = tree(event.record);
    const auto made = changesMade(event, copy, *versions, present == nullptr ? 0 : present->version);
    m_lastTried = {event.record, {}};
    for (const FieldChange& change : made ? *made : changes(event.before, event.after)) {
        if (m_lastTried.field.isEmpty() || change.name == versions->headline())
            m_lastTried.field = change.name;
    }
    if (event.isCommit())
        countSaved(event, made);
    // An increment is on no client's screen, so a refused one does not stay open.
    if (event.action == Action::Increment)
        return copy.sent;
    if (event.isCommit() && !event.answerLost)
        return {};
    SentChanges sent = copy.sent;
    if (event.isCommit()) {
        sent.open.clear();
        mergeInto(sent.counted, made.value_or(QList<FieldChange>()));
    } else {
        sent.open = made.value_or(QList<FieldChange>());
    }
    return sent;
}

void Snapshot::countSaved(const Event& event, const std::optional<QList<FieldChange>>& made)
{
    const Record* present = record(event.record);
    if (present == nullptr) {
        m_accounts.insert(event.record, Account(event.after));
        return;
    }
    Account& saved = m_accounts[event.record];
    if (made) {
        for (const FieldChange& change : *made)
            saved.add(change);
    } else {
        const Version& first = tree(event.record)->at(tree(event.record)->first());
        const Fields start = first.author.isEmpty() ? first.fields : Fields();
        for (const FieldChange& change : changes(present->fields, event.after))
            saved.replace(change, start);
    }
    saved.settle(event.after);
}

Account Snapshot::savedAccount(const QString& id) const
{
    return m_accounts.value(id);
}

Account Snapshot::account(const QString& id) const
{
    Account result = savedAccount(id);
    for (const ClientState& client : m_clients) {
        const auto copy = client.copies.constFind(id);
        if (copy == client.copies.constEnd())
            continue;
        for (const FieldChange& change : copy->sent.open)
            result.add(change);
    }
    return result;
}

void Snapshot::splitStep(qint64 seq)
{
    for (ClientState& client : m_clients) {
        if (client.answer && client.answer->seq == seq)
            client.answer->number.isSplit = true;
    }
}

QString Snapshot::headlineOf(const QString& id, const Fields& fields) const
{
    const VersionTree* versions = tree(id);
    return headlineField(fields, versions == nullptr ? QString() : versions->headline());
}

QString Snapshot::author(const QString& id) const
{
    const Record* present = record(id);
    const VersionTree* versions = tree(id);
    if (present == nullptr || versions == nullptr || !versions->contains(present->version))
        return {};
    return versions->at(present->version).author;
}

qint64 Snapshot::lostCount(const QString& id) const
{
    const Record* present = record(id);
    const VersionTree* versions = tree(id);
    return present == nullptr || versions == nullptr ? 0 : versions->lostCount(present->version);
}

} // namespace interleave
