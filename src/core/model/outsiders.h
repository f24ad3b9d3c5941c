#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace interleave {

class Journal;

/// An outside client is its whole User-Agent (RFC 9110 §10.1.5): two requests are one client's if and only if
/// that is the same. Its name here is what everybody sees and what everything is kept by: lanes, leases,
/// authors of versions. \a panels are the clients that have a panel; no outside client has the name of one.
///
/// The name is the text itself, where it can be shown on a line. One that is longer than LongestOutsideName,
/// or that holds what cannot be seen, is shown in part, with a fingerprint of the whole at its end. Where a
/// panel has the name, or could have it because it is a single letter: "Anna (outside)". Without a
/// User-Agent: "guest".
[[nodiscard]] QString outsideName(const QByteArray& userAgent, const QStringList& panels = {});
inline constexpr qsizetype LongestOutsideName = 40;

/// \a name in at most \a most characters, which are at least 16: its beginning and a fingerprint of the
/// whole, so that two names stay two.
[[nodiscard]] QString shortenedName(const QString& name, qsizetype most);

/// What that client says in User-Agent where a panel's requests are sent by name too, as in a script: what it
/// said, unless a panel goes by that. \a client is its name, \a userAgent what it said.
[[nodiscard]] QByteArray agentBesidePanels(const QString& client, const QByteArray& userAgent);

/// A journal in which an outside client goes by the name of a panel, as journals once were written, with that
/// client under a name of its own; any other journal as it is.
[[nodiscard]] Journal withOutsidersApart(Journal journal);

} // namespace interleave
