#include "core/scenario/headline.h"

#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

/// More clients are counted instead of named.
constexpr qsizetype MostNames = 4;
/// The longest name of a client in a sentence.
constexpr qsizetype MostName = 16;

template<typename Concerns>
QStringList namesOf(const Snapshot& snapshot, const Concerns& concerns)
{
    QStringList names;
    for (const ClientState& client : snapshot.clients()) {
        if (concerns(client))
            names.append(shortened(client.name, MostName));
    }
    return names;
}

/// "B", "B and C", "6 clients"
QString listedClients(const QStringList& names)
{
    return names.size() > MostNames ? Text::tr("%n clients", nullptr, pluralOf(names.size()))
                                    : listed(names, ListStyle::And);
}

/// "stock is 8, not 5", "stock is 5, as it should be", "stock is 7"; empty when there is nothing to say.
QString valueWords(const Ledger& ledger)
{
    const QString value = valueText(ledger);
    if (value.isEmpty() || (ledger.differs() && !ledger.isLost))
        return {};
    if (!ledger.shouldBe)
        return Text::tr("%1 is %2", "a field and its value").arg(placeText(ledger), value);
    if (!ledger.differs())
        return Text::tr("%1 is %2, as it should be", "a field and its value").arg(placeText(ledger), value);
    return Text::tr("%1 is %2, not %3", "a field, its value, what it should be")
        .arg(placeText(ledger), value, shouldBeText(ledger));
}

/// Why the value is so, behind it if it is known, then alone, then in short.
QStringList afterValue(const QString& value, const QString& reason, const QString& brief)
{
    QStringList wordings;
    if (!value.isEmpty())
        wordings.append(Text::tr("%1: %2", "a value, and why it is so").arg(value, reason));
    wordings << reason << brief;
    return wordings;
}

QStringList lostWords(const Snapshot& snapshot, const Ledger& ledger)
{
    const QStringList authors =
        namesOf(snapshot, [](const ClientState& client) { return client.lost() > 0; });
    const int count = pluralOf(ledger.lost);
    const bool isOne = ledger.lost == 1 && authors.size() == 1;
    const QString lost = isOne ? Text::tr("%1’s change is lost").arg(authors.at(0))
                               : Text::tr("%n changes are lost", nullptr, count);
    const QString untold = isOne ? Text::tr("%1’s change is lost, and nobody was told").arg(authors.at(0))
                                 : Text::tr("%n changes are lost, and nobody was told", nullptr, count);
    return afterValue(ledger.differs() ? valueWords(ledger) : QString(), untold, lost);
}

/// \a told were refused, and their changes are still on their screens.
QStringList openWords(const Ledger& ledger, const QStringList& told)
{
    const QString clients = listedClients(told);
    const bool isOne = told.size() == 1;
    const QString safe = isOne ? Text::tr("%1 was told, nothing is lost").arg(clients)
                               : Text::tr("%1 were told, nothing is lost", "several clients").arg(clients);
    if (!ledger.differs())
        return {safe};
    const QString place = placeText(ledger);
    const QString shouldBe = shouldBeText(ledger);
    const QString coming =
        isOne
            ? Text::tr(
                  "%1 was told, nothing is lost: %2 %3 after %1 tries again", "a client, a field, its value")
                  .arg(clients, place, shouldBe)
            : Text::tr(
                  "%1 were told, nothing is lost: %2 %3 after they try again", "clients, a field, its value")
                  .arg(clients, place, shouldBe);
    return {coming, safe};
}

/// Nothing is open and nothing lost; why that is so.
QStringList settledWords(const Snapshot& snapshot, const Ledger& ledger)
{
    const QString value = valueWords(ledger);
    const QString safe = Text::tr("Nothing is lost");
    const auto because = [&](const QString& reason) {
        QStringList wordings = afterValue(value, reason, safe);
        wordings.removeDuplicates();
        return wordings;
    };
    const QStringList told = namesOf(snapshot, [](const ClientState& client) { return client.refused > 0; });
    const bool again = std::ranges::all_of(snapshot.clients(), [](const ClientState& client) {
        return client.refused == 0 || client.saved > 0;
    });
    if (!told.isEmpty()) {
        const QString clients = listedClients(told);
        if (told.size() == 1)
            return because(
                (again ? Text::tr("%1 was told, and tried again") : Text::tr("%1 was told")).arg(clients));
        return because((again ? Text::tr("%1 were told, and tried again", "several clients")
                              : Text::tr("%1 were told", "several clients"))
                           .arg(clients));
    }
    const QStringList unanswered =
        namesOf(snapshot, [](const ClientState& client) { return client.missedAnswer; });
    if (!unanswered.isEmpty())
        return because(Text::tr("%1 got no answer, and found out").arg(listedClients(unanswered)));
    const QStringList waited = namesOf(snapshot, [](const ClientState& client) { return client.waited; });
    if (!waited.isEmpty())
        return because(Text::tr("%1 waited, and then read what was saved").arg(listedClients(waited)));
    return because(Text::tr("nothing is lost"));
}

} // namespace

Headline headlineOf(const QString& story, const Snapshot& snapshot, const Ledger& ledger)
{
    if (ledger.tried == 0)
        return {story, {}, Severity::Neutral};
    if (ledger.lost > 0)
        return {story, lostWords(snapshot, ledger), Severity::Lost};
    const QStringList unknown =
        namesOf(snapshot, [](const ClientState& client) { return client.unknown > 0; });
    if (!unknown.isEmpty()) {
        const QString clients = listedClients(unknown);
        return {
            story,
            {Text::tr("%1 got no answer, and cannot know whether it saved").arg(clients),
             Text::tr("%1 got no answer").arg(clients)},
            Severity::Pending};
    }
    const QStringList deadlocked =
        namesOf(snapshot, [](const ClientState& client) { return client.deadlocked; });
    if (!deadlocked.isEmpty())
        return {
            story,
            {Text::tr("%1 was refused, so that nobody waits for ever: nothing is lost")
                 .arg(listedClients(deadlocked)),
             Text::tr("%1 was refused, nothing is lost").arg(listedClients(deadlocked))},
            Severity::Stale};
    const QStringList open = ledger.openBy;
    if (!open.isEmpty())
        return {story, openWords(ledger, open), Severity::Stale};
    return {story, settledWords(snapshot, ledger), Severity::Good};
}

} // namespace interleave
