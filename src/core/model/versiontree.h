#pragma once

#include "core/model/event.h"
#include "core/model/record.h"

#include <QHash>
#include <QList>

#include <array>
#include <limits>
#include <map>
#include <optional>
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
    /// By author, how many versions \a to has more than \a from, without those that have as many; in the
    /// order of their numbers. \a compared counts the pairs of nodes that were looked at; it may be null.
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

/// One committed version of a record, and its place in the tree.
struct Version final
{
    qint64 number = 0;
    /// Empty for the version that the journal starts from: nobody's change, so it cannot be lost.
    QString author;
    /// Milliseconds since the Unix epoch.
    qint64 time = 0;
    /// The event that committed it; 0 for the initial version.
    qint64 seq = 0;
    Fields fields;
    /// The version it was based on; 0 for none (a blind write, a creation, the initial version).
    qint64 base = 0;

    /// The number of versions from the root to this one.
    qint64 depth = 1;
    /// A distant ancestor, so that ancestors are found in O(log n) steps (Myers 1983, skew-binary jumps).
    qint64 jump = 0;
    /// The number of clients' changes from the root to this one, including it.
    qint64 changes = 0;
    /// Whose changes these are.
    LineCounts::Line authors;
};

/// A number of versions of one author.
struct AuthorCount final
{
    QString author;
    qint64 count = 0;

    bool operator==(const AuthorCount&) const = default;
};

/// All versions of one record, as a tree by base. Append-only, one per record of a journal. The newest
/// version at a moment is that moment's tip, and every question names a tip. Look-ups by number are O(1),
/// append and ancestor questions O(log n); questions by author also take the time of the authors they are
/// answered with, and those for a list of versions the time of its length, which may be all of them.
class VersionTree final
{
public:
    /// For a record that exists when the journal begins. \a about is the field that represents it, if it has
    /// that field.
    explicit VersionTree(const Record& start, const QString& about = {});
    /// For a record that a client creates with its first version.
    explicit VersionTree(const QString& about = {});

    /// Adds a committed write; \a event.version must be the next number, and its base an earlier one.
    void append(const Event& event);

    [[nodiscard]] bool isEmpty() const { return m_versions.empty(); }
    [[nodiscard]] qint64 first() const { return m_first; }
    [[nodiscard]] qint64 last() const { return m_first + static_cast<qint64>(m_versions.size()) - 1; }
    [[nodiscard]] bool contains(qint64 number) const { return number >= m_first && number <= last(); }
    [[nodiscard]] const Version& at(qint64 number) const;

    /// Whether \a number is \a tip, its base, its base's base and so on: whether it is on the line of \a tip.
    [[nodiscard]] bool isOnLine(qint64 number, qint64 tip) const;
    /// The number of clients' versions that are not on the line of \a tip.
    [[nodiscard]] qint64 lostCount(qint64 tip) const;
    static constexpr std::size_t All = std::numeric_limits<std::size_t>::max();
    /// Clients' versions that the commit of \a number removed from the line, newest first, \a most of them.
    [[nodiscard]] std::vector<qint64> superseded(qint64 number, std::size_t most = All) const;
    /// Clients' versions that the commit of \a number restored to the line, newest first, \a most of them.
    [[nodiscard]] std::vector<qint64> restored(qint64 number, std::size_t most = All) const;
    /// How many clients' versions the commit of \a number removed from the line: the length of superseded().
    [[nodiscard]] qint64 overwritten(qint64 number) const;
    /// Whose versions the commit of \a number removed from the line, and how many: the authors of
    /// superseded().
    [[nodiscard]] std::vector<AuthorCount> lostBy(qint64 number) const;
    /// By author, how many more versions the line of \a number has than that of the version before; fewer are
    /// negative.
    [[nodiscard]] std::vector<AuthorCount> moved(qint64 number) const;

    /// The field that represents the record in summaries; it does not change with the versions.
    [[nodiscard]] const QString& headline() const { return m_headline; }

private:
    [[nodiscard]] qint64 ancestorAt(qint64 number, qint64 depth) const;
    /// The newest version that is on both lines; 0 when there is none.
    [[nodiscard]] qint64 fork(qint64 one, qint64 other) const;
    [[nodiscard]] std::vector<AuthorCount> difference(qint64 from, qint64 to) const;
    [[nodiscard]] quint32 authorNumber(const QString& author);
    [[nodiscard]] std::vector<qint64> below(qint64 from, qint64 line, std::size_t most) const;
    void push(Version version);

    std::vector<Version> m_versions;
    qint64 m_first = 1;
    QString m_headline;
    LineCounts m_counts;
    /// By number, and the numbers.
    std::vector<QString> m_authors;
    QHash<QString, quint32> m_authorAt;
};

/// The change that a version made to its base, of the field that represents the record if it is among those;
/// nothing for a first version or one that changed nothing.
[[nodiscard]] std::optional<FieldChange> mainChange(const Version& version, const VersionTree& tree);

using VersionTrees = std::map<QString, VersionTree>;

/// A field of a lost version.
struct LostField final
{
    QString name;
    std::optional<Value> before; ///< in the lost version's base
    std::optional<Value> lost;   ///< in the lost version
    std::optional<Value> now;    ///< in the version that replaced it
    /// The author of the overwriting save never changed this field: its full PUT restored an old value.
    bool collateral = false;

    bool operator==(const LostField&) const = default;
};

/// P4 of Berenson et al., "A Critique of ANSI SQL Isolation Levels" (1995): a committed version that was
/// overwritten because another was written on a base that does not contain it.
struct LostUpdate final
{
    QString record;
    qint64 version = 0;
    QString author;
    qint64 byVersion = 0;
    QString by;
    /// The fields whose change is gone, without those that the overwriting save set to the same value.
    QList<LostField> fields;

    bool operator==(const LostUpdate&) const = default;
};
/// The versions that the commit \a event overwrote, newest first, \a most of them; empty for any other event.
[[nodiscard]] QList<LostUpdate>
lostUpdates(const Event& event, const VersionTrees& trees, std::size_t most = VersionTree::All);
/// How many they are; takes no longer where they are many.
[[nodiscard]] qint64 lostUpdateCount(const Event& event, const VersionTrees& trees);

} // namespace interleave
