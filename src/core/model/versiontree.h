#pragma once

#include "core/model/event.h"
#include "core/model/record.h"

#include <QList>

#include <map>
#include <optional>
#include <vector>

namespace interleave {

/// One committed version of a record, and where it stands in the tree.
struct Version final
{
    qint64 number = 0;
    /// Empty for the state that the journal starts from: nobody's change, so it cannot be lost.
    QString author;
    /// Milliseconds since the Unix epoch.
    qint64 time = 0;
    /// The event that committed it; 0 for the start.
    qint64 seq = 0;
    Fields fields;
    /// The version on which it was made; 0 for none (a blind write, a creation, the start).
    qint64 base = 0;

    /// The number of versions from the root to this one.
    qint64 depth = 1;
    /// An ancestor further up, so that ancestors are found in O(log n) steps (Myers 1983, skew-binary jumps).
    qint64 jump = 0;
    /// The number of clients' changes from the root to this one, itself included.
    qint64 changes = 0;
};

/// All versions of one record, as a tree by base. Append-only, kept once for a journal: a moment of it is its
/// tip, the newest version at that moment, and everything is asked for a tip. Append and look-ups by number
/// are O(1), ancestor questions O(log n).
class VersionTree final
{
public:
    /// A record that was there when the journal began.
    explicit VersionTree(const Record& start);
    /// A record that a client creates with its first version.
    VersionTree() = default;

    /// A committed write; \a event.version must be the next number, and its base an earlier one.
    void append(const Event& event);

    [[nodiscard]] bool isEmpty() const { return m_versions.empty(); }
    [[nodiscard]] qint64 first() const { return m_first; }
    [[nodiscard]] qint64 last() const { return m_first + static_cast<qint64>(m_versions.size()) - 1; }
    [[nodiscard]] bool contains(qint64 number) const { return number >= m_first && number <= last(); }
    [[nodiscard]] const Version& at(qint64 number) const;

    /// True when \a number is \a tip, its base, its base's base …
    [[nodiscard]] bool isOnLine(qint64 number, qint64 tip) const;
    /// Clients' versions off the line of \a tip.
    [[nodiscard]] qint64 lostCount(qint64 tip) const;
    /// Clients' versions that the commit of \a number took off the line, newest first.
    [[nodiscard]] std::vector<qint64> superseded(qint64 number) const;
    /// Clients' versions that the commit of \a number brought back onto the line, newest first.
    [[nodiscard]] std::vector<qint64> restored(qint64 number) const;

    /// The field that the record is summed up by; it does not change with the versions.
    [[nodiscard]] const QString& headline() const { return m_headline; }

private:
    [[nodiscard]] qint64 ancestorAt(qint64 number, qint64 depth) const;
    [[nodiscard]] std::vector<qint64> below(qint64 from, qint64 line) const;
    void push(Version version);

    std::vector<Version> m_versions;
    qint64 m_first = 1;
    QString m_headline;
};

using VersionTrees = std::map<QString, VersionTree>;

/// A field of a lost version.
struct LostField final
{
    QString name;
    std::optional<Value> before; ///< in the lost version's base
    std::optional<Value> lost;   ///< what the lost version had made of it
    std::optional<Value> now;    ///< in the version that replaced it
    /// The one who overwrote it never touched this field: its full PUT put an old value back.
    bool collateral = false;

    bool operator==(const LostField&) const = default;
};

/// P4 of Berenson et al., "A Critique of ANSI SQL Isolation Levels" (1995): a committed version that left the
/// line because another was written on a base that does not contain it.
struct LostUpdate final
{
    QString record;
    qint64 version = 0;
    QString author;
    qint64 byVersion = 0;
    QString by;
    /// The fields whose change is gone; a field that the overwriter set to the same value is not among them.
    QList<LostField> fields;

    bool operator==(const LostUpdate&) const = default;
};
/// What the commit \a event lost, newest version first; empty for any other event.
[[nodiscard]] QList<LostUpdate> lostUpdates(const Event& event, const VersionTrees& trees);

} // namespace interleave
