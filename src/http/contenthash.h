#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace interleave {

/// What a Content-Security-Policy calls the content of an inline element: `'sha256-…'` (W3C CSP 3 §2.3.1),
/// with its quotation marks.
[[nodiscard]] QByteArray contentHash(QByteArrayView content);

/// The hashes of all elements called \a element, "script" or "style", in the text of an HTML page, each once.
/// Line ends are LF: a browser hashes what its parser made of them.
[[nodiscard]] QList<QByteArray> inlineHashes(const QByteArray& page, QByteArrayView element);

} // namespace interleave
