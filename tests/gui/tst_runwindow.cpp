#include "gui/window/runwindow.h"

#include "gui/journalfixtures.h"
#include "gui/widgets/choicebutton.h"
#include "gui/window/mainwindow.h"
#include "stage/stage.h"
#include "warningfreetest.h"

#include <QMenu>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTimer>

using namespace interleave;

/// The window from its start to its end, and the settings remembered for the next one.
class TestRunWindow final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void choices_areRemembered();
    void commandLine_isNotRemembered();
    void presenting_isNotRemembered();
    void damagedSettings_openTheDefaultWindow();
    void stack_isRemembered();
    void withoutSettings_nothingIsWritten();

private:
    void prepare() override;

    /// Opens the window, runs \a what and closes the window.
    void run(const WindowOptions& options, const std::function<void(MainWindow&)>& what);
    static void press(MainWindow& window, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&window, key, modifiers);
    }
    static const Theme& theme(const MainWindow& window) { return themeOf(&window); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

void TestRunWindow::prepare()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(QStringLiteral("settings.ini"));
}

void TestRunWindow::run(const WindowOptions& options, const std::function<void(MainWindow&)>& what)
{
    auto& application = *qobject_cast<QApplication*>(QCoreApplication::instance());
    Stage stage(StageOptions{quint16{0}, {}, Locking::Off});
    bool done = false;
    // Queued: the stage goes on only when its signal was delivered.
    const auto look = [&] {
        for (QWidget* widget : QApplication::topLevelWidgets()) {
            auto* window = qobject_cast<MainWindow*>(widget);
            if (window == nullptr || !window->isVisible())
                continue;
            window->activateWindow();
            what(*window);
            done = true;
            window->close();
        }
    };
    connect(&stage, &Stage::serving, &stage, look, Qt::QueuedConnection);
    QCOMPARE(runWindow(application, stage, options, Preferences(m_file)), 0);
    QVERIFY(done);
}

/// Chosen in its menu, and shown first the next time; one that is gone counts as none.
void TestRunWindow::stack_isRemembered()
{
    // There is an inspector when there is something to explain.
    const auto choiceIn = [](MainWindow& window) {
        window.findChild<QAction*>(QStringLiteral("lost-update"))->trigger();
        auto* step = window.findChild<QPushButton*>(QStringLiteral("stepButton"));
        ChoiceButton* choice = nullptr;
        const bool isThere = QTest::qWaitFor([step] { return step->isEnabled(); }) && QTest::qWaitFor([&] {
                                 step->click();
                                 choice = window.findChild<ChoiceButton*>(QStringLiteral("stackChoice"));
                                 return choice != nullptr;
                             });
        if (!isThere)
            return static_cast<ChoiceButton*>(nullptr);
        auto* tabs = window.findChild<QTabWidget*>(QStringLiteral("tabs"));
        auto* page = window.findChild<QWidget*>(QStringLiteral("stackPage"));
        // In a narrow window the inspector is asked for.
        if (!tabs->isVisible())
            press(window, Qt::Key_I, Qt::ControlModifier);
        const bool isOpen = QTest::qWaitFor([&] {
            const QRect tab = tabs->tabBar()->tabRect(tabs->indexOf(page));
            QTest::mouseClick(tabs->tabBar(), Qt::LeftButton, {}, tab.center());
            return page->isVisible();
        });
        return isOpen ? choice : nullptr;
    };
    const auto shows = [&](const QString& id, const QString& then) {
        run({ThemeChoice::Light, 100, {}, false}, [&](MainWindow& window) {
            ChoiceButton* choice = choiceIn(window);
            QVERIFY(choice != nullptr);
            QCOMPARE(choice->value().toString(), id);
            for (QAction* action : choice->menu()->actions()) {
                if (action->data() == then)
                    action->trigger();
            }
        });
    };
    shows(QStringLiteral("sql"), {});
    QCOMPARE(Preferences(m_file).stack(), QString());
    shows(QStringLiteral("sql"), QStringLiteral("etcd"));
    QCOMPARE(Preferences(m_file).stack(), QStringLiteral("etcd"));
    shows(QStringLiteral("etcd"), QStringLiteral("sql"));
    shows(QStringLiteral("sql"), {});
    Preferences(m_file).setStack(QStringLiteral("cobol"));
    shows(QStringLiteral("sql"), {});
}

void TestRunWindow::choices_areRemembered()
{
    run({ThemeChoice::Light, 100, {}, false}, [](MainWindow& window) {
        press(window, Qt::Key_Plus, Qt::ControlModifier);
        window.findChild<QAction*>(QStringLiteral("darkThemeAction"))->trigger();
        window.resize(700, 500);
    });
    QCOMPARE(Preferences(m_file).theme(), ThemeChoice::Dark);
    QCOMPARE(Preferences(m_file).zoom(), 125);
    run({{}, {}, {}, false}, [](MainWindow& window) {
        QCOMPARE(theme(window), Theme::dark().withZoom(125));
        QCOMPARE(window.size(), QSize(700, 500));
        press(window, Qt::Key_9, Qt::ControlModifier);
    });
    QCOMPARE(Preferences(m_file).zoom(), std::nullopt);
}

void TestRunWindow::commandLine_isNotRemembered()
{
    Preferences(m_file).setTheme(ThemeChoice::Dark);
    Preferences(m_file).setWindow({640, 480}, false);
    run({ThemeChoice::Light, 150, QSize(500, 400), false}, [](MainWindow& window) {
        QCOMPARE(theme(window), Theme::light().withZoom(150));
        QCOMPARE(window.size(), QSize(500, 400));
        // The user's changes are remembered; the command line's options are not.
        press(window, Qt::Key_0, Qt::ControlModifier);
    });
    QCOMPARE(Preferences(m_file).theme(), ThemeChoice::Dark);
    QCOMPARE(Preferences(m_file).zoom(), 100);
    QCOMPARE(Preferences(m_file).windowSize(), QSize(640, 480));
}

void TestRunWindow::presenting_isNotRemembered()
{
    Preferences(m_file).setZoom(100);
    run({{}, {}, {}, false}, [](MainWindow& window) {
        window.resize(700, 500);
        press(window, Qt::Key_F11);
        QVERIFY(window.isFullScreen());
        press(window, Qt::Key_Plus, Qt::ControlModifier);
    });
    QCOMPARE(Preferences(m_file).zoom(), 100);
    QVERIFY(!Preferences(m_file).isMaximized());
    QCOMPARE(Preferences(m_file).windowSize(), QSize(700, 500));
}

void TestRunWindow::damagedSettings_openTheDefaultWindow()
{
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write("\x01\x02 zoom 9999 [[[\nthis is nothing\n") > 0);
    file.close();
    run({ThemeChoice::Light, {}, {}, false}, [](MainWindow& window) {
        QCOMPARE(theme(window).zoom(), 100);
        press(window, Qt::Key_Plus, Qt::ControlModifier);
    });
    QCOMPARE(Preferences(m_file).zoom(), 125);
}

void TestRunWindow::withoutSettings_nothingIsWritten()
{
    m_file.clear();
    run({{}, {}, {}, false}, [](MainWindow& window) { press(window, Qt::Key_Plus, Qt::ControlModifier); });
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

QTEST_MAIN(TestRunWindow)

#include "tst_runwindow.moc"
