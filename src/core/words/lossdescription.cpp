#include "core/words/savedescription.h"

#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

std::vector<AuthorCount> authorsOfLost(const SaveDescription& save)
{
    return save.tree->lostBy(*save.event.version);
}

qint64 countOfLost(const SaveDescription& save)
{
    return save.tree->overwritten(*save.event.version);
}

/// It was made when the record was, and so it was answered with another status than later ones.
bool losesFirst(const SaveDescription& save)
{
    const VersionTree& tree = *save.tree;
    const qint64 first = tree.first();
    const qint64 number = *save.event.version;
    return first < number && !tree.at(first).author.isEmpty() && tree.isOnLine(first, number - 1) &&
           !tree.isOnLine(first, number);
}

} // namespace

QString lostTitle(const SaveDescription& save)
{
    const std::vector<AuthorCount> authors = authorsOfLost(save);
    const QString author = authors.front().author;
    const int count = pluralOf(countOfLost(save));
    if (authors.size() > 1)
        return Text::tr("%n updates were lost", nullptr, count);
    if (count > 1)
        return Text::tr("%n of %1’s updates were lost", nullptr, count).arg(author);
    return author == save.event.client ? Text::tr("%1’s own update was lost").arg(author)
                                       : Text::tr("%1’s update was lost").arg(author);
}

QString overwrote(const SaveDescription& save, const QList<LostUpdate>& lost)
{
    if (lost.size() > 1) {
        QStringList versions;
        for (const LostUpdate& update : lost) {
            versions.append(Text::tr("%1’s %2, %3", "a lost version")
                                .arg(
                                    update.author.toHtmlEscaped(),
                                    boldVersion(update.version),
                                    madeOf(*save.tree, save.tree->at(update.version))));
        }
        const qint64 others = countOfLost(save) - lost.size();
        return Text::tr("It did not start from these and wrote over them: %1.")
            .arg(
                others == 0 ? joined(versions)
                            : Text::tr("%1 and %n more", "lost versions", pluralOf(others))
                                  .arg(listed(versions, ListStyle::Semicolons)));
    }
    const LostUpdate& update = lost.first();
    const QString version = boldVersion(update.version);
    const QString made = madeOf(*save.tree, save.tree->at(update.version));
    if (update.author == save.event.client)
        return Text::tr("It did not start from its own %1, %2, and wrote over it.").arg(version, made);
    const QString author = update.author.toHtmlEscaped();
    return save.copy.conflict
               ? Text::tr("It did not start from %1’s %2, %3, and wrote over it.").arg(author, version, made)
               : Text::tr("It never saw %1’s %2, %3, and wrote over it.").arg(author, version, made);
}

QString whoWasTold(const SaveDescription& save, const QList<LostUpdate>& lost)
{
    const bool missed = std::ranges::any_of(authorsOfLost(save), [&save](const AuthorCount& each) {
        return save.before.client(each.author).missedAnswer;
    });
    if (missed || losesFirst(save))
        return {};
    if (save.event.status != 200 || save.event.answerLost)
        return {};
    if (lost.size() > 1)
        return Text::tr("All were told 200 OK.");
    return lost.first().author == save.event.client ? Text::tr("It was told 200 OK both times.")
                                                    : Text::tr("Both were told 200 OK.");
}

QStringList collateral(const SaveDescription& save, const QList<LostUpdate>& lost)
{
    QStringList result;
    for (const LostUpdate& update : lost) {
        for (const LostField& field : update.fields) {
            if (field.collateral && field.now && field.lost) {
                result.append(Text::tr("%1 never touched %2: a save carries every field, so the old %3 went "
                                       "back over %4’s %5.")
                                  .arg(
                                      save.client,
                                      formattedName(field.name).toHtmlEscaped(),
                                      formatted(*field.now).toHtmlEscaped(),
                                      update.author.toHtmlEscaped(),
                                      formatted(*field.lost).toHtmlEscaped()));
            }
        }
    }
    return result;
}

} // namespace interleave
