#pragma once

#include <QList>
#include <QStringList>

namespace interleave {

/// A line for each row, with columns as wide as their widest cell. Every row has as many cells as the first.
[[nodiscard]] QStringList inColumns(const QList<QStringList>& rows);

} // namespace interleave
