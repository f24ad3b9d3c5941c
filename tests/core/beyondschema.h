#pragma once

#include <QStringList>

namespace interleave {

// The mistakes in the tests of the readers that a grammar cannot say: what stands in one place of a file has
// to fit what stands in another, or is written in another language. All others are refused by the schemas,
// too.

/// Rows of tst_scenario.
inline QStringList beyondScenarioSchema()
{
    return {
        QStringLiteral("a client that does nothing"),
        QStringLiteral("a label that is too long"),
        QStringLiteral("a label twice"),
        QStringLiteral("a colour twice"),
        QStringLiteral("a field to be about that no record has"),
        QStringLiteral("a step to look at that there is not under a rule"),
        QStringLiteral("a record that is not there"),
        QStringLiteral("a record not named among two"),
        QStringLiteral("another record read"),
        QStringLiteral("an edit before reading"),
        QStringLiteral("a field that is not there"),
        QStringLiteral("a text for a number"),
        QStringLiteral("a number for a text"),
        QStringLiteral("a number for a flag"),
        QStringLiteral("nothing for a number"),
        QStringLiteral("a number too large"),
        QStringLiteral("a change of a field that is not there"),
        QStringLiteral("a change of a text"),
        QStringLiteral("a change of a flag"),
        QStringLiteral("a change of what holds nothing"),
        QStringLiteral("a change of a field that is set, too"),
        QStringLiteral("a change in a blind save"),
        QStringLiteral("a change before reading"),
        QStringLiteral("words under a rule twice"),
        QStringLiteral("a save before reading"),
        QStringLiteral("a blind save of nothing"),
        QStringLiteral("to find out what was never in doubt"),
        QStringLiteral("to merge what was never saved"),
        QStringLiteral("to overwrite before a save"),
        QStringLiteral("to try again what another tried"),
        QStringLiteral("to take a field that is not there"),
        QStringLiteral("an increment of a text"),
        QStringLiteral("an increment of a field that is not there"),
        QStringLiteral("a lease given back that was never asked for"),
        QStringLiteral("a time after the year 9999"),
        QStringLiteral("a time before the year 1"),
        QStringLiteral("a wait for ever"),
        QStringLiteral("a wait for a step that waits itself"),
        QStringLiteral("a wait behind one that is let in"),
        QStringLiteral("lost by one who saved nothing before"),
        QStringLiteral("lost with a save of its own"),
        QStringLiteral("an end of a record that is not there"),
        QStringLiteral("an end of a field that is not there")};
}

/// Rows of tst_transactionlesson.
inline QStringList beyondTransactionSchema()
{
    return {
        QStringLiteral("an engine that is left out"),
        QStringLiteral("a statement for an engine that is left out"),
        QStringLiteral("a level that an engine does not have"),
        QStringLiteral("no setup for an engine"),
        QStringLiteral("two statements in one of the setup"),
        QStringLiteral("a transaction in the setup of an engine"),
        QStringLiteral("a level of a session for the others"),
        QStringLiteral("a step of an unknown session"),
        QStringLiteral("begun twice"),
        QStringLiteral("a commit without a begin"),
        QStringLiteral("two ends without a condition"),
        QStringLiteral("a blank statement"),
        QStringLiteral("only a comment"),
        QStringLiteral("no statement for an engine"),
        QStringLiteral("two statements"),
        QStringLiteral("a commit as a statement"),
        QStringLiteral("a begin that begins nothing"),
        QStringLiteral("two statements to begin"),
        QStringLiteral("a value to begin with"),
        QStringLiteral("a value that nobody keeps"),
        QStringLiteral("a value that the step itself keeps"),
        QStringLiteral("a value that another session keeps"),
        QStringLiteral("a value for one engine that nobody keeps"),
        QStringLiteral("a condition of an unknown name"),
        QStringLiteral("a condition of another unknown name"),
        QStringLiteral("expects of an engine that is left out"),
        QStringLiteral("an unknown session refused"),
        QStringLiteral("an unknown session waits")};
}

} // namespace interleave
