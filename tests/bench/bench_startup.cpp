// How long a window takes from the start of its process to its first frame, compared with an empty
// QMainWindow, and with a plain window of as many labels and buttons with the same two fonts: the program
// starts itself for each in turn, so that none profits from what another has loaded.

#include "gui/theme/appearance.h"
#include "gui/theme/fonts.h"
#include "gui/window/firstpaint.h"
#include "gui/window/mainwindow.h"
#include "stage/stage.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QGridLayout>
#include <QLabel>
#include <QProcess>
#include <QPushButton>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <vector>

using namespace interleave;

namespace {

constexpr int Rounds = 15;

/// How many widgets a window has.
struct Widgets final
{
    int shown = 0;
    int hidden = 0;
};

Widgets widgetsOf(const QWidget& window)
{
    Widgets widgets;
    for (const QWidget* widget : window.findChildren<QWidget*>())
        ++(widget->isVisible() ? widgets.shown : widgets.hidden);
    return widgets;
}

/// Runs until the first frame, then reports it.
int paintOnce(QMainWindow& window)
{
    const FirstPaint firstPaint(window);
    QObject::connect(&firstPaint, &FirstPaint::painted, &window, [&window] {
        std::puts("painted");
        std::fflush(stdout);
        const Widgets widgets = widgetsOf(window);
        std::printf("%d %d\n", widgets.shown, widgets.hidden);
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

/// Labels and buttons in a grid, each with a text of its own in one of the two fonts.
int plainWindow(int argc, char** argv, const Widgets& widgets)
{
    constexpr int columns = 8;
    const QApplication application(argc, argv);
    loadBundledFonts();
    QMainWindow window;
    auto* content = new QWidget;
    auto* grid = new QGridLayout(content);
    window.setCentralWidget(content);
    for (int i = 1; i < widgets.shown + widgets.hidden; ++i) {
        const QString text = QStringLiteral("Stock %1").arg(i);
        auto* widget = i % 4 == 0 ? static_cast<QWidget*>(new QPushButton(text))
                                  : static_cast<QWidget*>(new QLabel(text));
        widget->setFont(bundledFont(i % 2 == 0, 13, QFont::Normal));
        grid->addWidget(widget, i / columns, i % columns);
        widget->setVisible(i < widgets.shown);
    }
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

struct Start final
{
    /// Milliseconds from the start of the process to its first frame.
    double took = 0;
    /// As it prints them.
    QStringList widgets = {};
};

Start measured(const char* program, const QStringList& arguments)
{
    QProcess process;
    QElapsedTimer timer;
    timer.start();
    process.start(QString::fromLocal8Bit(program), arguments);
    const bool painted = process.waitForReadyRead();
    const double elapsed = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    process.waitForFinished();
    if (!painted) {
        std::fputs(
            "No window could be painted. Give it a display, or set QT_QPA_PLATFORM=offscreen.\n", stderr);
        std::exit(3);
    }
    return {elapsed, QString::fromLatin1(process.readAll()).simplified().split(u' ').mid(1)};
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.at(values.size() / 2);
}

} // namespace

int main(int argc, char** argv)
{
    const QByteArray kind(argc > 1 ? argv[1] : "");
    if (kind == "empty")
        return emptyWindow(argc, argv);
    if (kind == "whole")
        return wholeWindow(argc, argv);
    if (kind == "plain" && argc == 4)
        return plainWindow(argc, argv, {std::atoi(argv[2]), std::atoi(argv[3])});
    const QCoreApplication application(argc, argv);
    std::vector<double> empty;
    std::vector<double> plain;
    std::vector<double> whole;
    QStringList widgets;
    for (int round = 0; round < Rounds; ++round) {
        empty.push_back(measured(argv[0], {QStringLiteral("empty")}).took);
        const Start start = measured(argv[0], {QStringLiteral("whole")});
        whole.push_back(start.took);
        widgets = start.widgets;
        plain.push_back(measured(argv[0], QStringList(QStringLiteral("plain")) + widgets).took);
    }
    std::printf(
        "first paint: empty QMainWindow %.1f ms, plain window of %s widgets (%s of them hidden) %.1f ms, "
        "Interleave %.1f ms\n"
        "ratio to the plain window: %.2f (aim: at most 1.0), to the empty one: %.2f\n",
        median(empty),
        qPrintable(QString::number(widgets.value(0).toInt() + widgets.value(1).toInt())),
        qPrintable(widgets.value(1)),
        median(plain),
        median(whole),
        median(whole) / median(plain),
        median(whole) / median(empty));
    return 0;
}
