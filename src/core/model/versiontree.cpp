#include "core/model/versiontree.h"

namespace interleave {

VersionTree::VersionTree(const Record& start, const QString& about)
    : m_first(start.version)
    , m_headline(headlineField(start.fields, about))
{
    Version version;
    version.number = start.version;
    version.time = start.modifiedAt * 1000;
    version.fields = start.fields;
    push(std::move(version));
}

VersionTree::VersionTree(const QString& about)
    : m_headline(about)
{
}

void VersionTree::append(const Event& event)
{
    Q_ASSERT(event.isCommit() && event.version);
    Version version;
    version.number = *event.version;
    version.author = event.client;
    version.time = event.time;
    version.seq = event.seq;
    version.fields = event.after;
    if (m_versions.empty()) {
        m_first = version.number;
        m_headline = headlineField(version.fields, m_headline);
    }
    Q_ASSERT(version.number == last() + 1);
    version.base = event.base && contains(*event.base) ? *event.base : 0;
    push(std::move(version));
}

void VersionTree::push(Version version)
{
    if (version.base != 0) {
        const Version& base = at(version.base);
        version.depth = base.depth + 1;
        version.changes = base.changes;
        const bool equalJumps =
            base.jump != 0 && at(base.jump).jump != 0 &&
            base.depth - at(base.jump).depth == at(base.jump).depth - at(at(base.jump).jump).depth;
        version.jump = equalJumps ? at(base.jump).jump : version.base;
    }
    if (!version.author.isEmpty())
        ++version.changes;
    m_versions.push_back(std::move(version));
}

const Version& VersionTree::at(qint64 number) const
{
    Q_ASSERT(contains(number));
    return m_versions[static_cast<std::size_t>(number - m_first)];
}

qint64 VersionTree::ancestorAt(qint64 number, qint64 depth) const
{
    while (number != 0 && at(number).depth > depth) {
        const Version& version = at(number);
        number = version.jump != 0 && at(version.jump).depth >= depth ? version.jump : version.base;
    }
    return number;
}

bool VersionTree::isOnLine(qint64 number, qint64 tip) const
{
    return ancestorAt(tip, at(number).depth) == number;
}

qint64 VersionTree::lostCount(qint64 tip) const
{
    const qint64 nobodys = m_versions.front().author.isEmpty() ? 1 : 0;
    return tip - m_first + 1 - nobodys - at(tip).changes;
}

std::vector<qint64> VersionTree::below(qint64 from, qint64 line) const
{
    std::vector<qint64> result;
    for (qint64 number = from; number != 0 && !isOnLine(number, line); number = at(number).base) {
        if (!at(number).author.isEmpty())
            result.push_back(number);
    }
    return result;
}

std::vector<qint64> VersionTree::superseded(qint64 number) const
{
    if (!contains(number - 1))
        return {};
    return below(number - 1, number);
}

std::vector<qint64> VersionTree::restored(qint64 number) const
{
    if (!contains(number - 1) || at(number).base == 0)
        return {};
    return below(at(number).base, number - 1);
}

std::optional<FieldChange> mainChange(const Version& version, const VersionTree& tree)
{
    if (version.base == 0)
        return std::nullopt;
    const QList<FieldChange> list = changes(tree.at(version.base).fields, version.fields);
    const auto headline = std::ranges::find(list, tree.headline(), &FieldChange::name);
    if (headline != list.end())
        return *headline;
    return list.isEmpty() ? std::nullopt : std::optional(list.at(0));
}

QList<LostUpdate> lostUpdates(const Event& event, const VersionTrees& trees)
{
    if (!event.isCommit())
        return {};
    const auto tree = trees.find(event.record);
    if (tree == trees.end() || !event.version || !tree->second.contains(*event.version))
        return {};
    const VersionTree& versions = tree->second;
    const Version& winner = versions.at(*event.version);
    const Fields seen = winner.base == 0 ? Fields() : versions.at(winner.base).fields;

    QList<LostUpdate> result;
    for (const qint64 number : versions.superseded(winner.number)) {
        const Version& lost = versions.at(number);
        LostUpdate update{event.record, number, lost.author, winner.number, winner.author, {}};
        const Fields base = lost.base == 0 ? Fields() : versions.at(lost.base).fields;
        for (const FieldChange& change : changes(base, lost.fields)) {
            LostField field{change.name, change.before, change.after, std::nullopt, false};
            if (const Value* now = winner.fields.find(change.name))
                field.now = *now;
            if (field.now == field.lost)
                continue;
            const Value* read = seen.find(change.name);
            field.collateral = winner.base != 0 && field.now.has_value() == (read != nullptr) &&
                               (read == nullptr || *read == *field.now);
            update.fields.append(field);
        }
        result.append(update);
    }
    return result;
}

} // namespace interleave
