#pragma once

#include "core/model/journal.h"
#include "core/scenario/cast.h"
#include "core/scenario/headline.h"

#include <QMap>
#include <QStringList>

#include <optional>

namespace interleave {

class TransactionJournal;

/// The formats in which a journal can be written up to a moment.
enum class ExportFormat {
    Mermaid,      ///< `.mmd`: a sequence diagram for pages that render Mermaid
    PlantUml,     ///< `.puml`: the same for PlantUML
    Svg,          ///< `.svg`: the diagram as drawn; needs fonts, so it is written elsewhere
    Html,         ///< `.html`: a page that steps through it; likewise
    Journal,      ///< `.jsonl`: can be opened again
    Curl,         ///< `.sh`: the same requests as curl commands
    Sql,          ///< `.sql`: a script for each session of a lesson of transactions
    IsolationSpec ///< `.spec`: the same for PostgreSQL's isolationtester
};

/// The format for the file's suffix; nothing for an unknown one.
[[nodiscard]] std::optional<ExportFormat> exportFormatOf(const QString& file);
/// The format for a name given to `--format`: the suffix without its dot. Nothing for an unknown name.
[[nodiscard]] std::optional<ExportFormat> exportFormatNamed(const QString& name);
/// The names for `--format`.
[[nodiscard]] QStringList exportFormatNames();
/// With its dot.
[[nodiscard]] QString suffixOf(ExportFormat format);

/// Whether it needs fonts and is written elsewhere (gui/export).
[[nodiscard]] bool isDrawn(ExportFormat format);
/// Whether it holds two runs beside each other.
[[nodiscard]] bool holdsComparison(ExportFormat format);

/// Which part of which journal to write. The journal must outlive it.
struct ExportSource final
{
    const Journal* journal = nullptr;
    /// The number of events that have happened.
    qint64 moment = 0;
    /// The clients that have lanes from the start.
    QStringList panels;
    /// The title of the export; empty for none.
    QString title;
    /// For a drawing: what stands over it; without a story nothing does.
    Headline headline = {};
    /// For a page: the record whose value the outcome tells, and a scenario's words on its steps.
    QString record = {};
    QMap<int, QString> words = {};
    /// The room's clients that do not share a lane with the others.
    QStringList ownLanes = {};

    [[nodiscard]] Cast cast() const { return Cast(panels, journal->header().clients); }
};

/// The title of an export: \a story, or without one the record; then the rule.
[[nodiscard]] QString exportTitle(const QString& story, const QString& record, Locking rule);

/// The file's text, for every format that isDrawn() does not name. The error, for a journal that the format
/// cannot express, is one sentence that says why.
[[nodiscard]] Result<QByteArray, QString> exportText(ExportFormat format, const ExportSource& source);

/// A run of a lesson of transactions, to be written whole. The journal must outlive it.
struct TransactionExport final
{
    const TransactionJournal* journal = nullptr;
    /// The title of a diagram; empty for none.
    QString title;
};

/// The file's text, for every format that isDrawn() does not name. The error, for a format that such a lesson
/// does not have or this journal cannot be told in, is one sentence that names another.
[[nodiscard]] Result<QByteArray, QString> exportText(ExportFormat format, const TransactionExport& source);

} // namespace interleave
