#pragma once

#include <QByteArray>
#include <QString>

namespace interleave {

/// The sentence of a problem in a response's body (RFC 9457, `detail`); empty when the body is none, or was
/// not kept.
[[nodiscard]] QString refusalDetail(const QByteArray& responseText);

/// The value of the first header field called \a name, in lower case, in an HTTP/1 message (RFC 9110 §5.1); empty
/// when there is none.
[[nodiscard]] QByteArray headerIn(const QByteArray& message, const QByteArray& name);

} // namespace interleave
