#include "core/model/linecounts.h"

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

} // namespace interleave
