#include "gui/window/mainwindow.h"

#include "ui_mainwindow.h"

#include "gui/playback/stagetransport.h"
#include "gui/watching/filewatching.h"
#include "gui/window/files.h"
#include "gui/window/navigation.h"

namespace interleave {

void MainWindow::buildFiles(const EnginePlaces& places)
{
    connect(m_files, &Files::lessonOpened, this, [this](const TransactionLesson& lesson) {
        playTransactions({lesson, {}, 0, false});
    });
    connect(m_files, &Files::runOpened, this, [this](const TransactionStory& story) {
        showTransactions(story, static_cast<int>(story.journal.size()));
    });
    m_watching = new FileWatching(m_stage, *m_transport, places, *m_ui->rows, this);
    m_files->setReplacing([this] { return m_watching->isReplacing(); });
    connect(m_files, &Files::fileShown, this, &MainWindow::watchFile);
    connect(m_files, &Files::fileWritten, m_watching, &FileWatching::accept);
    connect(
        m_navigation, &Navigation::shown, m_watching, [this] { m_watching->setPage(m_navigation->page()); });
}

void MainWindow::watchFile(const ShownFile& file)
{
    m_watching->watch(file, *m_navigation->page());
}

} // namespace interleave
