#include "core/words/explanationconflict.h"

#include "core/model/merge.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

namespace interleave {

namespace {

QString authorOf(const VersionTree* tree, qint64 version)
{
    return tree != nullptr && tree->contains(version) ? tree->at(version).author : QString();
}

QString valueText(const std::optional<Value>& value)
{
    return (value ? formatted(*value) : Text::tr("no value")).toHtmlEscaped();
}

/// The result for one field: taken, kept, or merged.
QString fieldText(const MergeField& field, const Fields& result, const QString& author)
{
    const Value* found = result.find(field.name);
    const auto value = found == nullptr ? std::nullopt : std::optional(*found);
    const QString name = formattedName(field.name).toHtmlEscaped();
    if (value == field.theirs)
        return Text::tr("%1 %2 is %3’s", "a field, its value, a client").arg(name, valueText(value), author);
    if (value == field.mine)
        return Text::tr("%1 %2 is its own", "a field and its value").arg(name, valueText(value));
    return Text::tr("%1 %2 is %3’s %4 with its own change of %5 to %6")
        .arg(
            name,
            valueText(value),
            author,
            valueText(field.theirs),
            valueText(field.base),
            valueText(field.mine));
}

} // namespace

ConflictResults conflictResults(const Copy& copy, const VersionTree* tree)
{
    if (!copy.conflict || !copy.draft || tree == nullptr || !tree->contains(copy.draft->base))
        return {};
    const Merge merged = merge(tree->at(copy.draft->base).fields, copy.shown(), copy.conflict->theirs);
    const MergeField* own = nullptr;
    for (const MergeField& field : merged.fields) {
        if (field.kind == MergeField::Kind::Taken)
            continue;
        if (own != nullptr)
            return {};
        own = &field;
    }
    if (own == nullptr || !own->mine || !isNumber(*own->mine))
        return {};
    const std::optional<Value> both = own->both();
    return {both ? formatted(*both) : QString(), formatted(*own->mine)};
}

Explanation explainFindOut(const Event& event, const Snapshot& before)
{
    const QString client = event.client.toHtmlEscaped();
    const VersionTree* tree = before.tree(event.record);
    const auto unanswered = before.client(event.client).copyOf(event.record).unanswered;
    Explanation result;
    if (!unanswered || tree == nullptr) {
        result.title = Text::tr("%1 read the list of versions").arg(event.client);
        result.story = Text::tr("The newest is %1.").arg(boldVersion(*event.version));
        return result;
    }
    const auto found = committedAs(*unanswered, event.client, *tree, *event.version);
    if (!found) {
        result.severity = Severity::Stale;
        result.title = Text::tr("%1’s save had not been committed").arg(event.client);
        result.story =
            Text::tr("%1 read the list of versions. None of them is its own with what it had sent, "
                     "so nothing was written, and it may save again.")
                .arg(client);
        return result;
    }
    result.severity = Severity::Good;
    result.title = Text::tr("%1’s save had been committed").arg(event.client);
    QStringList story{
        Text::tr(
            "%1 read the list of versions: %2 is its own and holds what it had sent. Only the answer was "
            "lost. To save again would have been wrong.")
            .arg(client, boldVersion(*found))};
    if (*found < *event.version) {
        story.append(Text::tr("Since then %1 has saved %2.")
                         .arg(authorOf(tree, *event.version).toHtmlEscaped(), boldVersion(*event.version)));
    }
    result.story = story.join(QLatin1Char(' '));
    return result;
}

Explanation explainReadToOverwrite(const Event& event, const Snapshot& before)
{
    const QString client = event.client.toHtmlEscaped();
    const auto draft = before.client(event.client).copyOf(event.record).draft;
    Explanation result;
    result.severity = Severity::Pending;
    result.title =
        Text::tr("%1 read version %2, to write over it").arg(event.client, QString::number(*event.version));
    QStringList story{
        Text::tr("It is %1, and %2 has seen it now.").arg(formatted(event.after).toHtmlEscaped(), client)};
    if (draft) {
        story.append(Text::tr("Its draft, %1, stays, and is on %2 from here on.")
                         .arg(formatted(draft->fields).toHtmlEscaped(), boldVersion(*event.version)));
    }
    result.story = story.join(QLatin1Char(' '));
    return result;
}

Explanation explainMerge(const Event& event, const Snapshot& before)
{
    const Copy copy = before.client(event.client).copyOf(event.record);
    const VersionTree* tree = before.tree(event.record);
    const qint64 version = event.version.value_or(0);
    Explanation result;
    result.severity = Severity::Pending;
    result.title =
        Text::tr("%1 merged its change into version %2").arg(event.client, QString::number(version));
    QStringList fields;
    if (copy.conflict && copy.draft && tree != nullptr && tree->contains(copy.draft->base)) {
        const Merge merged = merge(tree->at(copy.draft->base).fields, copy.shown(), copy.conflict->theirs);
        const QString author =
            copy.conflict->changedBy.isEmpty() ? Text::tr("the server") : copy.conflict->changedBy;
        for (const MergeField& field : merged.fields)
            fields.append(fieldText(field, copy.conflict->theirs.with(event.after), author.toHtmlEscaped()));
    }
    QStringList story{
        Text::tr("Only %1’s own screen shows it: nothing was sent.").arg(event.client.toHtmlEscaped())};
    if (!fields.isEmpty())
        story.append(Text::tr("%1.", "a list of fields, as a sentence").arg(listed(fields)));
    story.append(
        event.after.isEmpty() ? Text::tr("Nothing of its own is left to save.")
                              : Text::tr("What is saved now is made on %1.").arg(boldVersion(version)));
    result.story = story.join(QLatin1Char(' '));
    return result;
}

namespace {

/// What a client can do that does not know the result of its request.
QList<Choice> choicesAfterSilence(Action asked)
{
    switch (asked) {
    case Action::Write:
        return {{Text::tr("Find out"), Text::tr("read and compare author and version")}};
    case Action::Acquire:
    case Action::Wait:
        return {{Text::tr("Ask again"), Text::tr("a lease that nobody knows of ends by itself")}};
    case Action::Read:
    case Action::Edit:
    case Action::Increment:
    case Action::Release:
    case Action::Rule:
    case Action::AnswerLost:
    case Action::Clock:
        return {{Text::tr("Read again"), Text::tr("see what the record holds now")}};
    }
    Q_UNREACHABLE();
}

} // namespace

Explanation explainReadAnswerLost(const Event& event)
{
    const QString client = event.client.toHtmlEscaped();
    Explanation result;
    result.severity = Severity::Pending;
    result.title = Text::tr("%1’s read was not answered").arg(event.client);
    result.story = Text::tr("%1’s copy is what it was.").arg(client);
    return result;
}

void tellAnswerLost(const Event& event, Explanation& result)
{
    result.story +=
        QLatin1Char(' ') + Text::tr("The server’s answer, %1, was lost on the way: %2 heard nothing.")
                               .arg(statusText(event.status), event.client.toHtmlEscaped());
    result.heard = Text::tr("nothing: the answer was lost on the way");
    result.deciding.removeAll(statusText(event.status));
    if (result.severity == Severity::Good || result.severity == Severity::Stale)
        result.severity = Severity::Pending;
    result.choices = choicesAfterSilence(event.action);
}

Explanation explainAnswerLost(const Event& event, const Snapshot& before)
{
    const QString client = event.client.toHtmlEscaped();
    const auto answer = before.client(event.client).answer;
    Explanation result;
    result.severity = Severity::Pending;
    result.title = Text::tr("%1 never got the answer").arg(event.client);
    if (answer && answer->untold) {
        result.story = Text::tr("The server had saved %1, but its answer was lost on the way. "
                                "%2 cannot tell that from a save that never arrived.")
                           .arg(boldVersion(*answer->untold), client);
    } else {
        result.story =
            Text::tr(
                "The server had answered, but the answer was lost on the way. %1 knows no more than before.")
                .arg(client);
    }
    result.choices = choicesAfterSilence(answer ? answer->asked : Action::Read);
    return result;
}

} // namespace interleave
