#pragma once

#include <QByteArray>
#include <QString>

namespace interleave {

/// "OK", "Precondition Failed" …: a status's name in RFC 9110 §15, RFC 4918 §11 or RFC 6585, as sent on the
/// wire; empty for a status that is not in the table, which this server never sends.
[[nodiscard]] QByteArray reasonPhrase(int status);
/// For people: `412 Precondition Failed`. Only the number for a status that says nothing about locking (500,
/// 405 …) or is not in the table.
[[nodiscard]] QString statusText(int status);

} // namespace interleave
