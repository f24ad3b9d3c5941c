#include "gui/export/exportmenu.h"

#include "gui/export/diagramfile.h"
#include "gui/export/pngfile.h"
#include "gui/theme/theme.h"

namespace interleave {

ExportMenu::ExportMenu(std::function<ExportSource()> source, QWidget& window)
    : SaveMenu(window)
    , m_source(std::move(source))
{
    setObjectName(QStringLiteral("exportMenu"));
    setTitle(tr("Export"));
    const auto svg = [this] {
        return diagramSvg(m_source());
    };
    const auto text = [this](ExportFormat format) {
        return [this, format] {
            return exportText(format, m_source());
        };
    };
    const auto save = [&](const QString& words, const QString& filter, ExportFormat format) {
        addSave(words, filter, QStringLiteral("save") + suffixOf(format), text(format));
    };
    const auto copy = [&](const QString& words, ExportFormat format) {
        addCopyText(words, QStringLiteral("copy") + suffixOf(format), text(format));
    };
    addSave(tr("Save as picture (PNG)…"), tr("Pictures (*.png)"), QStringLiteral("save.png"), [this] {
        const auto image = picture();
        return image ? Result<QByteArray, QString>(pngOf(*image)) : image.error();
    });
    addSave(tr("Save as drawing (SVG)…"), tr("Drawings (*.svg)"), QStringLiteral("save.svg"), svg);
    save(tr("Save as Mermaid…"), tr("Mermaid (*.mmd)"), ExportFormat::Mermaid);
    save(tr("Save as PlantUML…"), tr("PlantUML (*.puml)"), ExportFormat::PlantUml);
    save(tr("Save as journal…"), tr("Journals (*.jsonl)"), ExportFormat::Journal);
    save(tr("Save as curl script…"), tr("Shell scripts (*.sh)"), ExportFormat::Curl);
    addSeparator();
    addCopyPicture(tr("Copy as picture (PNG)"), QStringLiteral("copy.png"), [this] { return picture(); });
    addCopyDrawing(tr("Copy as drawing (SVG)"), QStringLiteral("copy.svg"), svg);
    copy(tr("Copy as Mermaid"), ExportFormat::Mermaid);
    copy(tr("Copy as PlantUML"), ExportFormat::PlantUml);
    copy(tr("Copy as curl script"), ExportFormat::Curl);
}

Result<QImage, QString> ExportMenu::picture() const
{
    return diagramImage(m_source(), themeOf(this).withZoom(100), DocumentScale);
}

} // namespace interleave
