#include "gui/screenshot/picturetaker.h"

#include "gui/export/drawingfile.h"
#include "gui/playback/askfirst.h"
#include "gui/playback/timelinecursor.h"
#include "gui/playback/transactioncomparison.h"
#include "gui/playback/transport.h"
#include "gui/theme/fonts.h"
#include "gui/window/navigation.h"
#include "stage/pagenames.h"

#include <QApplication>
#include <QBuffer>
#include <QPixmap>
#include <QSvgGenerator>

#include <algorithm>
#include <utility>

namespace interleave {

namespace {

constexpr QSize UsualSize(1440, 900);
/// The same as in web browsers.
constexpr int PixelsPerInch = 96;

/// Layouts run when the event loop is idle, and may request another layout.
void settle(MainWindow& window)
{
    constexpr int rounds = 3;
    for (int i = 0; i < rounds; ++i)
        QCoreApplication::processEvents();
    while (!window.navigation().page()->isSettled())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QCoreApplication::processEvents();
    if (QWidget* focused = window.focusWidget(); focused != nullptr)
        focused->clearFocus();
}

QByteArray svgOf(QWidget& part)
{
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(PixelsPerInch);
    generator.setSize(part.size());
    generator.setViewBox(QRect(QPoint(), part.size()));
    generator.setTitle(part.window()->windowTitle());
    part.render(&generator);
    return buffer.data();
}

void show(MainWindow& window, const ShotCommand& shot)
{
    if (shot.what.title)
        window.navigation().page()->setTitle(*shot.what.title);
    window.askFirst().setOn(shot.what.askFirst);
    // Don't paint before the picture is taken.
    window.setUpdatesEnabled(false);
    window.setAttribute(Qt::WA_DontShowOnScreen);
    window.show();
}

/// What is rendered lays out hidden widgets too, which takes as long as a third of the rendering. They are
/// told of their new size when they are shown.
class HiddenLayoutsDeferred final
{
public:
    explicit HiddenLayoutsDeferred(const QWidget& window)
    {
        for (QWidget* widget : window.findChildren<QWidget*>()) {
            if (widget->isVisible() || !widget->testAttribute(Qt::WA_PendingResizeEvent))
                continue;
            widget->setAttribute(Qt::WA_PendingResizeEvent, false);
            m_widgets.append(widget);
        }
    }
    ~HiddenLayoutsDeferred()
    {
        for (QWidget* widget : std::as_const(m_widgets))
            widget->setAttribute(Qt::WA_PendingResizeEvent);
    }
    Q_DISABLE_COPY_MOVE(HiddenLayoutsDeferred)

private:
    QList<QWidget*> m_widgets;
};

Picture pictureOf(MainWindow& window, const ShotCommand& shot)
{
    settle(window);
    window.setUpdatesEnabled(true);
    const HiddenLayoutsDeferred deferred(window);
    QWidget* part = shot.part == ShotCommand::Part::Page ? window.findChild<QWidget*>(QStringLiteral("pages"))
                                                         : window.centralWidget();
    return shot.format == PictureFormat::Svg ? Picture(svgOf(*part)) : Picture(part->grab().toImage());
}

Result<Picture, NotDrawn> pictureOf(const Drawing& drawing, const Theme& theme, const ShotCommand& shot)
{
    if (shot.format == PictureFormat::Svg)
        return Picture(svgOf(drawing));
    auto image = imageOf(drawing, theme, shot.scale);
    if (!image)
        return NotDrawn{image.error()};
    return Picture(std::move(image).value());
}

/// Where a lesson is compared if no places are named: where it would be run, and elsewhere.
std::pair<EngineLevel, EngineLevel> placesFor(const WindowCommand& what)
{
    const auto usual = TransactionComparison::usualPlaces(what.transactions->lesson, what.place.engine);
    return {what.place, usual.back() == what.place ? usual.front() : usual.back()};
}

} // namespace

PictureTaker::PictureTaker(QApplication& application)
    : m_application(application)
    , m_scenarios(std::async(std::launch::async, builtinScenarios))
    , m_diagrams([this] { loadFonts(); })
{
}

PictureTaker::~PictureTaker() = default;

void PictureTaker::take(const ShotCommand& shot, const Taken& taken)
{
    if (shot.part == ShotCommand::Part::Diagram)
        takeDiagrams(shot, taken);
    else if (shot.what.transactions && shot.what.page == QLatin1String("compare"))
        takePlaces(shot, taken);
    else if (shot.what.isOfTransactions())
        takeTransactions(shot, taken);
    else
        takeRequests(shot, taken);
}

void PictureTaker::tidyUp()
{
    m_window.reset();
    m_played.reset();
}

void PictureTaker::loadFonts()
{
    std::call_once(m_fonts, loadBundledFonts);
}

void PictureTaker::applyAppearance(const WindowCommand& what)
{
    const ThemeChoice choice = themeChoiceFromName(what.theme).value_or(ThemeChoice::Light);
    if (!m_appearance || m_appearance->choice() != choice || m_appearance->fixedZoom() != what.zoom)
        m_appearance.emplace(m_application, choice, what.zoom);
}

/// Of a diagram; a drawing has the colours of all.
Theme PictureTaker::themeOf(const ShotCommand& shot)
{
    if (shot.format == PictureFormat::Svg)
        return Theme::light();
    applyAppearance(shot.what);
    return m_appearance->theme().withZoom(shot.what.zoom.value_or(100));
}

void PictureTaker::takeDiagrams(const ShotCommand& shot, const Taken& taken)
{
    loadFonts();
    const Theme theme = themeOf(shot);
    const auto drawings = m_diagrams.take(shot, theme);
    if (!drawings) {
        taken(shot.what.step, drawings.error());
        return;
    }
    const std::vector<int> steps = drawnSteps(shot);
    for (std::size_t i = 0; i < steps.size(); ++i)
        taken(steps[i], pictureOf((*drawings)[i], theme, shot));
}

void PictureTaker::takeRequests(const ShotCommand& shot, const Taken& taken)
{
    m_played = playedStage(shot.what, [this] { loadFonts(); });
    if (!m_played->note.isEmpty())
        message(m_played->note);
    if (!m_played->problem.isEmpty()) {
        taken(shot.what.step, NotDrawn{m_played->problem});
        return;
    }
    applyAppearance(shot.what);
    MainWindow& window = openWindow(shot);
    const bool isLooking = shot.what.isStepNamed || !shot.frames.isEmpty() ||
                           m_played->moment < m_played->stage->journal().size();
    if (isLooking)
        window.timelineCursor().show(m_played->moment);
    if (!shot.what.page.isEmpty())
        window.showView(shot.what.page);
    if (shot.what.page == allLevelsView())
        window.navigation().page()->runAllLevels();
    if (shot.what.compare)
        window.compare(shot.what.compare->first, shot.what.compare->second);
    show(window, shot);
    if (shot.frames.isEmpty()) {
        taken(shot.what.step, pictureOf(window, shot));
        return;
    }
    if (shot.what.compare || shot.what.page == QLatin1String("compare")) {
        takeBackwards(window, shot, taken);
        return;
    }
    for (const int step : drawnSteps(shot)) {
        window.timelineCursor().show(step == shot.what.step ? m_played->moment : m_played->momentAt(step));
        taken(step, pictureOf(window, shot));
    }
}

/// A run is made first, so that a picture of it cannot show that it goes on.
void PictureTaker::takeTransactions(const ShotCommand& shot, const Taken& taken)
{
    loadFonts();
    const auto shown = m_diagrams.stories().run(shot.what);
    if (!shown) {
        taken(shot.what.step, NotDrawn{shown.error()});
        return;
    }
    applyAppearance(shot.what);
    playNothing(shot);
    MainWindow& window = openWindow(shot);
    window.showTransactions(
        shown->story, shot.what.namedStep().value_or(static_cast<int>(shown->story.journal.size())));
    show(window, shot);
    takeBackwards(window, shot, taken);
}

void PictureTaker::takePlaces(const ShotCommand& shot, const Taken& taken)
{
    loadFonts();
    applyAppearance(shot.what);
    playNothing(shot);
    MainWindow& window = openWindow(shot);
    const NamedTransactionLesson& named = *shot.what.transactions;
    const int step = shot.what.namedStep().value_or(static_cast<int>(named.lesson.steps.size()));
    const auto places = shot.what.comparePlaces.value_or(placesFor(shot.what));
    window.comparePlaces({named.lesson, places.first, step, named.isBuiltIn}, places.second);
    show(window, shot);
    takeBackwards(window, shot, taken);
}

/// From the last step on, so that in each picture the later ones are "not yet".
void PictureTaker::takeBackwards(MainWindow& window, const ShotCommand& shot, const Taken& taken)
{
    const std::vector<int> steps = drawnSteps(shot);
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        taken(*step, pictureOf(window, shot));
        if (*step != steps.front())
            window.navigation().page()->transport()->back();
    }
}

/// What the pages of requests would show is not seen.
void PictureTaker::playNothing(const ShotCommand& shot)
{
    WindowCommand start = shot.what;
    start.step = 0;
    m_played = playedStage(start);
}

MainWindow& PictureTaker::openWindow(const ShotCommand& shot)
{
    const EngineChoice& engines = shot.what.engines;
    MainWindow& window = m_window.emplace(
        *m_played->stage,
        *m_appearance,
        m_scenarios.get(),
        EnginePlaces{engines.postgresql, engines.mariadb},
        engines.role);
    window.setAnimated(false);
    window.resize(shot.what.size.isEmpty() ? UsualSize : shot.what.size);
    return window;
}

} // namespace interleave
