#include "gui/export/exportmenu.h"

#include "gui/export/diagramfile.h"
#include "gui/export/pngfile.h"
#include "gui/export/storycontent.h"
#include "gui/theme/theme.h"

namespace interleave {

namespace {

/// What the menu says of a format. Without a text for copying it is only saved.
struct FormatWords final
{
    QString save;
    QString filter;
    QString copy = {};
};

FormatWords wordsOf(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Mermaid:
        return {
            ExportMenu::tr("Save as Mermaid…"),
            ExportMenu::tr("Mermaid (*.mmd)"),
            ExportMenu::tr("Copy as Mermaid")};
    case ExportFormat::PlantUml:
        return {
            ExportMenu::tr("Save as PlantUML…"),
            ExportMenu::tr("PlantUML (*.puml)"),
            ExportMenu::tr("Copy as PlantUML")};
    case ExportFormat::Journal:
        return {ExportMenu::tr("Save as journal…"), ExportMenu::tr("Journals (*.jsonl)")};
    case ExportFormat::Curl:
        return {
            ExportMenu::tr("Save as curl script…"),
            ExportMenu::tr("Shell scripts (*.sh)"),
            ExportMenu::tr("Copy as curl script")};
    case ExportFormat::Sql:
        return {
            ExportMenu::tr("Save as SQL scripts…"),
            ExportMenu::tr("SQL scripts (*.sql)"),
            ExportMenu::tr("Copy as SQL scripts")};
    case ExportFormat::IsolationSpec:
        return {
            ExportMenu::tr("Save for PostgreSQL’s isolationtester…"),
            ExportMenu::tr("Specifications (*.spec)")};
    case ExportFormat::Svg:
    case ExportFormat::Html:
        break;
    }
    return {};
}

} // namespace

ExportMenu::ExportMenu(std::function<ExportSource()> source, QWidget& window)
    : SaveMenu(window)
{
    build(
        {[source] { return diagramSvg(source()); },
         [source] { return storyHtml(source()); },
         [this, source] { return diagramImage(source(), themeOf(this).withZoom(100), DocumentScale); },
         [source](ExportFormat format) { return exportText(format, source()); },
         {ExportFormat::Mermaid, ExportFormat::PlantUml, ExportFormat::Journal, ExportFormat::Curl}});
}

ExportMenu::ExportMenu(std::function<StoryMoment()> shown, QWidget& window)
    : SaveMenu(window)
{
    build(
        {[shown] {
             const auto [story, moment] = shown();
             return diagramSvg(*story, moment);
         },
         [shown] {
             const auto [story, moment] = shown();
             return storyHtml(*story, moment);
         },
         [this, shown] {
             const auto [story, moment] = shown();
             return diagramImage(*story, moment, themeOf(this).withZoom(100), DocumentScale);
         },
         [shown](ExportFormat format) {
             const auto [story, moment] = shown();
             const TransactionJournal journal = story->journal.copy(moment);
             return exportText(format, TransactionExport{&journal, story->journal.header().title});
         },
         {ExportFormat::Mermaid,
          ExportFormat::PlantUml,
          ExportFormat::Journal,
          ExportFormat::Sql,
          ExportFormat::IsolationSpec}});
}

void ExportMenu::build(const Writers& writers)
{
    setObjectName(QStringLiteral("exportMenu"));
    setTitle(tr("Export"));
    const auto text = [&writers](ExportFormat format) {
        return [write = writers.text, format] {
            return write(format);
        };
    };
    addSave(
        tr("Save as picture (PNG)…"),
        tr("Pictures (*.png)"),
        QStringLiteral("save.png"),
        [picture = writers.image] {
            const auto image = picture();
            return image ? Result<QByteArray, QString>(pngOf(*image)) : image.error();
        });
    addSave(tr("Save as drawing (SVG)…"), tr("Drawings (*.svg)"), QStringLiteral("save.svg"), writers.svg);
    addSave(
        tr("Save as page to step through (HTML)…"),
        tr("Pages (*.html)"),
        QStringLiteral("save.html"),
        writers.page);
    for (const ExportFormat format : writers.formats)
        addSave(
            wordsOf(format).save,
            wordsOf(format).filter,
            QStringLiteral("save") + suffixOf(format),
            text(format));
    addSeparator();
    addCopyPicture(tr("Copy as picture (PNG)"), QStringLiteral("copy.png"), writers.image);
    addCopyDrawing(tr("Copy as drawing (SVG)"), QStringLiteral("copy.svg"), writers.svg);
    for (const ExportFormat format : writers.formats) {
        if (const QString words = wordsOf(format).copy; !words.isEmpty())
            addCopyText(words, QStringLiteral("copy") + suffixOf(format), text(format));
    }
}

} // namespace interleave
