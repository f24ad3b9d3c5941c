#include "gui/screenshot/screenshots.h"

#include "cli/headlessrun.h"
#include "cli/terminal.h"
#include "gui/export/diagramfile.h"
#include "gui/export/pngfile.h"
#include "gui/playback/askfirst.h"
#include "gui/playback/comparison.h"
#include "gui/playback/timelinecursor.h"
#include "gui/screenshot/headlessplatform.h"
#include "gui/screenshot/storyexport.h"
#include "gui/screenshot/transactiondrawing.h"
#include "gui/theme/appearance.h"
#include "gui/theme/fonts.h"
#include "gui/window/mainwindow.h"
#include "gui/window/navigation.h"
#include "stage/pagenames.h"

#include <QApplication>
#include <QBuffer>
#include <QMenu>
#include <QPixmap>
#include <QSvgGenerator>

#include <algorithm>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <variant>

namespace interleave {

namespace {

constexpr QSize UsualSize(1440, 900);
/// The same as in web browsers.
constexpr int PixelsPerInch = 96;

/// An image still to be encoded, or a file's content.
using Picture = std::variant<QImage, QByteArray>;

/// One diagram, or both diagrams of a comparison, as SVG.
Result<QByteArray, QString> drawingOf(const WindowCommand& command)
{
    if (command.compare) {
        loadBundledFonts();
        Comparison both;
        const QString problem = playCompared(both, command);
        return problem.isEmpty() ? Result<QByteArray, QString>(comparisonSvg(both)) : problem;
    }
    const PlayedStage played = playedStage(command, loadBundledFonts);
    if (!played.note.isEmpty())
        message(played.note);
    return played.problem.isEmpty() ? Result<QByteArray, QString>(diagramSvg(played.source()))
                                    : played.problem;
}

/// Takes pictures one after the other. Reuses the theme, because applying it takes longer than the rest of
/// the window.
class ScreenshotTaker final
{
public:
    ScreenshotTaker(QApplication& application, int scale)
        : m_application(application)
        , m_scale(scale)
    {
    }

    /// The error is one sentence.
    Result<Picture, QString> take(const ShotCommand& shot)
    {
        const bool drawn = shot.format == PictureFormat::Svg;
        if (shot.what.isOfTransactions())
            return transactionsOf(shot, drawn);
        if (shot.part == ShotCommand::Part::Diagram && shot.what.compare)
            return bothOf(shot, drawn);
        m_played = playedStage(shot.what, [this] { std::call_once(m_fonts, loadBundledFonts); });
        if (!m_played->note.isEmpty())
            message(m_played->note);
        if (!m_played->problem.isEmpty())
            return m_played->problem;
        applyAppearance(shot.what);
        if (shot.part == ShotCommand::Part::Diagram)
            return drawn ? Picture(diagramSvg(m_played->source())) : diagramOf(shot);
        return windowOf(shot, drawn);
    }

    /// Deletes the previous window, which takes time too.
    void tidyUp()
    {
        m_window.reset();
        m_played.reset();
    }

private:
    void applyAppearance(const WindowCommand& what)
    {
        const ThemeChoice choice = themeChoiceFromName(what.theme).value_or(ThemeChoice::Light);
        if (!m_appearance || m_appearance->choice() != choice || m_appearance->fixedZoom() != what.zoom)
            m_appearance.emplace(m_application, choice, what.zoom);
    }

    /// Of pixels.
    static Result<Picture, QString> pictureOf(Result<QImage, QString> image)
    {
        return image ? Result<Picture, QString>(Picture(std::move(image).value())) : image.error();
    }

    [[nodiscard]] Result<Picture, QString> diagramOf(const ShotCommand& shot) const
    {
        return pictureOf(diagramImage(
            m_played->source(), m_appearance->theme().withZoom(shot.what.zoom.value_or(100)), m_scale));
    }

    Result<Picture, QString> bothOf(const ShotCommand& shot, bool drawn)
    {
        std::call_once(m_fonts, loadBundledFonts);
        Comparison both;
        const QString problem = playCompared(both, shot.what);
        if (!problem.isEmpty())
            return problem;
        applyAppearance(shot.what);
        const Theme theme = m_appearance->theme().withZoom(shot.what.zoom.value_or(100));
        return drawn ? Picture(comparisonSvg(both)) : pictureOf(comparisonImage(both, theme, m_scale));
    }

    /// A run is made first, so that a picture of it cannot show that it goes on.
    Result<Picture, QString> transactionsOf(const ShotCommand& shot, bool drawn)
    {
        std::call_once(m_fonts, loadBundledFonts);
        if (shot.what.comparePlaces)
            return placesOf(shot, drawn);
        const auto shown = m_stories.run(shot.what);
        if (!shown)
            return shown.error();
        applyAppearance(shot.what);
        const Theme theme = m_appearance->theme().withZoom(shot.what.zoom.value_or(100));
        if (shot.part == ShotCommand::Part::Diagram)
            return drawn ? Picture(diagramSvg(shown->story, shown->moment))
                         : pictureOf(diagramImage(shown->story, shown->moment, theme, m_scale));
        playNothing(shot);
        MainWindow& window = openWindow(shot);
        window.showTransactions(
            shown->story, shot.what.namedStep().value_or(static_cast<int>(shown->story.journal.size())));
        return pictureOf(window, shot, drawn);
    }

