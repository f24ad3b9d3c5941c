#include "core/model/versiontree.h"

#include <algorithm>

namespace interleave {

struct LineCounts::Comparison final
{
    std::vector<Change> changes;
    qint64 compared = 0;
};

LineCounts::Line LineCounts::with(Line line, quint32 author)
{
    while (line.height == 0 || quint64{author} >> line.height != 0) {
        if (line.root != 0) {
            m_nodes.push_back({line.root, 0});
            line.root = static_cast<quint32>(m_nodes.size() - 1);
        }
        ++line.height;
    }
    line.root = add(line.root, line.height, author);
    return line;
}

quint32 LineCounts::add(quint32 at, int height, quint32 author)
{
    Node node = m_nodes[at];
    quint32& child = node[(author >> (height - 1)) & 1U];
    child = height == 1 ? child + 1 : add(child, height - 1, author);
    m_nodes.push_back(node);
    return static_cast<quint32>(m_nodes.size() - 1);
}

qint64 LineCounts::count(Line line, quint32 author) const
{
    if (quint64{author} >> line.height != 0)
        return 0;
    quint32 at = line.root;
    for (int height = line.height; height > 0; --height)
        at = m_nodes[at][(author >> (height - 1)) & 1U];
    return at;
}

std::vector<LineCounts::Change> LineCounts::changes(Line from, Line to, qint64* compared) const
{
    Comparison comparison;
    compare(from, to, 0, comparison);
    if (compared != nullptr)
        *compared += comparison.compared;
    return std::move(comparison.changes);
}

LineCounts::Node LineCounts::childrenAt(Line line, int height) const
{
    return line.height < height ? Node{line.root, 0} : m_nodes[line.root];
}

void LineCounts::compare(Line from, Line to, quint32 firstAuthor, Comparison& comparison) const
{
    ++comparison.compared;
    // No versions are no versions at any height.
    if (from.root == 0)
        from.height = to.height;
    if (to.root == 0)
        to.height = from.height;
    const int height = std::max(from.height, to.height);
    if (height == 0 || (from.root == to.root && from.height == to.height))
        return;
    const Node before = childrenAt(from, height);
    const Node after = childrenAt(to, height);
    for (quint32 bit = 0; bit < 2; ++bit) {
        const quint32 author = firstAuthor + (bit << (height - 1));
        if (height > 1)
            compare(
                {before[bit], std::min(from.height, height - 1)},
                {after[bit], std::min(to.height, height - 1)},
                author,
                comparison);
        else if (before[bit] != after[bit])
            comparison.changes.push_back({author, qint64{after[bit]} - before[bit]});
    }
}

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
        version.authors = base.authors;
        const bool equalJumps =
            base.jump != 0 && at(base.jump).jump != 0 &&
            base.depth - at(base.jump).depth == at(base.jump).depth - at(at(base.jump).jump).depth;
        version.jump = equalJumps ? at(base.jump).jump : version.base;
    }
    if (!version.author.isEmpty()) {
        ++version.changes;
        version.authors = m_counts.with(version.authors, authorNumber(version.author));
    }
    m_versions.push_back(std::move(version));
}

quint32 VersionTree::authorNumber(const QString& author)
{
    const auto known = m_authorAt.constFind(author);
    if (known != m_authorAt.constEnd())
        return *known;
    const auto number = static_cast<quint32>(m_authors.size());
    m_authorAt.insert(author, number);
    m_authors.push_back(author);
    return number;
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

qint64 VersionTree::fork(qint64 one, qint64 other) const
{
    one = ancestorAt(one, at(other).depth);
    other = ancestorAt(other, at(one).depth);
    // Versions of the same depth have jumps of the same length.
    while (one != other) {
        const bool isBefore = at(one).jump == at(other).jump;
        one = isBefore ? at(one).base : at(one).jump;
        other = isBefore ? at(other).base : at(other).jump;
        if (one == 0 || other == 0)
            return 0;
    }
    return one;
}

qint64 VersionTree::lostCount(qint64 tip) const
{
    const qint64 nobodys = m_versions.front().author.isEmpty() ? 1 : 0;
    return tip - m_first + 1 - nobodys - at(tip).changes;
}

std::vector<qint64> VersionTree::below(qint64 from, qint64 line, std::size_t most) const
{
    std::vector<qint64> result;
    const qint64 common = fork(from, line);
    for (qint64 number = from; number != common && result.size() < most; number = at(number).base) {
        if (!at(number).author.isEmpty())
            result.push_back(number);
    }
    return result;
}

std::vector<qint64> VersionTree::superseded(qint64 number, std::size_t most) const
{
    if (!contains(number - 1))
        return {};
    return below(number - 1, number, most);
}

std::vector<qint64> VersionTree::restored(qint64 number, std::size_t most) const
{
    if (!contains(number - 1) || at(number).base == 0)
        return {};
    return below(at(number).base, number - 1, most);
}

qint64 VersionTree::overwritten(qint64 number) const
{
    if (!contains(number - 1))
        return 0;
    const qint64 common = fork(number - 1, number);
    return at(number - 1).changes - (common == 0 ? 0 : at(common).changes);
}

std::vector<AuthorCount> VersionTree::lostBy(qint64 number) const
{
    if (!contains(number - 1))
        return {};
    return difference(fork(number - 1, number), number - 1);
}

std::vector<AuthorCount> VersionTree::moved(qint64 number) const
{
    return difference(contains(number - 1) ? number - 1 : 0, number);
}

std::vector<AuthorCount> VersionTree::difference(qint64 from, qint64 to) const
{
    std::vector<AuthorCount> result;
    for (const LineCounts::Change& change :
         m_counts.changes(from == 0 ? LineCounts::Line() : at(from).authors, at(to).authors))
        result.push_back({m_authors[change.author], change.change});
    return result;
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

namespace {

/// Null when \a event is no commit that they have.
const VersionTree* treeOf(const Event& event, const VersionTrees& trees)
{
    const auto tree = trees.find(event.record);
    const bool isIn =
        event.isCommit() && tree != trees.end() && event.version && tree->second.contains(*event.version);
    return isIn ? &tree->second : nullptr;
}

} // namespace

qint64 lostUpdateCount(const Event& event, const VersionTrees& trees)
{
    const VersionTree* tree = treeOf(event, trees);
    return tree == nullptr ? 0 : tree->overwritten(*event.version);
}

QList<LostUpdate> lostUpdates(const Event& event, const VersionTrees& trees, std::size_t most)
{
    const VersionTree* tree = treeOf(event, trees);
    if (tree == nullptr)
        return {};
    const VersionTree& versions = *tree;
    const Version& winner = versions.at(*event.version);
    const Fields seen = winner.base == 0 ? Fields() : versions.at(winner.base).fields;

    QList<LostUpdate> result;
    for (const qint64 number : versions.superseded(winner.number, most)) {
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
