#pragma once

#include <QByteArray>

namespace interleave {

/// "OK", "Precondition Failed" …: the name that RFC 9110 §15, RFC 4918 §11 or RFC 6585 gives a status, the
/// same on the wire and in every text; empty for a status that is not in the table, as this server sends none
/// of those.
[[nodiscard]] QByteArray reasonPhrase(int status);

} // namespace interleave
