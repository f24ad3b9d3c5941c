#include "gui/window/mainwindow.h"

#include "ui_mainwindow.h"

#include "gui/messages/messagesview.h"
#include "gui/pages/page.h"
#include "gui/playback/stagetransport.h"
#include "gui/window/navigation.h"
#include "gui/window/shortcut.h"
#include "stage/pagenames.h"
#include "stage/stage.h"

#include <QMenu>

namespace interleave {

void MainWindow::showView(const QString& name)
{
    const bool isAllLevels = name == allLevelsView();
    m_navigation->show(isAllLevels ? QStringLiteral("transactions") : name);
    if (isAllLevels)
        m_navigation->page()->showAllLevels(true);
}

/// Of the page that is shown, and of no other.
void MainWindow::showBarContent()
{
    QWidget* content = m_navigation->page()->barContent();
    if (m_barContent != nullptr && m_barContent != content)
        m_barContent->hide();
    m_barContent = content;
    if (content == nullptr)
        return;
    if (content->parentWidget() != m_ui->topBar) {
        m_ui->rightGroup->insertWidget(m_ui->rightGroup->indexOf(m_ui->exportButton), content);
        setTabOrder(m_ui->servingButton, content);
    }
    content->show();
}

/// Messages are found in their table.
void MainWindow::buildFind(QMenu& menu, QAction& table)
{
    QAction* find = addShortcut(*this, tr("Find in the messages"), {Qt::CTRL | Qt::Key_F});
    find->setObjectName(QStringLiteral("findAction"));
    menu.addAction(find);
    connect(m_navigation, &Navigation::shown, find, [this, find] {
        find->setEnabled(m_navigation->page()->messages() != nullptr);
    });
    connect(find, &QAction::triggered, &table, [this, &table] {
        table.setChecked(true);
        m_navigation->page()->messages()->find();
    });
}

void MainWindow::comparePlaces(const TransactionsRequest& left, const EngineLevel& right)
{
    m_navigation->show(QStringLiteral("compare"));
    m_navigation->page()->comparePlaces(left, right);
}

void MainWindow::playTransactions(const TransactionsRequest& request)
{
    m_navigation->show(QStringLiteral("transactions"));
    m_navigation->page()->playTransactions(request);
}

void MainWindow::showTransactions(const TransactionStory& story, int step)
{
    m_navigation->show(QStringLiteral("transactions"));
    m_navigation->page()->showTransactions(story, step);
}

void MainWindow::compare(Locking left, Locking right)
{
    m_navigation->show(QStringLiteral("compare"));
    m_navigation->page()->setRules(left, right);
}

void MainWindow::playOnStage(const Scenario& scenario)
{
    m_stage.load(scenario);
    m_navigation->show(QStringLiteral("two-clients"));
    // When the server is at the scenario's start.
    connect(
        &m_stage,
        &Stage::journalReplaced,
        m_transport,
        &StageTransport::play,
        static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
}

} // namespace interleave
