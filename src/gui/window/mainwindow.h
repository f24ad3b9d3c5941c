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
class Files;
class CollapsingBar;
class HelpPanel;
class TimelineCursor;
class Navigation;
class Page;
class Presenter;
class Stage;
class StageTransport;
class TransportControls;

/// The window: a bar with the scenario and its transport at the top, and a page below.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// All arguments passed by reference must outlive the window.
    MainWindow(
        Stage& stage, Appearance& appearance, QList<NamedScenario> scenarios, QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] TimelineCursor& timelineCursor();
    [[nodiscard]] Files& files() { return *m_files; }
    [[nodiscard]] Presenter& presenter() { return *m_presenter; }
    [[nodiscard]] AskFirst& askFirst();
    [[nodiscard]] Navigation& navigation() { return *m_navigation; }
    /// Turns animations on, which is the default, or off.
    void setAnimated(bool animated);
    /// Shows the page that compares these two rules.
    void compare(Locking left, Locking right);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void buildPages();
    void welcome(Page* page);
    void showPage();
    void buildScenarioMenu();
    void buildMoreMenu();
    void buildHelp(QMenu& menu);
    void buildAskFirst(QMenu& menu);
    void buildFitting();
    void playOnStage(const Scenario& scenario);
    void render();
    void renderExport();
    void renderServing();
    void showJoin();
    void showAbout();

    std::unique_ptr<Ui::MainWindow> m_ui;
    Stage& m_stage;
    Appearance& m_appearance;
    QList<NamedScenario> m_scenarios;
    StageTransport* m_transport;
    Files* m_files;
    Presenter* m_presenter;
    Navigation* m_navigation = nullptr;
    TransportControls* m_controls = nullptr;
    QActionGroup* m_scenarioActions;
    CollapsingBar* m_collapsingBar = nullptr;
    bool m_animated = true;
    bool m_isTableShown = false;
    /// The top bar is short of space.
    bool m_servingIsShort = false;
    QString m_failure;
};

} // namespace interleave
