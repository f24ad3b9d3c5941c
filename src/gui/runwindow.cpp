#include "gui/runwindow.h"

#include "gui/firstpaint.h"
#include "gui/mainwindow.h"
#include "gui/pages/twoclientspage.h"
#include "gui/reducedmotion.h"
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
    const bool animated = options.animations && !isMotionReduced();
    QApplication::setEffectEnabled(Qt::UI_AnimateMenu, animated);
    QApplication::setEffectEnabled(Qt::UI_FadeMenu, animated);
    MainWindow window(stage, appearance, builtinScenarios());
    window.page().setAnimated(animated);
    FirstPaint firstPaint(window);
    QObject::connect(&firstPaint, &FirstPaint::painted, &stage, &Stage::start);
    window.resize(sizeFor(options.size));
    window.show();
    return QApplication::exec();
}

} // namespace interleave
