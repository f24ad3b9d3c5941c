#include "core/export/exporting.h"

#include "core/export/curlscript.h"
#include "core/export/sequencetext.h"
#include "core/export/transactionsequence.h"
#include "core/export/transactionspec.h"
#include "core/export/transactionsql.h"
#include "core/values/text.h"

#include <QBuffer>

#include <array>

namespace interleave {

namespace {

struct Suffix final
{
    ExportFormat format;
    const char* text;
};

constexpr std::array Suffixes{
    Suffix{ExportFormat::Mermaid, ".mmd"},
    Suffix{ExportFormat::PlantUml, ".puml"},
    Suffix{ExportFormat::Svg, ".svg"},
    Suffix{ExportFormat::Html, ".html"},
    Suffix{ExportFormat::Journal, ".jsonl"},
    Suffix{ExportFormat::Curl, ".sh"},
    Suffix{ExportFormat::Sql, ".sql"},
    Suffix{ExportFormat::IsolationSpec, ".spec"}};

} // namespace

std::optional<ExportFormat> exportFormatOf(const QString& file)
{
    for (const Suffix& suffix : Suffixes) {
        if (file.endsWith(QLatin1String(suffix.text), Qt::CaseInsensitive))
            return suffix.format;
    }
    return std::nullopt;
}

std::optional<ExportFormat> exportFormatNamed(const QString& name)
{
    for (const Suffix& suffix : Suffixes) {
        if (name.compare(QLatin1String(suffix.text + 1), Qt::CaseInsensitive) == 0)
            return suffix.format;
    }
    return std::nullopt;
}

QStringList exportFormatNames()
{
    QStringList names;
    for (const Suffix& suffix : Suffixes)
        names.append(QLatin1String(suffix.text + 1));
    return names;
}

QString suffixOf(ExportFormat format)
{
    for (const Suffix& suffix : Suffixes) {
        if (suffix.format == format)
            return QLatin1String(suffix.text);
    }
    Q_UNREACHABLE();
}

bool isDrawn(ExportFormat format)
{
    return format == ExportFormat::Svg || format == ExportFormat::Html;
}

bool holdsComparison(ExportFormat format)
{
    return isDrawn(format);
}

QString exportTitle(const QString& story, const QString& record, Locking rule)
{
    const QString what = story.isEmpty() ? record : story;
    if (rule == Locking::Off)
        return Text::tr("%1, without locking").arg(what);
    return Text::tr("%1, locking: %2").arg(what, toTitle(rule));
}

Result<QByteArray, QString> exportText(ExportFormat format, const ExportSource& source)
{
    switch (format) {
    case ExportFormat::Mermaid:
        return mermaidText(source).toUtf8();
    case ExportFormat::PlantUml:
        return plantUmlText(source).toUtf8();
    case ExportFormat::Curl:
        return curlScript(source);
    case ExportFormat::Journal: {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        if (source.moment == source.journal->size())
            source.journal->write(buffer);
        else
            source.journal->copy(source.moment).write(buffer);
        return buffer.data();
    }
    case ExportFormat::Sql:
    case ExportFormat::IsolationSpec:
        return Text::tr("%1 is for lessons of transactions; write .sh, which has the same requests as curl "
                        "commands.")
            .arg(suffixOf(format));
    case ExportFormat::Svg:
    case ExportFormat::Html:
        break;
    }
    Q_UNREACHABLE();
}

Result<QByteArray, QString> exportText(ExportFormat format, const TransactionExport& source)
{
    const TransactionJournal& journal = *source.journal;
    switch (format) {
    case ExportFormat::Mermaid:
        return mermaidText(transactionSequence(journal, source.title)).toUtf8();
    case ExportFormat::PlantUml:
        return plantUmlText(transactionSequence(journal, source.title)).toUtf8();
    case ExportFormat::Journal: {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        journal.write(buffer);
        return buffer.data();
    }
    case ExportFormat::Sql:
        return sqlScripts(journal).toUtf8();
    case ExportFormat::IsolationSpec:
        return isolationSpec(journal);
    case ExportFormat::Svg:
    case ExportFormat::Html:
        break;
    case ExportFormat::Curl:
        return Text::tr("There are no HTTP requests in a lesson of transactions; write .sql, which has the "
                        "statements of each session.");
    }
    Q_UNREACHABLE();
}

} // namespace interleave
