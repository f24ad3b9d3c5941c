#include "gui/isolation/isolationpane.h"
#include "gui/theme/fonts.h"
#include "gui/theme/style.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace interleave;

namespace {

constexpr int TickMs = 5;
/// What people notice.
constexpr double GapMs = 16;
constexpr double NanosecondsAMillisecond = 1e6;

} // namespace

/// Measures the gaps of the window's event loop while all cells of the isolation matrix run.
int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);
    loadBundledFonts();
    applyTheme(application, Theme::light());
    IsolationPane pane;
    pane.resize(1440, 844);
    pane.show();
    QCoreApplication::processEvents();

    std::vector<double> gaps;
    QElapsedTimer whole;
    QElapsedTimer sinceTick;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, &application, [&] {
        gaps.push_back(static_cast<double>(sinceTick.nsecsElapsed()) / NanosecondsAMillisecond);
        sinceTick.restart();
        if (pane.isSettled())
            QCoreApplication::quit();
    });
    pane.runAll();
    whole.start();
    sinceTick.start();
    timer.start(TickMs);
    QApplication::exec();

    std::ranges::sort(gaps);
    const auto count = static_cast<double>(gaps.size());
    const auto at = [&gaps, count](double share) {
        return gaps.at(static_cast<std::size_t>(share * (count - 1)));
    };
    const auto few = static_cast<double>(std::ranges::count_if(gaps, [](double gap) { return gap < GapMs; }));
    qsizetype cells = 0;
    for (const EngineCells& engine : pane.model().results())
        cells += engine.cells.size();
    std::printf(
        "%lld cells in %lld ms: %zu gaps, %.2f %% under %.0f ms; median %.1f, 99 %% %.1f, 99.9 %% %.1f, "
        "longest %.1f ms\n",
        static_cast<long long>(cells),
        static_cast<long long>(whole.elapsed()),
        gaps.size(),
        100 * few / count,
        GapMs,
        at(0.5),
        at(0.99),
        at(0.999),
        gaps.back());
    return 0;
}
