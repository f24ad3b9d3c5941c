#pragma once

// Saves in words: one on its way, and one that was lost.

#include "core/model/snapshot.h"

#include <QString>

namespace interleave {

/// A change in words, ready for the story.
struct ChangeDescription final
{
    /// `stock 10`: the changed fields as they were.
    QString from;
    /// `stock 8`; empty when nothing was changed.
    QString to;
    /// The changed field and its new value, `8`, when there is only one.
    QString field;
    QString value;
};

[[nodiscard]] ChangeDescription wordsFor(const Fields& base, const Fields& after);
/// What a version made of its base: `stock 7`.
[[nodiscard]] QString madeOf(const VersionTree& tree, const Version& version);

/// One save on its way through the words.
struct SaveDescription final
{
    /// How a client came by the version that its save was made on.
    enum class Origin {
        Read,
        Own,
        Told,  ///< it came with a refusal, and the change was merged into it
        Named, ///< it never had that copy, but its request named that version
        Blind
    };

    /// What the request demanded of the record as it stood.
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
    /// What it changed, as it was; and as it wanted it: `8` where the field has just been named.
    QString from;
    QString to;
    /// The changed field, when there is only one.
    QString field;

    SaveDescription(const Event& event, const Snapshot& before);

    [[nodiscard]] Claim claim() const;
    /// What the request demanded: the field's value as it was sent, cut short and escaped.
    [[nodiscard]] QString claimed() const;
    /// "B read stock 10 at version 1 and saved 8."
    [[nodiscard]] QString saved() const;
    /// "B read stock 10 at version 1 and tried to save 8."
    [[nodiscard]] QString tried() const;
};

/// `lost: A’s v2, stock 10 → 7`
[[nodiscard]] QString formattedLoss(const LostUpdate& lost, const VersionTrees& trees);

} // namespace interleave
