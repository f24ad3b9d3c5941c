#include "gui/runwindow.h"

#include "gui/firstpaint.h"
#include "gui/mainwindow.h"
#include "gui/pages/twoclientspage.h"
#include "gui/theme/fonts.h"
#include "stage/stage.h"

#include <QApplication>
#include <QScreen>

namespace interleave {

namespace {

constexpr QSize UsualSize(1440, 900);

QSize sizeFor(const QSize& asked)
{
    if (asked.isValid() && !asked.isEmpty())
        return asked;
    const QScreen* screen = QGuiApplication::primaryScreen();
    return screen == nullptr ? UsualSize : UsualSize.boundedTo(screen->availableSize());
}

} // namespace

int runWindow(QApplication& application, Stage& stage, const WindowOptions& options)
{
    loadBundledFonts();
    Appearance appearance(application, options.theme, options.zoom);
    QApplication::setEffectEnabled(Qt::UI_AnimateMenu, options.animations);
    QApplication::setEffectEnabled(Qt::UI_FadeMenu, options.animations);
    MainWindow window(stage, appearance, builtinScenarios());
    window.page().setAnimated(options.animations);
    FirstPaint firstPaint(window);
    QObject::connect(&firstPaint, &FirstPaint::painted, &stage, &Stage::start);
    window.resize(sizeFor(options.size));
    window.show();
    return QApplication::exec();
}

} // namespace interleave
