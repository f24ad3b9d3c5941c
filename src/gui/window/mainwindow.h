#pragma once

#include "stage/files/scenariolibrary.h"

#include <QMainWindow>

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
class AutoPlayer;
class ComparePage;
class Comparison;
class ComparisonMenu;
class Files;
class CollapsingBar;
class HelpPanel;
class TimelineCursor;
class Navigation;
class Presenter;
class Stage;
class TwoClientsPage;

/// The window: a bar with the scenario and its transport at the top, and a page below.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// All arguments passed by reference must outlive the window.
    MainWindow(
        Stage& stage, Appearance& appearance, QList<NamedScenario> scenarios, QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] TimelineCursor& timelineCursor() { return *m_cursor; }
    [[nodiscard]] Files& files() { return *m_files; }
    [[nodiscard]] Presenter& presenter() { return *m_presenter; }
    [[nodiscard]] AskFirst& askFirst() { return *m_askFirst; }
    [[nodiscard]] Navigation& navigation() { return *m_navigation; }
    [[nodiscard]] TwoClientsPage& page() { return *m_page; }
    /// Shows the page that compares these two rules.
    void compare(Locking left, Locking right);
    /// Null unless that page is shown; then the transport controls it.
    [[nodiscard]] Comparison* comparison() const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void buildPages();
    void buildScenarioMenu();
    void buildExportMenu();
    void buildMoreMenu();
    void buildHelp(QMenu& menu);
    void buildAskFirst(QMenu& menu);
    void buildSpeedMenu(QMenu& menu);
    void connectTransport();
    void buildFitting();
    void play();
    void playOrder(const Scenario& scenario);
    void renderTransport();
    void renderTransport(const Comparison& both);
    /// The action runs once even if its key is held, unless that is changed later.
    QAction* addShortcut(const QString& text, const QList<QKeySequence>& keys);
    void render();
    void renderServing();
    void showJoin();
    void showAbout();

    std::unique_ptr<Ui::MainWindow> m_ui;
    Stage& m_stage;
    Appearance& m_appearance;
    QList<NamedScenario> m_scenarios;
    TimelineCursor* m_cursor;
    AutoPlayer* m_player;
    AskFirst* m_askFirst;
    Files* m_files;
    Presenter* m_presenter;
    Navigation* m_navigation = nullptr;
    TwoClientsPage* m_page = nullptr;
    /// Null until it is first shown.
    ComparePage* m_compare = nullptr;
    ComparisonMenu* m_comparisonMenu = nullptr;
    QActionGroup* m_scenarioActions;
    /// Null until there is a transport.
    QAction* m_step = nullptr;
    CollapsingBar* m_collapsingBar = nullptr;
    /// Which parts of the top bar are shortened.
    bool m_servingIsShort = false;
    bool m_transportIsFolded = false;
    QString m_failure;
};

} // namespace interleave
