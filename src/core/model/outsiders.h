#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace interleave {

class Journal;

/// An outside client is identified by its User-Agent (RFC 9110 §10.1.5): two requests come from the same
/// client if and only if it is equal. The name made from it is shown and stored everywhere: on lanes, in
/// leases, as the author of versions. \a panels are the clients that have a panel; no outside client gets
/// such a name.
///
/// The name is the text itself if it can be shown on a line. One that is longer than LongestOutsideName or
/// has invisible characters is shown in part, with a fingerprint of the whole at its end. If a panel has the
/// name, or could have it because it is a single letter: "Anna (outside)". Without a User-Agent: "guest".
[[nodiscard]] QString outsideName(const QByteArray& userAgent, const QStringList& panels = {});
inline constexpr qsizetype LongestOutsideName = 40;

/// \a name in at most \a most characters, which is at least 16: its beginning and a fingerprint of the whole,
/// so that different names stay different.
[[nodiscard]] QString shortenedName(const QString& name, qsizetype most);

/// The User-Agent of an outside client in a script that also sends panels' requests under their names: \a
/// userAgent, unless that is a panel's name. \a client is its name here.
[[nodiscard]] QByteArray agentBesidePanels(const QString& client, const QByteArray& userAgent);

/// Converts an old journal in which an outside client has the name of a panel: gives that client another
/// name. Other journals are returned unchanged.
[[nodiscard]] Journal withOutsidersApart(Journal journal);

} // namespace interleave
