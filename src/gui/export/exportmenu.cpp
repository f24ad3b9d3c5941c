#include "gui/export/exportmenu.h"

#include "gui/export/diagramfile.h"
#include "gui/export/pngfile.h"
#include "gui/files.h"
#include "gui/moment.h"
#include "stage/playedstage.h"
#include "stage/savedfile.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMimeData>
#include <QToolTip>

#include <algorithm>

namespace interleave {

namespace {

/// Documents are read on fine screens, and on paper.
constexpr int PictureScale = 2;
constexpr const char* PictureSuffix = ".png";

} // namespace

ExportMenu::ExportMenu(const Stage& stage, const Moment& moment, Files& files, QWidget& window)
    : QMenu(&window)
    , m_stage(stage)
    , m_moment(moment)
    , m_files(files)
    , m_window(window)
{
    setObjectName(QStringLiteral("exportMenu"));
    setTitle(tr("Export"));
    addSave(tr("Save as picture (PNG)…"), tr("Pictures (*.png)"), QLatin1String(PictureSuffix));
    addSave(tr("Save as drawing (SVG)…"), tr("Drawings (*.svg)"), suffixOf(ExportFormat::Svg));
    addSave(tr("Save as Mermaid…"), tr("Mermaid (*.mmd)"), suffixOf(ExportFormat::Mermaid));
    addSave(tr("Save as PlantUML…"), tr("PlantUML (*.puml)"), suffixOf(ExportFormat::PlantUml));
    addSave(tr("Save as journal…"), tr("Journals (*.jsonl)"), suffixOf(ExportFormat::Journal));
    addSave(tr("Save as curl script…"), tr("Shell scripts (*.sh)"), suffixOf(ExportFormat::Curl));
    addSeparator();
    addCopy(tr("Copy as picture (PNG)"), QStringLiteral("copy.png"), &ExportMenu::copyPicture);
    addCopy(tr("Copy as drawing (SVG)"), QStringLiteral("copy.svg"), &ExportMenu::copyDrawing);
    addCopyText(tr("Copy as Mermaid"), ExportFormat::Mermaid);
    addCopyText(tr("Copy as PlantUML"), ExportFormat::PlantUml);
    addCopyText(tr("Copy as curl script"), ExportFormat::Curl);
}

void ExportMenu::addSave(const QString& text, const QString& filter, const QString& suffix)
{
    QAction* action = addAction(text);
    action->setObjectName(QStringLiteral("save") + suffix);
    connect(action, &QAction::triggered, this, [this, filter, suffix, title = action->text()] {
        askToSave(title, filter, suffix);
    });
}

void ExportMenu::addCopy(const QString& text, const QString& name, void (ExportMenu::*copy)())
{
    QAction* action = addAction(text);
    action->setObjectName(name);
    connect(action, &QAction::triggered, this, copy);
}

void ExportMenu::addCopyText(const QString& text, ExportFormat format)
{
    QAction* action = addAction(text);
    action->setObjectName(QStringLiteral("copy") + suffixOf(format));
    connect(action, &QAction::triggered, this, [this, format] {
        const auto content = exportText(format, source());
        if (!content) {
            m_files.tell(content.error());
            return;
        }
        const QString words = QString::fromUtf8(*content);
        QGuiApplication::clipboard()->setText(words);
        tellCopied(tr("%1 lines are on the clipboard").arg(words.count(QLatin1Char('\n'))));
    });
}

void ExportMenu::askToSave(const QString& title, const QString& filter, const QString& suffix)
{
    auto* dialog = new QFileDialog(&m_window, title);
    dialog->setObjectName(QStringLiteral("exportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix.mid(1));
    dialog->setNameFilter(filter);
    dialog->selectFile(QStringLiteral("interleave") + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, &ExportMenu::save);
    dialog->open();
}

ExportSource ExportMenu::source() const
{
    return exportSource(m_stage, m_moment.seq());
}

Result<QByteArray, QString> ExportMenu::contentFor(const QString& file) const
{
    if (file.endsWith(QLatin1String(PictureSuffix), Qt::CaseInsensitive)) {
        return pngOf(diagramImage(source(), themeOf(&m_window).withZoom(100), PictureScale));
    }
    const auto format = exportFormatOf(file);
    if (!format)
        return unknownExport(file);
    return *format == ExportFormat::Svg ? diagramSvg(source()) : exportText(*format, source());
}

void ExportMenu::save(const QString& file)
{
    const auto content = contentFor(file);
    const QString problem = content ? saveFile(file, *content) : content.error();
    if (!problem.isEmpty())
        m_files.tell(problem);
}

void ExportMenu::copyPicture()
{
    QGuiApplication::clipboard()->setImage(
        diagramImage(source(), themeOf(&m_window).withZoom(100), PictureScale));
    tellCopied(tr("The picture is on the clipboard"));
}

void ExportMenu::copyDrawing()
{
    const QByteArray svg = diagramSvg(source());
    auto* copied = new QMimeData;
    copied->setData(QStringLiteral("image/svg+xml"), svg);
    copied->setText(QString::fromUtf8(svg));
    QGuiApplication::clipboard()->setMimeData(copied);
    tellCopied(tr("The drawing is on the clipboard"));
}

/// Nothing else would show that it was done.
void ExportMenu::tellCopied(const QString& what)
{
    QToolTip::showText(pos(), what, &m_window);
}

} // namespace interleave
