#pragma once

// Describes saves in words: one being made, and one that was lost.

#include "core/model/snapshot.h"

#include <QString>

namespace interleave {

/// A change in words, for the story.
struct ChangeDescription final
{
    /// `stock 10`: the changed fields before the change.
    QString from;
    /// `stock 8`; empty when nothing was changed.
    QString to;
    /// The changed field and its new value, `8`, when there is only one.
    QString field;
    QString value;
};

[[nodiscard]] ChangeDescription wordsFor(const Fields& base, const Fields& after);
/// The fields that a version changed, with their new values: `stock 7`.
[[nodiscard]] QString madeOf(const VersionTree& tree, const Version& version);

/// Describes one save.
struct SaveDescription final
{
    /// How a client got the version that its save is based on.
    enum class Origin {
        Read,
        Own,
        Told,  ///< it came with a refusal, and the change was merged into it
        Named, ///< it never had that copy, but its request named that version
        Blind
    };

    /// What the request demanded of the current record.
    enum class Claim {
        Nothing,
        AnyVersion, ///< `If-Match: *`
        Version,
        Date,    ///< `If-Unmodified-Since`
        Absence, ///< `If-None-Match`
        Lease    ///< `Lock-Token`
    };

    const Event& event;
    const Snapshot& before;
    const VersionTree* tree;
    QString client;
    Copy copy;
    Origin origin = Origin::Blind;
    qint64 base = 0;
    /// The old and the new value of what it changed: `8` if the field has just been named.
    QString from;
    QString to;
    /// The changed field, when there is only one.
    QString field;

    SaveDescription(const Event& event, const Snapshot& before);

    [[nodiscard]] Claim claim() const;
    /// What the request demanded: the header's value as sent, shortened and escaped.
    [[nodiscard]] QString claimed() const;
    /// "B read stock 10 at version 1 and saved 8."
    [[nodiscard]] QString saved() const;
    /// "B read stock 10 at version 1 and tried to save 8."
    [[nodiscard]] QString tried() const;
};

/// `v2 is lost: A’s stock 10 → 7`, with every field that it changed.
[[nodiscard]] QString lossOf(const Version& version, const VersionTree& tree);
/// The same after a ✕.
[[nodiscard]] QString formattedLoss(const LostUpdate& lost, const VersionTrees& trees);
/// For a screen reader, what the drawing says beside a message: "lost: A’s version 2", or what a refusal
/// compared.
[[nodiscard]] QStringList spokenNotes(const Event& event, const VersionTrees& trees);

/// Of the versions that a save overwrote or brought back, so many are named; there may be thousands.
inline constexpr std::size_t MostNamed = 20;

// Parts of what is said of a save that overwrote \a lost, MostNamed of what it overwrote, newest first.

[[nodiscard]] QString lostTitle(const SaveDescription& save);
/// Names the overwritten versions.
[[nodiscard]] QString overwrote(const SaveDescription& save, const QList<LostUpdate>& lost);
/// A client that missed an answer was not told by it, even if it found out later; says nothing then.
[[nodiscard]] QString whoWasTold(const SaveDescription& save, const QList<LostUpdate>& lost);
/// The fields that the save never touched, and put back to what they were.
[[nodiscard]] QStringList collateral(const SaveDescription& save, const QList<LostUpdate>& lost);

} // namespace interleave
