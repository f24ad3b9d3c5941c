#pragma once

#include <QtGlobal>

#include <array>
#include <vector>

namespace interleave {

/// How many versions each author has on a line of versions (VersionTree), for many lines that branch off from
/// each other: a binary trie by the author's number, of which a line shares all but one path with the line
/// that it continues. Adding to a line takes O(log authors) time and memory; comparing two takes the time of
/// what differs between them.
class LineCounts final
{
public:
    /// A line without versions, or one that was returned by with().
    struct Line final
    {
        quint32 root = 0;
        /// It has room for 2^height authors.
        int height = 0;
    };

    struct Change final
    {
        quint32 author = 0;
        qint64 change = 0;

        bool operator==(const Change&) const = default;
    };

    /// \a line with one more version by \a author; authors are numbered from 0.
    [[nodiscard]] Line with(Line line, quint32 author);
    [[nodiscard]] qint64 count(Line line, quint32 author) const;
    /// By author, how many versions \a to has more than \a from, without those that have as many; in the order
    /// of their numbers. \a compared counts the pairs of nodes that were looked at; it may be null.
    [[nodiscard]] std::vector<Change> changes(Line from, Line to, qint64* compared = nullptr) const;

    /// The number of nodes that all lines have together.
    [[nodiscard]] std::size_t size() const { return m_nodes.size(); }

private:
    /// Of two nodes, or at the lowest level of two counts. Node 0 stands for no versions at any level.
    using Node = std::array<quint32, 2>;
    struct Comparison;

    [[nodiscard]] quint32 add(quint32 at, int height, quint32 author);
    /// The children at \a height, of a trie that may be lower than that.
    [[nodiscard]] Node childrenAt(Line line, int height) const;
    void compare(Line from, Line to, quint32 firstAuthor, Comparison& comparison) const;

    std::vector<Node> m_nodes{Node{}};
};

} // namespace interleave