    Result<Picture, QString> placesOf(const ShotCommand& shot, bool drawn)
    {
        applyAppearance(shot.what);
        playNothing(shot);
        MainWindow& window = openWindow(shot);
        const NamedTransactionLesson& named = *shot.what.transactions;
        const int step = shot.what.namedStep().value_or(static_cast<int>(named.lesson.steps.size()));
        window.comparePlaces(
            {named.lesson, shot.what.comparePlaces->first, step, named.isBuiltIn},
            shot.what.comparePlaces->second);
        return pictureOf(window, shot, drawn);
    }

    /// What the pages of requests would show is not seen.
    void playNothing(const ShotCommand& shot)
    {
        WindowCommand start = shot.what;
        start.step = 0;
        m_played = playedStage(start);
    }

    MainWindow& openWindow(const ShotCommand& shot)
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

    Picture windowOf(const ShotCommand& shot, bool drawn)
    {
        Stage& stage = *m_played->stage;
        MainWindow& window = openWindow(shot);
        if (shot.what.isStepNamed || m_played->moment < stage.journal().size())
            window.timelineCursor().show(m_played->moment);
        if (!shot.what.page.isEmpty())
            window.showView(shot.what.page);
        if (shot.what.page == allLevelsView())
            window.navigation().page()->runAllLevels();
        if (shot.what.compare)
            window.compare(shot.what.compare->first, shot.what.compare->second);
        return pictureOf(window, shot, drawn);
    }

    static Picture pictureOf(MainWindow& window, const ShotCommand& shot, bool drawn)
    {
        if (shot.what.title)
            window.navigation().page()->setTitle(*shot.what.title);
        window.askFirst().setOn(shot.what.askFirst);
        // Don't paint before the picture is taken.
        window.setUpdatesEnabled(false);
        window.setAttribute(Qt::WA_DontShowOnScreen);
        window.show();
        settle(window);
        window.setUpdatesEnabled(true);
        // grab() also lays out hidden widgets; skip the menus, which are not visible.
        for (QMenu* menu : window.findChildren<QMenu*>())
            menu->setAttribute(Qt::WA_PendingResizeEvent, false);
        QWidget* part = shot.part == ShotCommand::Part::Page
                            ? window.findChild<QWidget*>(QStringLiteral("pages"))
                            : window.centralWidget();
        return drawn ? Picture(svgOf(*part)) : Picture(part->grab().toImage());
    }

    /// Layouts run when the event loop is idle, and may request another layout.
    static void settle(MainWindow& window)
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

    static QByteArray svgOf(QWidget& part)
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

    QApplication& m_application;
    int m_scale;
    /// Loaded in parallel to playing the first one.
    std::shared_future<QList<NamedScenario>> m_scenarios = std::async(std::launch::async, builtinScenarios);
    /// Loaded while the first server starts.
    std::once_flag m_fonts;
    std::optional<Appearance> m_appearance;
    std::optional<PlayedStage> m_played;
    StoryRunner m_stories;
    std::optional<MainWindow> m_window;
};

/// Encodes and writes pictures while the next ones are drawn: encoding takes as long as drawing.
class ImageWriterPool final
{
public:
    void add(const QString& file, Result<Picture, QString> picture)
    {
        // Each keeps its pixels in memory until it is written.
        constexpr std::size_t most = 4;
        if (m_files.size() == most)
            take();
        m_files.push_back(std::async(std::launch::async, [file, taken = std::move(picture)] {
            return taken ? writeResult(file, contentOf(*taken)) : Written{false, taken.error()};
        }));
    }

    /// Waits for the remaining files.
    ExitCode finish()
    {
        while (!m_files.empty())
            take();
        return m_code;
    }

private:
    static QByteArray contentOf(const Picture& picture)
    {
        if (const auto* content = std::get_if<QByteArray>(&picture))
            return *content;
        return pngOf(std::get<QImage>(picture));
    }

    void take()
    {
        const ExitCode code = told(m_files.front().get());
        m_files.pop_front();
        if (code != ExitCode::Done)
            m_code = code;
    }

    /// The results of writing, in order.
    std::deque<std::future<Written>> m_files;
    ExitCode m_code = ExitCode::Done;
};

/// Creates the application. \a code is that of a file that was written.
ExitCode
writeDrawn(const QString& file, ExitCode code, const std::function<Result<QByteArray, QString>()>& draw)
{
    const HeadlessPlatform platform(1);
    int argc = 1;
    char name[] = "interleave";
    char* argv[] = {name, nullptr};
    const QGuiApplication application(argc, argv);
    const auto drawing = draw();
    return told(drawing ? writeResult(file, *drawing) : Written{false, drawing.error()}, code);
}

} // namespace

ExitCode takeShots(const ShotsCommand& command)
{
    const HeadlessPlatform platform(command.scale);
    int argc = 1;
    char name[] = "interleave";
    char* argv[] = {name, nullptr};
    QApplication application(argc, argv);
    QApplication::setCursorFlashTime(0);
    QApplication::setEffectEnabled(Qt::UI_AnimateMenu, false);
    ScreenshotTaker taker(application, command.scale);
    ImageWriterPool writers;
    auto code = ExitCode::Done;
    for (const ShotCommand& shot : command.shots) {
        code = std::max(code, shot.what.code());
        writers.add(shot.file, taker.take(shot));
        taker.tidyUp();
    }
    return std::max(code, writers.finish());
}

ExitCode writeDrawing(const ExportCommand& command)
{
    return writeDrawn(command.file, command.what.code(), [&command] {
        if (command.format == ExportFormat::Svg)
            return drawingOf(command.what);
        loadBundledFonts();
        return pageOf(command.what);
    });
}

ExitCode writeDrawing(const TransactionExportCommand& command)
{
    return writeDrawn(command.file, command.code(), [&command] {
        loadBundledFonts();
        return drawingOf(command);
    });
}

} // namespace interleave
