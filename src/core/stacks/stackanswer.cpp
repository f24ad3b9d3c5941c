#include "core/stacks/stackanswer.h"

#include "core/model/demand.h"
#include "core/values/text.h"

namespace interleave {

namespace {

/// The record as the client had it when it made its change.
Fields baseFields(const Event& event, const Snapshot& before)
{
    const Copy copy = before.client(event.client).copyOf(event.record);
    if (copy.held)
        return copy.held->fields;
    return event.before;
}

class Answering final
{
public:
    Answering(const Stack& stack, const CodeValues& values)
        : m_stack(stack)
        , m_values(values)
    {
    }

    /// Leaves out what the stack has no code for; says whether it has.
    bool add(StackCodeKind kind, const QString& heading, const QString& words = {})
    {
        const auto code = m_stack.codes.constFind(kind);
        if (code == m_stack.codes.constEnd())
            return false;
        const QString text = filledTemplate(code->text, code->language, m_values).code;
        m_answer.sections.append({heading, words, text, code->language});
        return true;
    }
    void addGuarded(const QString& heading, const QString& words = {})
    {
        add(StackCodeKind::Guarded, heading, words);
        add(StackCodeKind::Setup, Text::tr("Once, beforehand"));
    }
    /// Where the stack has no code for the message itself.
    void addInstead(const QString& words) { addGuarded(Text::tr("A save with its version"), words); }

    [[nodiscard]] const StackAnswer& answer() const { return m_answer; }

private:
    const Stack& m_stack;
    const CodeValues& m_values;
    StackAnswer m_answer;
};

QString whatComesOf(const Stack& stack, qint64 version)
{
    return stack.status.startsWith(QLatin1String("yours"))
               ? Text::tr("Version %1 was replaced. What comes of it: %2; the status is yours to choose.")
                     .arg(QString::number(version), stack.raises)
               : Text::tr("Version %1 was replaced. What comes of it: %2, status %3.")
                     .arg(
                         QString::number(version),
                         stack.raises,
                         stack.status.section(QLatin1String(" / "), 0, 0));
}

void answerBlind(Answering& answering, const Stack& stack)
{
    const QString guarded = Text::tr("So that it is refused instead");
    if (answering.add(
            StackCodeKind::Blind,
            Text::tr("The same save, unprotected"),
            Text::tr("Nothing asks which version the client has read: the last save wins.")))
        answering.addGuarded(guarded, stack.protection);
    else
        answering.addGuarded(
            guarded, Text::tr("The save of this message asks for no version. %1").arg(stack.protection));
}

} // namespace

StackQuestion questionOf(const Event& event)
{
    const bool creates = event.action == Action::Write && (fieldIn(event.condition, "If-None-Match") ||
                                                           (event.isCommit() && event.before.isEmpty()));
    if (!event.isMessage() || creates)
        return StackQuestion::None;
    if (event.isAboutLease())
        return StackQuestion::Lock;
    if (event.action == Action::Read)
        return StackQuestion::Read;
    if (event.action == Action::Increment)
        return StackQuestion::Change;
    if (event.verdict == Verdict::PreconditionMissing)
        return StackQuestion::Missing;
    if (fieldIn(event.condition, "Lock-Token") || event.verdict == Verdict::Locked)
        return StackQuestion::Lock;
    const auto tags = fieldIn(event.condition, "If-Match");
    const bool isGuarded = (tags && *tags != "*") || fieldIn(event.condition, "If-Unmodified-Since");
    if (!isGuarded)
        return StackQuestion::Blind;
    return event.verdict == Verdict::Stale ? StackQuestion::Refused : StackQuestion::Guarded;
}

CodeValues codeValuesOf(const Event& event, const Snapshot& before)
{
    CodeValues values{
        event.record,
        event.after,
        {},
        baseFields(event, before),
        event.base.value_or(event.version.value_or(1))};
    if (event.action == Action::Increment) {
        values.fields = event.amounts;
        values.whole = event.before.with(event.after);
    } else if (event.action == Action::Write) {
        for (const Field& field : event.after) {
            const Value* was = values.base.find(field.name);
            if (was == nullptr || *was != field.value)
                values.fields.set(field.name, field.value);
        }
    }
    const Record* record = before.record(event.record);
    if (values.whole.isEmpty() && record != nullptr)
        values.whole = record->fields;
    // A save that changes nothing, and a message that saves nothing: the field that stands for the record.
    if (values.fields.isEmpty()) {
        const QString field = before.headlineOf(event.record, values.whole);
        if (const Value* value = values.whole.find(field))
            values.fields.set(field, *value);
    }
    return values;
}

StackAnswer stackAnswer(const Stack& stack, StackQuestion question, const CodeValues& values)
{
    if (question != StackQuestion::None && values.whole.isEmpty())
        return {Text::tr("The record has no fields here to read or to save. Choose another message."), {}};
    Answering answering(stack, values);
    switch (question) {
    case StackQuestion::None:
        return {
            Text::tr("There is nothing to write for this one. Choose a read, a lease, or a save of a record "
                     "that is "
                     "there."),
            {}};
    case StackQuestion::Read:
        if (!answering.add(StackCodeKind::Read, Text::tr("The same read, with the version")))
            answering.addInstead(
                Text::tr("How a version is read in this stack is not told here; its save is:"));
        break;
    case StackQuestion::Guarded:
        answering.addGuarded(Text::tr("The same save, with its version"));
        break;
    case StackQuestion::Refused:
        answering.add(
            StackCodeKind::Guarded,
            Text::tr("The same save, with its version"),
            whatComesOf(stack, values.version));
        answering.add(StackCodeKind::Again, Text::tr("After the refusal"));
        answering.add(StackCodeKind::Setup, Text::tr("Once, beforehand"));
        break;
    case StackQuestion::Blind:
    case StackQuestion::Missing:
        answerBlind(answering, stack);
        break;
    case StackQuestion::Change:
        if (!answering.add(
                StackCodeKind::Change,
                Text::tr("The same change, added to what is there"),
                Text::tr("It is made where the value is, so it needs no version.")))
            answering.addInstead(
                Text::tr("How an amount is added in this stack is not told here; its save is:"));
        break;
    case StackQuestion::Lock:
        if (!answering.add(StackCodeKind::Lock, Text::tr("A lock while it is changed")))
            answering.addInstead(
                Text::tr("A lock that others wait for is not told of this stack here; with a "
                         "version nobody has to wait:"));
        break;
    }
    return answering.answer();
}

} // namespace interleave
