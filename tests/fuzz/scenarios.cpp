// A scenario file: what is accepted is written and read again as the same scenario, and what is refused says
// why.

#include "fuzz/fuzz.h"

#include "core/scenario/scenariowriting.h"
#include "core/values/jsontree.h"

using namespace interleave;
using fuzz::require;

namespace {

void checkScenario(const Scenario& scenario, fuzz::Choices& choices)
{
    require(!scenario.records.isEmpty() && !scenario.steps.isEmpty(), "a scenario has records and steps");
    require(!scenario.title.isEmpty() && !scenario.headline().isEmpty(), "a scenario has a headline");
    static_cast<void>(scenario.subject());
    const QByteArray written = toJson(scenario);
    const auto again = scenarioFromJson(written);
    if (!again)
        fuzz::requireEqual(again.error().toUtf8(), {}, "a scenario that was written is accepted");
    else if (*again != scenario)
        fuzz::requireEqual(toJson(*again), written, "a scenario that was written again is the same text");
    require(again && *again == scenario, "a scenario written again is the same scenario");
    const auto rule =
        AllLocking[static_cast<std::size_t>(choices.below(static_cast<qsizetype>(AllLocking.size())))];
    require(
        scenario.journalHeader(rule, 0).records.size() == scenario.records.size(),
        "a journal begins with the records");
    for (const Step& step : scenario.steps) {
        static_cast<void>(wordsUnder(rule, scenario, step));
        static_cast<void>(questionUnder(rule, step));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text = fuzz::bytesOf(data, size);
    fuzz::Choices choices(text);
    const auto scenario = scenarioFromJson(text);
    if (scenario)
        checkScenario(*scenario, choices);
    else
        fuzz::requireSentence(scenario.error(), "why a scenario is refused is a sentence");
    // Blanks, and how characters are written, change nothing. Of some inputs only, because it takes as long
    // as the rest.
    if (choices.below(4) > 0)
        return 0;
    if (const auto tree = parseTree(text)) {
        const auto plain = scenarioFromJson(toBytes(*tree));
        require(bool(plain) == bool(scenario), "blanks change nothing of whether it is accepted");
        require(scenario ? *plain == *scenario : plain.error() == scenario.error(), "blanks change nothing");
    }
    return 0;
}
