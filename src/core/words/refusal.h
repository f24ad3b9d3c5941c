#pragma once

#include <QByteArray>
#include <QString>

namespace interleave {

/// The sentence of the problem (RFC 9457, `detail`) that a response carries as its body; empty where it
/// carries none, or is not kept any more.
[[nodiscard]] QString refusalDetail(const QByteArray& responseText);

} // namespace interleave
