// How long a window takes from the start of its process to its first frame, compared with an empty
// QMainWindow: the program starts itself for each in turn, so that neither profits from what the other has
// loaded.

#include "gui/theme/appearance.h"
#include "gui/theme/fonts.h"
#include "gui/window/firstpaint.h"
#include "gui/window/mainwindow.h"
#include "stage/stage.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QProcess>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <vector>

using namespace interleave;

namespace {

constexpr int Rounds = 15;

/// Runs until the first frame, then reports it.
int paintOnce(QMainWindow& window)
{
    const FirstPaint firstPaint(window);
    QObject::connect(&firstPaint, &FirstPaint::painted, &window, [] {
        std::puts("painted");
        std::fflush(stdout);
        QCoreApplication::quit();
    });
    window.resize(1440, 900);
    window.show();
    return QCoreApplication::exec();
}

int emptyWindow(int argc, char** argv)
{
    const QApplication application(argc, argv);
    QMainWindow window;
    return paintOnce(window);
}

int wholeWindow(int argc, char** argv)
{
    QApplication application(argc, argv);
    Stage stage({});
    stage.load(findScenario(QStringLiteral("lost-update"))->scenario);
    auto scenarios = std::async(std::launch::async, builtinScenarios);
    loadBundledFonts();
    Appearance appearance(application, ThemeChoice::Light, 100);
    MainWindow window(stage, appearance, scenarios.get());
    return paintOnce(window);
}

/// Milliseconds from the start of the process to its first frame.
double measured(const char* program, const QString& kind)
{
    QProcess process;
    QElapsedTimer timer;
    timer.start();
    process.start(QString::fromLocal8Bit(program), {kind});
    const bool painted = process.waitForReadyRead();
    const double elapsed = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    process.waitForFinished();
    if (!painted) {
        std::fputs(
            "No window could be painted. Give it a display, or set QT_QPA_PLATFORM=offscreen.\n", stderr);
        std::exit(3);
    }
    return elapsed;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.at(values.size() / 2);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc > 1)
        return qstrcmp(argv[1], "empty") == 0 ? emptyWindow(argc, argv) : wholeWindow(argc, argv);
    const QCoreApplication application(argc, argv);
    std::vector<double> empty;
    std::vector<double> whole;
    for (int round = 0; round < Rounds; ++round) {
        empty.push_back(measured(argv[0], QStringLiteral("empty")));
        whole.push_back(measured(argv[0], QStringLiteral("whole")));
    }
    const double ratio = median(whole) / median(empty);
    std::printf(
        "first paint: empty QMainWindow %.1f ms, Interleave %.1f ms, ratio %.2f (aim: at most 1.5)\n",
        median(empty),
        median(whole),
        ratio);
    return 0;
}
