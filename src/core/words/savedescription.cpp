#include "core/words/savedescription.h"

#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/verdictwords.h"

namespace interleave {

ChangeDescription wordsFor(const Fields& base, const Fields& after)
{
    const QList<FieldChange> list = changes(base, after);
    QStringList from;
    QStringList to;
    for (const FieldChange& change : list) {
        if (change.before)
            from.append(formatted(change.name, *change.before));
        to.append(
            change.after ? formatted(change.name, *change.after)
                         : Text::tr("no %1").arg(formattedName(change.name)));
    }
    ChangeDescription words;
    words.from = (from.isEmpty() ? formattedHeadline(base) : joined(from)).toHtmlEscaped();
    words.to = joined(to).toHtmlEscaped();
    if (list.size() == 1 && list.first().before && list.first().after) {
        words.field = list.first().name;
        words.value = formatted(*list.first().after).toHtmlEscaped();
    }
    return words;
}

QString madeOf(const VersionTree& tree, const Version& version)
{
    if (version.base == 0)
        return formatted(version.fields).toHtmlEscaped();
    const QString made = wordsFor(tree.at(version.base).fields, version.fields).to;
    return made.isEmpty() ? formattedHeadline(version.fields).toHtmlEscaped() : made;
}

SaveDescription::SaveDescription(const Event& e, const Snapshot& s)
    : event(e)
    , before(s)
    , tree(s.tree(e.record))
    , client(e.client.toHtmlEscaped())
    , copy(s.client(e.client).copyOf(e.record))
{
    if (tree != nullptr && event.base && tree->contains(*event.base)) {
        base = *event.base;
        const bool own = tree->at(base).author == event.client;
        const bool isHeld = copy.held && (copy.held->version == base || copy.draft);
        origin = own ? Origin::Own : !isHeld ? Origin::Named : copy.held->told ? Origin::Told : Origin::Read;
        const ChangeDescription words = wordsFor(tree->at(base).fields, event.after);
        from = words.from;
        field = words.field;
        to = !words.value.isEmpty() ? words.value : !words.to.isEmpty() ? words.to : Text::tr("the same");
    } else {
        to = formatted(event.after).toHtmlEscaped();
    }
}

SaveDescription::Claim SaveDescription::claim() const
{
    if (event.condition.isEmpty())
        return Claim::Nothing;
    if (event.condition.startsWith("Lock-Token"))
        return Claim::Lease;
    if (event.condition.startsWith("If-None-Match"))
        return Claim::Absence;
    if (event.condition.startsWith("If-Unmodified-Since"))
        return Claim::Date;
    return event.condition.endsWith('*') ? Claim::AnyVersion : Claim::Version;
}

QString SaveDescription::claimed() const
{
    const QByteArray value = event.condition.mid(event.condition.indexOf(':') + 1);
    return shortened(QString::fromUtf8(value.trimmed()), 60).toHtmlEscaped();
}

QString SaveDescription::saved() const
{
    switch (origin) {
    case Origin::Read:
        return Text::tr("%1 read %2 at %3 and saved %4.").arg(client, from, boldVersion(base), to);
    case Origin::Own:
        return Text::tr("%1 went on from %2 at its own %3 and saved %4.")
            .arg(client, from, boldVersion(base), to);
    case Origin::Told:
        return Text::tr("%1 had been told of %2 at %3, merged its change into it and saved %4.")
            .arg(client, from, boldVersion(base), to);
    case Origin::Named:
        return Text::tr("%1 named %3, %2, as what it had seen and saved %4.")
            .arg(client, from, boldVersion(base), to);
    case Origin::Blind:
        return Text::tr("%1 saved %2 without having read the record.").arg(client, to);
    }
    Q_UNREACHABLE();
}

QString SaveDescription::tried() const
{
    switch (origin) {
    case Origin::Read:
        return Text::tr("%1 read %2 at %3 and tried to save %4.").arg(client, from, boldVersion(base), to);
    case Origin::Own:
        return Text::tr("%1 went on from %2 at its own %3 and tried to save %4.")
            .arg(client, from, boldVersion(base), to);
    case Origin::Told:
        return Text::tr("%1 had been told of %2 at %3, merged its change into it and tried to save %4.")
            .arg(client, from, boldVersion(base), to);
    case Origin::Named:
        return Text::tr("%1 named %3, %2, as what it had seen and tried to save %4.")
            .arg(client, from, boldVersion(base), to);
    case Origin::Blind:
        return Text::tr("%1 tried to save %2 without having read the record.").arg(client, to);
    }
    Q_UNREACHABLE();
}

QString lossOf(const Version& version, const VersionTree& tree)
{
    const auto prose = [](const std::optional<Value>& value) {
        return value ? formatted(*value) : Text::tr("nothing");
    };
    const QString number = QString::number(version.number);
    const Fields base = tree.contains(version.base) ? tree.at(version.base).fields : Fields();
    QStringList fields;
    for (const FieldChange& change : changes(base, version.fields))
        fields.append(Text::tr("%1 %2 → %3", "a field, its old and its new value")
                          .arg(formattedName(change.name), prose(change.before), prose(change.after)));
    if (fields.isEmpty())
        return Text::tr("%1’s v%2 is lost", "a client's version").arg(version.author, number);
    return Text::tr("v%1 is lost: %2’s %3", "a version, its client and its change")
        .arg(number, version.author, joined(fields));
}

QString formattedLoss(const LostUpdate& lost, const VersionTrees& trees)
{
    const VersionTree& tree = trees.at(lost.record);
    return QStringLiteral("✕ ") + lossOf(tree.at(lost.version), tree);
}

QStringList spokenNotes(const Event& event, const VersionTrees& trees)
{
    QStringList notes;
    if (isTurnedDown(event))
        notes = comparedWordings(event).mid(0, 1);
    for (const LostUpdate& lost : lostUpdates(event, trees, MostNamed))
        notes.append(Text::tr("lost: %1’s version %2").arg(lost.author, QString::number(lost.version)));
    const qint64 others = lostUpdateCount(event, trees) - static_cast<qint64>(MostNamed);
    if (others > 0)
        notes.append(Text::tr("lost: %n more versions", nullptr, pluralOf(others)));
    return notes;
}

} // namespace interleave
