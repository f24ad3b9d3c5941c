#pragma once

#include "core/model/event.h"
#include "core/model/snapshot.h"
#include "core/stacks/codetemplate.h"
#include "core/stacks/stack.h"

#include <QList>
#include <QString>

namespace interleave {

/// What a message asks of a stack.
enum class StackQuestion {
    None, ///< nothing was sent, or the record is created
    Read,
    Guarded, ///< a save that says which version it was made on
    Refused, ///< the same, and it was refused
    Blind,   ///< a save that does not say so
    Missing, ///< the same, and it was refused for that
    Change,  ///< an amount is added to what is there
    Lock     ///< a lease is taken, given back, or named by a save
};
[[nodiscard]] StackQuestion questionOf(const Event& event);

/// One piece of code and what it does.
struct StackSection final
{
    QString heading;
    /// Said under the heading; may be empty.
    QString words;
    QString code;
    CodeLanguage language = CodeLanguage::Sql;
};

/// How a message is written in a stack. Plain texts.
struct StackAnswer final
{
    /// Where there is no code, why; else empty.
    QString empty;
    QList<StackSection> sections;
};

/// The values of an event's request. \a before is the state before the event, in which the client's copy is,
/// so that only what it changed is set.
[[nodiscard]] CodeValues codeValuesOf(const Event& event, const Snapshot& before);
[[nodiscard]] StackAnswer stackAnswer(const Stack& stack, StackQuestion question, const CodeValues& values);

} // namespace interleave
