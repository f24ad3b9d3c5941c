// A journal of transactions: as much of it as is valid is written and read again as the same events, and what
// is told of a moment, or exported, is told.

#include "fuzz/fuzz.h"

#include "core/export/exporting.h"
#include "core/transactions/recordedstory.h"
#include "core/transactionwords/sessiontext.h"
#include "core/transactionwords/transactionexplanation.h"
#include "core/transactionwords/transactionledger.h"

#include <array>

using namespace interleave;
using namespace Qt::StringLiterals;
using fuzz::require;

namespace {

void checkWriting(const TransactionJournal& journal)
{
    const QByteArray text = fuzz::written(journal);
    require(isTransactionJournal(text.left(256)), "a journal that was written says of what kind it is");
    const auto again = fuzz::readFrom(text, readTransactionJournal);
    require(bool(again), "a journal that was written is read");
    fuzz::requireEqual(again->problem.toUtf8(), {}, "a journal that was written is read to its end");
    fuzz::requireEqual(fuzz::written(again->journal), text, "a journal written again is the same text");
    require(again->journal == journal, "a journal written again is the same journal");
}

/// What stands in the window at one moment.
void checkWords(const TransactionJournal& journal, fuzz::Choices& choices)
{
    const TransactionStory story = recordedStory(journal);
    const qint64 moment = 1 + choices.below(journal.size());
    require(journal.at(moment).seq() == moment, "a moment has its state");
    require(!explainTransaction(story, moment, moment).title.isEmpty(), "an event is explained");
    static_cast<void>(wordsOn(story, moment));
    static_cast<void>(transactionMessage(story, moment));
    static_cast<void>(transactionHeadline(story, moment));
    const qint64 turning = transactionTurningPoint(story);
    require(turning >= 0 && turning <= journal.size(), "the turning point is an event");
    static_cast<void>(databaseText(story, moment));
    const TransactionLedger ledger = transactionLedger(story, moment);
    require(ledger.waited >= 0 && ledger.refused >= 0, "the account has counted");
    for (const SessionInfo& session : journal.header().sessions) {
        static_cast<void>(sessionText(story, session.name, moment));
        static_cast<void>(sessionObserver(story, session.name, moment));
    }
    Judgement judgement;
    nameAnomaly(judgement, journal, {});
    require(
        committedStates(journal).tables.size() == committedStates(journal).events.size(),
        "each state has its event");
}

void checkExports(const TransactionJournal& journal, fuzz::Choices& choices)
{
    static constexpr std::array formats{
        ExportFormat::Mermaid, ExportFormat::PlantUml, ExportFormat::Sql, ExportFormat::IsolationSpec};
    const auto format =
        formats[static_cast<std::size_t>(choices.below(static_cast<qsizetype>(formats.size())))];
    const auto text = exportText(format, TransactionExport{&journal, u"A title"_s});
    if (!text)
        fuzz::requireSentence(text.error(), "why it is not exported is a sentence");
    else
        require(!text->isEmpty(), "an export has a text");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text = fuzz::bytesOf(data, size);
    const auto read = fuzz::readFrom(text, readTransactionJournal);
    if (!read) {
        fuzz::requireSentence(read.error(), "why a journal is refused is a sentence");
        return 0;
    }
    if (!read->problem.isEmpty())
        fuzz::requireSentence(read->problem, "why a journal is read in part is a sentence");
    fuzz::Choices choices(text);
    checkWriting(read->journal);
    if (read->journal.size() == 0)
        return 0;
    checkWords(read->journal, choices);
    checkExports(read->journal, choices);
    return 0;
}
