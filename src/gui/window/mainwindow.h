#pragma once

#include "engine/databases/enginetable.h"
#include "stage/files/scenariolibrary.h"

#include <QMainWindow>
#include <QPointer>

#include <memory>

class QAction;
class QActionGroup;
class QMenu;

namespace interleave {

namespace Ui {
class MainWindow;
}
class Appearance;
class AskFirst;
class Files;
class FileWatching;
class CollapsingBar;
class HelpPanel;
class TimelineCursor;
class Navigation;
class Page;
class Presenter;
struct EngineLevel;
struct ShownFile;
struct TransactionStory;
struct TransactionsRequest;
class Stage;
class StageTransport;
class TransportControls;

/// The window: a bar with the scenario and its transport at the top, and a page below.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// \a stage and \a appearance must outlive the window. \a places and \a role are those of PageContext
    /// (gui/pages/pagetable.h).
    MainWindow(
        Stage& stage,
        Appearance& appearance,
        QList<NamedScenario> scenarios,
        const EnginePlaces& places = {},
        const QString& role = {});
    ~MainWindow() override;

    [[nodiscard]] TimelineCursor& timelineCursor();
    [[nodiscard]] Files& files() { return *m_files; }
    [[nodiscard]] Presenter& presenter() { return *m_presenter; }
    [[nodiscard]] AskFirst& askFirst();
    [[nodiscard]] FileWatching& fileWatching() { return *m_watching; }
    [[nodiscard]] Navigation& navigation() { return *m_navigation; }
    /// Turns animations on, which is the default, or off.
    void setAnimated(bool animated);
    /// Shows the page that compares these two rules.
    void compare(Locking left, Locking right);
    /// The same for two places of a lesson of transactions.
    void comparePlaces(const TransactionsRequest& left, const EngineLevel& right);
    /// Shows a page, or what it shows beside a lesson: one of viewNames() (stage/pagenames.h).
    void showView(const QString& name);
    /// Show the page of transactions (Page::playTransactions(), Page::showTransactions()).
    void playTransactions(const TransactionsRequest& request);
    void showTransactions(const TransactionStory& story, int step);
    /// \a file was given on the command line, and is shown.
    void watchFile(const ShownFile& file);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void buildFiles(const EnginePlaces& places);
    void buildPages(const EnginePlaces& places, const QString& role);
    void welcome(Page* page);
    void showPage();
    void showControls();
    void showBarContent();
    void buildScenarioMenu();
    void buildMoreMenu();
    void buildHelp(QMenu& menu);
    void buildFind(QMenu& menu, QAction& table);
    void buildAskFirst(QMenu& menu);
    void buildFitting();
    void playOnStage(const Scenario& scenario);
    void renderLesson();
    void render();
    void renderExport();
    void renderServing();
    void showJoin();

    std::unique_ptr<Ui::MainWindow> m_ui;
    Stage& m_stage;
    Appearance& m_appearance;
    QList<NamedScenario> m_scenarios;
    StageTransport* m_transport;
    Files* m_files;
    FileWatching* m_watching = nullptr;
    Presenter* m_presenter;
    Navigation* m_navigation = nullptr;
    TransportControls* m_controls = nullptr;
    QActionGroup* m_scenarioActions;
    /// The stage's scenarios, for pages without lessons of their own.
    QMenu* m_scenarioMenu = nullptr;
    CollapsingBar* m_collapsingBar = nullptr;
    /// What the current page has in the bar; null for nothing.
    QPointer<QWidget> m_barContent;
    bool m_animated = true;
    bool m_isTableShown = false;
    /// The top bar is short of space.
    bool m_servingIsShort = false;
    QString m_failure;
};

} // namespace interleave
