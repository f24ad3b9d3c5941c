#pragma once

#include <QByteArray>
#include <QString>

namespace interleave {

/// "OK", "Precondition Failed" …: the name that RFC 9110 §15, RFC 4918 §11 or RFC 6585 gives a status, as it
/// stands on the wire; empty for a status that is not in the table, as this server sends none of those.
[[nodiscard]] QByteArray reasonPhrase(int status);
/// For people: `412 Precondition Failed`. The number alone for a status that tells nothing about locking
/// (500, 405 …) and for one that is not in the table.
[[nodiscard]] QString statusText(int status);

} // namespace interleave
