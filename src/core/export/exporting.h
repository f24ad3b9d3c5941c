#pragma once

#include "core/model/journal.h"

#include <QStringList>

#include <optional>

namespace interleave {

/// What a moment of a journal can be written as.
enum class ExportFormat {
    Mermaid,  ///< `.mmd`: a sequence diagram for pages that render Mermaid
    PlantUml, ///< `.puml`: the same for PlantUML
    Svg,      ///< `.svg`: the diagram as it is drawn; needs fonts, so it is written elsewhere
    Journal,  ///< `.jsonl`: to be opened again
    Curl      ///< `.sh`: the same requests as curl commands
};

/// By the file's suffix; nothing for one that is not known.
[[nodiscard]] std::optional<ExportFormat> exportFormatOf(const QString& file);
/// By what `--format` calls it: the suffix without its dot. Nothing for a name that is not known.
[[nodiscard]] std::optional<ExportFormat> exportFormatNamed(const QString& name);
/// Those names.
[[nodiscard]] QStringList exportFormatNames();
/// With its dot.
[[nodiscard]] QString suffixOf(ExportFormat format);

/// Which part of which journal is written. The journal must outlive it.
struct ExportSource final
{
    const Journal* journal = nullptr;
    /// The number of events that have happened.
    qint64 moment = 0;
    /// The clients that have lanes from the start.
    QStringList panels;
    /// What stands over it; empty for none.
    QString title;
};

/// What stands over an export: \a story, or where there is none the record, and the rule.
[[nodiscard]] QString exportTitle(const QString& story, const QString& record, Locking rule);

/// The file's text, for every format but the SVG. The error, when that journal cannot be told in that format,
/// is one sentence that says why.
[[nodiscard]] Result<QByteArray, QString> exportText(ExportFormat format, const ExportSource& source);

} // namespace interleave
