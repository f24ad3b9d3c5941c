#pragma once

#include "core/export/exporting.h"
#include "core/transactions/transactionstory.h"
#include "gui/export/drawingfile.h"

namespace interleave {

class Comparison;
class TransactionComparison;

// Complete diagrams for documents, with the names of their lanes, and as wide as the lanes need. SVG has the
// colours of both themes at 100 %; images have those of the given theme, at its zoom, with `scale` pixels for
// each px.

[[nodiscard]] QByteArray diagramSvg(const ExportSource& source);
/// The error for an image beyond these limits is one sentence.
[[nodiscard]] Result<QImage, QString> diagramImage(const ExportSource& source, const Theme& theme, int scale);

/// A run of transactions as it is after its first \a moment events.
[[nodiscard]] QByteArray diagramSvg(const TransactionStory& story, qint64 moment);
[[nodiscard]] Result<QImage, QString>
diagramImage(const TransactionStory& story, qint64 moment, const Theme& theme, int scale);

/// Both sides next to each other and row by row, as far as they are shown; both must have been played.
[[nodiscard]] QByteArray comparisonSvg(const Comparison& comparison);
[[nodiscard]] Result<QImage, QString>
comparisonImage(const Comparison& comparison, const Theme& theme, int scale);
[[nodiscard]] QByteArray comparisonSvg(const TransactionComparison& comparison);
[[nodiscard]] Result<QImage, QString>
comparisonImage(const TransactionComparison& comparison, const Theme& theme, int scale);
/// One side alone.
[[nodiscard]] ExportSource comparedSource(const Comparison& comparison, std::size_t side);

} // namespace interleave
