#include "cli/shoteffects.h"

#include "core/scenario/scenario.h"
#include "core/values/text.h"
#include "stage/pagenames.h"

#include <array>

namespace interleave {

namespace {

using Part = ShotCommand::Part;

bool isDiagram(const ShotCommand& shot)
{
    return shot.part == Part::Diagram;
}

bool isNoDiagram(const ShotCommand& shot)
{
    return !isDiagram(shot);
}

bool isSvg(const ShotCommand& shot)
{
    return shot.format == PictureFormat::Svg;
}

/// Which has the colours of both themes, and any size.
bool isDrawing(const ShotCommand& shot)
{
    return isDiagram(shot) && isSvg(shot);
}

bool isComparison(const ShotCommand& shot)
{
    return shot.what.compare || shot.what.comparePlaces || shot.what.page == QLatin1String("compare");
}

bool isComparedDiagrams(const ShotCommand& shot)
{
    return isDiagram(shot) && isComparison(shot);
}

/// It shows everything that may happen, whatever the lesson.
bool isWithoutLesson(const ShotCommand& shot)
{
    return isNoDiagram(shot) &&
           (shot.what.page == QLatin1String("every-order") || shot.what.page == allLevelsView());
}

bool asksElsewhere(const ShotCommand& shot)
{
    return isDiagram(shot) || isComparison(shot) || isWithoutLesson(shot);
}

/// No question comes next.
bool asksNothing(const ShotCommand& shot)
{
    const WindowCommand& what = shot.what;
    if (what.journal || what.transactionRun || !shot.frames.isEmpty())
        return true;
    if (what.transactions) {
        const auto& steps = what.transactions->lesson.steps;
        return what.step >= steps.size() || steps.at(what.step).ask.isEmpty();
    }
    const Scenario& scenario = what.scenario.scenario;
    return what.step >= scenario.steps.size() ||
           questionUnder(what.locking.value_or(scenario.locking), scenario.steps.at(what.step)).isEmpty();
}

bool isComparedJournal(const ShotCommand& shot)
{
    return shot.what.journal && shot.what.compare;
}

bool namesOtherPage(const ShotCommand& shot)
{
    return shot.part == Part::Page;
}

bool isOtherPage(const ShotCommand& shot)
{
    return shot.part == Part::Page && shot.what.page != QLatin1String("compare");
}

/// An option, where it has no effect, and one sentence that says so. %1 is the page that is drawn, and %2 the
/// one that asks.
struct Rule final
{
    const char* option;
    bool (*isWithout)(const ShotCommand&);
    const char* why;
};

constexpr std::array Rules{
    Rule{
        "page",
        isDiagram,
        QT_TRANSLATE_NOOP(
            "interleave", "--what diagram draws no page. Leave --page out, or name the page with --what.")},
    Rule{
        "page",
        namesOtherPage,
        QT_TRANSLATE_NOOP("interleave", "--what draws the page %1, whatever --page says. Leave --page out.")},
    Rule{
        "compare",
        isOtherPage,
        QT_TRANSLATE_NOOP(
            "interleave", "--compare shows the page compare, and --what another. Give one of them.")},
    Rule{
        "locking",
        isComparison,
        QT_TRANSLATE_NOOP(
            "interleave",
            "--locking is the rule of one run, and a comparison has two, which --compare names. Leave it "
            "out.")},
    Rule{
        "locking",
        isWithoutLesson,
        QT_TRANSLATE_NOOP(
            "interleave", "--locking is that of a lesson, which the page %1 does not show. Leave it out.")},
    Rule{
        "scenario",
        isWithoutLesson,
        QT_TRANSLATE_NOOP(
            "interleave", "--scenario names a lesson, which the page %1 does not show. Leave it out.")},
    Rule{
        "open",
        isWithoutLesson,
        QT_TRANSLATE_NOOP(
            "interleave", "--open names a journal, which the page %1 does not show. Leave it out.")},
    Rule{
        "step",
        isWithoutLesson,
        QT_TRANSLATE_NOOP(
            "interleave", "--step is that of a lesson, which the page %1 does not show. Leave it out.")},
    Rule{
        "step",
        isComparedJournal,
        QT_TRANSLATE_NOOP(
            "interleave", "--compare plays the whole of a journal under both rules. Leave --step out.")},
    Rule{
        "frames",
        isWithoutLesson,
        QT_TRANSLATE_NOOP(
            "interleave", "--frames draws a lesson’s steps, which the page %1 does not show. Leave it out.")},
    Rule{
        "title",
        isWithoutLesson,
        QT_TRANSLATE_NOOP(
            "interleave", "--title stands over a lesson, which the page %1 does not show. Leave it out.")},
    Rule{
        "no-title",
        isWithoutLesson,
        QT_TRANSLATE_NOOP(
            "interleave", "--no-title is about a lesson, which the page %1 does not show. Leave it out.")},
    Rule{
        "no-title",
        isComparedDiagrams,
        QT_TRANSLATE_NOOP(
            "interleave",
            "Over two diagrams there is no title unless --title gives one. Leave --no-title out.")},
    Rule{
        "ask-first",
        asksElsewhere,
        QT_TRANSLATE_NOOP(
            "interleave", "--ask-first asks on the page %2, which is not drawn here. Leave it out.")},
    Rule{
        "ask-first",
        asksNothing,
        QT_TRANSLATE_NOOP(
            "interleave",
            "--ask-first asks before a step that has a question, and none comes next here. Leave it out, or "
            "give the --step before one.")},
    Rule{
        "size",
        isDiagram,
        QT_TRANSLATE_NOOP(
            "interleave",
            "--size is that of the window, and --what diagram is as large as the diagram. Leave it out.")},
    Rule{
        "width",
        isNoDiagram,
        QT_TRANSLATE_NOOP(
            "interleave",
            "--width is that of a diagram, and no diagram is drawn alone here. Give --what diagram, or "
            "--size "
            "for the window.")},
    Rule{
        "no-legend",
        isNoDiagram,
        QT_TRANSLATE_NOOP(
            "interleave",
            "--no-legend is about a diagram, and no diagram is drawn alone here. Give --what diagram, or "
            "leave "
            "it out.")},
    Rule{
        "highlight",
        isNoDiagram,
        QT_TRANSLATE_NOOP(
            "interleave",
            "--highlight is about a diagram, and no diagram is drawn alone here. Give --what diagram, or "
            "leave "
            "it out.")},
    Rule{
        "theme",
        isDrawing,
        QT_TRANSLATE_NOOP(
            "interleave",
            "--theme chooses the colours, and an SVG of the diagram has those of light and dark. Leave it "
            "out.")},
    Rule{
        "zoom",
        isDrawing,
        QT_TRANSLATE_NOOP(
            "interleave", "--zoom chooses the size, and an SVG of the diagram has any. Leave it out.")},
    Rule{
        "scale",
        isSvg,
        QT_TRANSLATE_NOOP("interleave", "--scale is about pixels, which an SVG has none of. Leave it out.")},
};

} // namespace

void refuseWithoutEffect(CommandReader& reader, const ShotCommand& shot)
{
    for (const Rule& rule : Rules) {
        if (!reader.has(rule.option) || !rule.isWithout(shot))
            continue;
        QString why = Text::tr(rule.why);
        why.replace(QLatin1String("%1"), shot.what.page);
        why.replace(
            QLatin1String("%2"),
            shot.what.isOfTransactions() ? QStringLiteral("transactions") : pageNames().constFirst());
        reader.fail(why);
    }
}

} // namespace interleave
