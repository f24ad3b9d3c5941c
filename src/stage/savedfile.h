#pragma once

#include <QByteArray>
#include <QString>

namespace interleave {

/// Writes \a content as the file \a path, or leaves what is there as it was. Empty when done; else one
/// sentence.
[[nodiscard]] QString saveFile(const QString& path, const QByteArray& content);

} // namespace interleave
