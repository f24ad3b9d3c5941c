#include "gui/window/files.h"

#include "core/scenario/recordedscenario.h"
#include "core/transactions/recordedstory.h"
#include "gui/theme/plaintext.h"
#include "gui/window/recentfiles.h"
#include "stage/files/journalfile.h"
#include "stage/files/scenariolibrary.h"
#include "stage/stage.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>

namespace interleave {

Files::Files(Stage& stage, QWidget& window)
    : QObject(&window)
    , m_stage(stage)
    , m_window(window)
    , m_recent(new RecentFiles(this))
{
    connect(&m_stage, &Stage::sessionLeft, this, &Files::keepSession);
}

void Files::addTo(QMenu& menu)
{
    QAction* open = menu.addAction(tr("Open…"));
    open->setObjectName(QStringLiteral("openAction"));
    open->setShortcut(QKeySequence::Open);
    connect(open, &QAction::triggered, this, &Files::askToOpen);
    QAction* save = menu.addAction(tr("Save journal…"));
    save->setObjectName(QStringLiteral("saveAction"));
    save->setShortcut(QKeySequence::Save);
    connect(save, &QAction::triggered, this, &Files::askToSave);
    QAction* scenario = menu.addAction(tr("Save as scenario…"));
    scenario->setObjectName(QStringLiteral("saveAsScenarioAction"));
    scenario->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    connect(scenario, &QAction::triggered, this, &Files::askToSaveAsScenario);
    for (QAction* action : {open, save, scenario})
        action->setAutoRepeat(false);
    m_window.addActions({open, save, scenario});
    QMenu* recent = menu.addMenu(tr("Recent"));
    recent->setObjectName(QStringLiteral("recentMenu"));
    connect(&menu, &QMenu::aboutToShow, this, [this, recent] { listRecent(*recent); });
}

void Files::listRecent(QMenu& menu)
{
    menu.clear();
    const QStringList files = m_recent->files();
    for (const QString& file : files) {
        const QString name =
            file == RecentFiles::lastSession() ? tr("Last session") : QFileInfo(file).fileName();
        QAction* action = menu.addAction(literal(name));
        action->setToolTip(plainTip(file));
        connect(action, &QAction::triggered, this, [this, file] { open(file); });
    }
    menu.setEnabled(!files.isEmpty());
}

void Files::askToOpen()
{
    auto* dialog = new QFileDialog(&m_window, tr("Open a journal or a scenario"));
    dialog->setObjectName(QStringLiteral("openDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Journals and scenarios (*.jsonl *.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, qOverload<const QString&>(&Files::open));
    dialog->open();
}

QFileDialog* Files::saveDialog(const QString& title, const QString& filter, const QString& file)
{
    auto* dialog = new QFileDialog(&m_window, title);
    dialog->setObjectName(QStringLiteral("saveDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    // By its longer form a desktop knows the file.
    dialog->setDefaultSuffix(QFileInfo(file).completeSuffix());
    dialog->setNameFilter(filter);
    dialog->selectFile(file);
    return dialog;
}

void Files::askToSave()
{
    saveElsewhere([this](const QString& file) { return saveJournal(m_stage.journal(), file); });
}

void Files::askToSaveAsScenario()
{
    // Check this before the user chooses a name.
    const auto scenario = scenarioOf(m_stage.journal(), tr("My scenario"));
    if (!scenario) {
        tell(scenario.error());
        return;
    }
    QFileDialog* dialog = saveDialog(
        tr("Save as scenario"),
        tr("Scenarios (*.json)"),
        tr("My scenario") + OwnFileMark + QLatin1String(".json"));
    connect(dialog, &QFileDialog::fileSelected, this, &Files::saveAsScenario);
    dialog->open();
}

void Files::open(const QString& file)
{
    // Reading a pipe or a device may block or never end; only the command line may wait for it.
    const QFileInfo info(file);
    if (info.exists() && !info.isFile() && !info.isDir()) {
        tell(
            tr("“%1” is no file but a device, a pipe or a socket, and nothing was read from it. Save what it "
               "says as a file, and choose that.")
                .arg(file));
        return;
    }
    ShownFile shown{file, ShownFile::Kind::Scenario, FileStamp::of(file)};
    auto journal = loadAnyJournal(file);
    if (journal) {
        std::visit([this, &shown](auto& read) { show(read, shown); }, journal.value());
        tellShown(shown);
        return;
    }
    // If it is not a scenario either, or has a journal's suffix, report the journal's problem.
    const auto found = findLesson(file);
    if (!found) {
        tell(QFileInfo(file).suffix() == QLatin1String("json") ? found.error() : journal.error());
        return;
    }
    if (const auto* scenario = std::get_if<NamedScenario>(&*found)) {
        m_stage.load(scenario->scenario);
    } else {
        shown.kind = ShownFile::Kind::TransactionLesson;
        emit lessonOpened(std::get<NamedTransactionLesson>(*found).lesson);
    }
    tellShown(shown);
}

void Files::tellShown(const ShownFile& file)
{
    m_recent->add(file.path);
    if (QFileInfo(file.path) != QFileInfo(RecentFiles::lastSession()))
        emit fileShown(file);
}

void Files::show(ReadJournal& read, ShownFile& file)
{
    if (!read.problem.isEmpty())
        tell(read.problem);
    file.kind = ShownFile::Kind::Journal;
    file.header = read.journal.header();
    m_stage.open(std::move(read.journal));
}

void Files::show(ReadTransactionJournal& read, ShownFile& file)
{
    file.kind = ShownFile::Kind::TransactionRun;
    if (!read.problem.isEmpty())
        tell(read.problem);
    emit runOpened(recordedStory(read.journal));
}

void Files::save(const QString& file)
{
    saved(file, saveJournal(m_stage.journal(), file));
}

void Files::saveAsScenario(const QString& file)
{
    saved(file, interleave::saveAsScenario(m_stage.journal(), file));
}

void Files::saved(const QString& file, const QString& problem)
{
    if (!problem.isEmpty()) {
        tell(problem);
        return;
    }
    m_recent->add(file);
    emit fileWritten(file);
}

bool Files::canOpen(const QMimeData& data)
{
    const QList<QUrl> urls = data.urls();
    return urls.size() == 1 && urls.first().isLocalFile();
}

void Files::open(const QMimeData& data)
{
    open(data.urls().constFirst().toLocalFile());
}

QString Files::keep(const Journal& journal)
{
    const QString file = RecentFiles::lastSession();
    const QString problem = saveJournal(journal, file);
    if (problem.isEmpty())
        m_recent->add(file);
    return problem;
}

void Files::keepSession()
{
    if (m_isReplacing && m_isReplacing())
        return;
    const QString problem = keep(m_stage.previous()->journal);
    emit sessionLeft(problem.isEmpty());
    if (!problem.isEmpty())
        askAboutLeft(problem);
}

bool Files::keepAtTheEnd()
{
    if (m_isGivenUp || !m_stage.isIrreplaceable())
        return true;
    const QString problem = keep(m_stage.journal());
    if (problem.isEmpty())
        return true;
    askAboutClosing(problem);
    return false;
}

/// It is no longer on the stage, but still in memory.
void Files::askAboutLeft(const QString& problem)
{
    QMessageBox* asks = box("keepBox", problem);
    asks->setInformativeText(
        tr("It was to be kept as the last session, because something else is on the stage "
           "now. It can be brought back, or saved under another name."));
    const QPushButton* back = asks->addButton(tr("Bring it back"), QMessageBox::AcceptRole);
    const QPushButton* elsewhere = asks->addButton(tr("Save elsewhere…"), QMessageBox::ActionRole);
    connect(back, &QPushButton::clicked, &m_stage, &Stage::undo);
    connect(elsewhere, &QPushButton::clicked, this, [this, left = m_stage.previous()] {
        saveElsewhere([left](const QString& file) { return saveJournal(left->journal, file); });
    });
    asks->addButton(QMessageBox::Discard);
    asks->open();
}

void Files::askAboutClosing(const QString& problem)
{
    QMessageBox* asks = box("keepBox", problem);
    asks->setInformativeText(
        tr("It was to be kept as the last session. If the window closes now, it will be gone."));
    const QPushButton* elsewhere = asks->addButton(tr("Save elsewhere…"), QMessageBox::AcceptRole);
    connect(elsewhere, &QPushButton::clicked, this, &Files::askToSave);
    const QPushButton* close = asks->addButton(tr("Close all the same"), QMessageBox::DestructiveRole);
    connect(close, &QPushButton::clicked, this, [this] {
        m_isGivenUp = true;
        m_window.close();
    });
    asks->addButton(QMessageBox::Cancel);
    asks->open();
}

void Files::saveElsewhere(std::function<QString(const QString& file)> save)
{
    QFileDialog* dialog = saveDialog(
        tr("Save the journal"),
        tr("Journals (*.jsonl)"),
        QLatin1String("journal") + OwnFileMark + QLatin1String(".jsonl"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, save = std::move(save)](const QString& file) {
        saved(file, save(file));
    });
    dialog->open();
}

QMessageBox* Files::box(const char* name, const QString& sentence)
{
    auto* box = new QMessageBox(&m_window);
    box->setObjectName(QLatin1String(name));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Interleave"));
    box->setTextFormat(Qt::PlainText);
    box->setText(sentence);
    return box;
}

void Files::tell(const QString& sentence)
{
    QMessageBox* told = box("problemBox", sentence);
    told->addButton(QMessageBox::Close);
    told->open();
}

} // namespace interleave
