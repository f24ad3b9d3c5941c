#include "gui/window/runwindow.h"

#include "cli/terminal.h"
#include "gui/pages/page.h"
#include "gui/playback/askfirst.h"
#include "gui/theme/fonts.h"
#include "gui/theme/settingsportal.h"
#include "gui/window/firstpaint.h"
#include "gui/window/mainwindow.h"
#include "gui/window/navigation.h"
#include "gui/window/opening.h"
#include "gui/window/reducedmotion.h"
#include "stage/stage.h"

#include <QApplication>

#include <future>

namespace interleave {

namespace {

constexpr QSize UsualSize(1440, 900);

/// Remembers only the user's changes; the command line's choices apply to this run only.
void remember(const Appearance& appearance, const Preferences& preferences, QObject& context)
{
    QObject::connect(
        &appearance,
        &Appearance::chosen,
        &context,
        [&appearance,
         kept = preferences,
         theme = appearance.choice(),
         zoom = appearance.fixedZoom()]() mutable {
            if (theme != appearance.choice())
                kept.setTheme(theme = appearance.choice());
            if (zoom != appearance.fixedZoom())
                kept.setZoom(zoom = appearance.fixedZoom());
        });
}

/// On each page, also on one that is made later.
void rememberStack(MainWindow& window, const Preferences& preferences)
{
    const auto tell = [&window, preferences](Page* page) {
        page->setStack(preferences.stack());
        QObject::connect(page, &Page::stackChosen, &window, [kept = preferences](const QString& id) mutable {
            kept.setStack(id);
        });
    };
    for (Page* page : window.navigation().pages())
        tell(page);
    QObject::connect(&window.navigation(), &Navigation::made, &window, tell);
}

} // namespace

int runWindow(QApplication& application, Stage& stage, const WindowOptions& options, Preferences preferences)
{
    // Load them in parallel to the fonts, which take as long.
    auto scenarios = std::async(std::launch::async, builtinScenarios);
    loadBundledFonts();
    Appearance appearance(
        application,
        options.theme.value_or(preferences.theme()),
        options.zoom ? options.zoom : preferences.zoom());
    const bool animated = options.animations && !isMotionReduced();
    QApplication::setEffectEnabled(Qt::UI_AnimateMenu, animated);
    QApplication::setEffectEnabled(Qt::UI_FadeMenu, animated);
    MainWindow window(stage, appearance, scenarios.get(), options.places, options.role);
    window.setAnimated(animated);
    if (!options.page.isEmpty())
        window.showView(options.page);
    window.askFirst().setOn(options.askFirst);
    if (options.compare)
        window.compare(options.compare->first, options.compare->second);
    if (options.transactions && options.comparedPlaces) {
        TransactionsRequest left = *options.transactions;
        left.place = options.comparedPlaces->first;
        window.comparePlaces(left, options.comparedPlaces->second);
    } else if (options.transactions) {
        window.playTransactions(*options.transactions);
    }
    if (options.transactionRun)
        window.showTransactions(
            *options.transactionRun, static_cast<int>(options.transactionRun->journal.size()));
    if (options.file)
        window.watchFile(*options.file);
    remember(appearance, preferences, window);
    rememberStack(window, preferences);

    FirstPaint firstPaint(window);
    SettingsPortal portal;
    QObject::connect(&portal, &SettingsPortal::lookChanged, &appearance, &Appearance::followDesktop);
    QObject::connect(&firstPaint, &FirstPaint::painted, &stage, &Stage::start);
    QObject::connect(&firstPaint, &FirstPaint::painted, &portal, &SettingsPortal::askSession);
    // For desktops without our entry, and not before it is needed.
    QObject::connect(&firstPaint, &FirstPaint::painted, &window, [&window] {
        window.setWindowIcon(QIcon(QStringLiteral(":/icons/dev.interleave.Interleave.png")));
    });

    Opening opening(window);
    if (options.size.isEmpty()) {
        const QSize remembered = preferences.windowSize();
        opening.open(remembered.isEmpty() ? UsualSize : remembered, preferences.isMaximized());
    } else {
        const QString outside = opening.openExactly(options.size);
        if (!outside.isEmpty())
            message(outside);
    }
    const int code = QApplication::exec();
    if (options.size.isEmpty())
        preferences.setWindow(window.normalGeometry().size(), window.isMaximized());
    return code;
}

} // namespace interleave
