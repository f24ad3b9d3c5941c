// A journal: as much of it as is valid is written and read again as the same events, the state can be
// computed after any of them, and what is told of one of them, or exported, is told.

#include "fuzz/fuzz.h"

#include "core/export/exporting.h"
#include "core/model/ledger.h"
#include "core/scenario/recordedscenario.h"
#include "core/words/explanation.h"
#include "core/words/outcome.h"

#include <algorithm>
#include <array>

using namespace interleave;
using namespace Qt::StringLiterals;
using fuzz::require;

namespace {

void checkWriting(const Journal& journal)
{
    const QByteArray text = fuzz::written(journal);
    const auto again = fuzz::readFrom(text, readJournal);
    require(bool(again), "a journal that was written is read");
    fuzz::requireEqual(again->problem.toUtf8(), {}, "a journal that was written is read to its end");
    fuzz::requireEqual(fuzz::written(again->journal), text, "a journal written again is the same text");
    require(again->journal.header() == journal.header(), "a journal written again has the same header");
    require(again->journal.size() == journal.size(), "a journal written again has as many events");
    for (qint64 seq = 1; seq <= journal.size(); ++seq)
        require(again->journal.event(seq) == journal.event(seq), "an event written again is the same event");
    require(again->journal.latest() == journal.latest(), "a journal written again comes to the same");
}

void checkStates(const Journal& journal, fuzz::Choices& choices)
{
    const qint64 moment = choices.below(journal.size() + 1);
    require(
        journal.at(0).seq() == 0 && journal.at(journal.size()) == journal.latest(),
        "the ends have their states");
    const Snapshot state = journal.at(moment);
    require(state.seq() == moment, "a moment has its state");
    require(journal.copy(moment).size() == moment, "a journal can be continued from any moment");
    for (const Record& record : state.records()) {
        static_cast<void>(state.account(record.id));
        require(state.lostCount(record.id) >= 0, "so many updates are lost");
    }
}

/// What stands in the window at one moment.
void checkWords(const Journal& journal, fuzz::Choices& choices)
{
    const qint64 seq = 1 + choices.below(journal.size());
    const Event& event = journal.event(seq);
    const Snapshot before = journal.at(seq - 1);
    const Explanation explanation = explain(event, before);
    require(!explanation.title.isEmpty(), "an event is explained");
    static_cast<void>(messageText(event, true));
    const Snapshot state = journal.at(seq);
    for (const ClientState& client : state.clients()) {
        require(!answerText(client).sentence.isEmpty(), "a client's card says something");
        for (const Record& record : state.records())
            static_cast<void>(observerText(state, client.name, record.id));
    }
    const Ledger ledger = ledgerOf(state, event.record);
    require(ledger.tried >= 0 && ledger.lost >= 0, "the account has counted");
    static_cast<void>(headlineOf(u"A story"_s, state, ledger));
    require(!outcomeText(state).sentence.isEmpty(), "the outcome says something");
}

void checkExports(const Journal& journal, fuzz::Choices& choices)
{
    static constexpr std::array formats{ExportFormat::Mermaid, ExportFormat::PlantUml, ExportFormat::Curl};
    const ExportSource source{&journal, journal.size(), {u"A"_s, u"B"_s}, u"A title"_s};
    const qsizetype choice = choices.below(static_cast<qsizetype>(formats.size()) + 1);
    if (choice < static_cast<qsizetype>(formats.size())) {
        const auto text = exportText(formats[static_cast<std::size_t>(choice)], source);
        if (!text)
            fuzz::requireSentence(text.error(), "why it is not exported is a sentence");
        else
            require(!text->isEmpty(), "an export has a text");
        return;
    }
    if (const auto scenario = scenarioOf(journal, u"Recorded"_s); !scenario)
        fuzz::requireSentence(scenario.error(), "why it is no scenario is a sentence");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text = fuzz::bytesOf(data, size);
    const auto read = fuzz::readFrom(text, readJournal);
    if (!read) {
        fuzz::requireSentence(read.error(), "why a journal is refused is a sentence");
        return 0;
    }
    if (!read->problem.isEmpty())
        fuzz::requireSentence(read->problem, "why a journal is read in part is a sentence");
    fuzz::Choices choices(text);
    checkWriting(read->journal);
    checkStates(read->journal, choices);
    if (read->journal.isEmpty())
        return 0;
    checkWords(read->journal, choices);
    checkExports(read->journal, choices);
    return 0;
}
