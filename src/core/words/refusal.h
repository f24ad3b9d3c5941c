#pragma once

#include <QByteArray>
#include <QString>

namespace interleave {

/// The sentence of a problem in a response's body (RFC 9457, `detail`); empty when the body is none, or was
/// not kept.
[[nodiscard]] QString refusalDetail(const QByteArray& responseText);

} // namespace interleave
