#include "gui/export/comparisonmenu.h"

#include "core/transactions/isolationlevels.h"
#include "core/values/textformat.h"
#include "gui/export/diagramfile.h"
#include "gui/export/exportmenu.h"
#include "gui/export/pngfile.h"
#include "gui/export/storycontent.h"
#include "gui/playback/comparison.h"
#include "gui/playback/transactioncomparison.h"
#include "gui/theme/theme.h"

namespace interleave {

ComparisonMenu::ComparisonMenu(const Comparison& comparison, QWidget& window)
    : SaveMenu(window)
{
    addBoth(
        [&comparison] { return comparisonSvg(comparison); },
        [&comparison] { return storyHtml(comparison); },
        [this, &comparison] {
            return comparisonImage(comparison, themeOf(this).withZoom(100), DocumentScale);
        });
    QList<SaveMenu*> sides;
    for (std::size_t side = 0; side < Comparison::SideCount; ++side)
        sides.append(
            new ExportMenu([&comparison, side] { return comparedSource(comparison, side); }, window));
    addSides(sides, [&comparison](std::size_t side) { return toTitle(comparison.rule(side)); });
}

ComparisonMenu::ComparisonMenu(const TransactionComparison& comparison, QWidget& window)
    : SaveMenu(window)
{
    addBoth(
        [&comparison] { return comparisonSvg(comparison); },
        [&comparison] { return storyHtml(comparison); },
        [this, &comparison] {
            return comparisonImage(comparison, themeOf(this).withZoom(100), DocumentScale);
        });
    QList<SaveMenu*> sides;
    for (std::size_t side = 0; side < TransactionComparison::SideCount; ++side)
        sides.append(new ExportMenu(
            [&comparison, side] { return StoryMoment(comparison.shownStory(side), comparison.moment(side)); },
            window));
    addSides(sides, [&comparison](std::size_t side) { return placeTitle(comparison.place(side)); });
}

void ComparisonMenu::addBoth(const Content& svg, const Content& page, const Picture& image)
{
    setObjectName(QStringLiteral("comparisonMenu"));
    setTitle(tr("Export"));
    addSave(
        tr("Save both as picture (PNG)…"), tr("Pictures (*.png)"), QStringLiteral("saveBoth.png"), [image] {
            const auto drawn = image();
            return drawn ? Result<QByteArray, QString>(pngOf(*drawn)) : drawn.error();
        });
    addSave(tr("Save both as drawing (SVG)…"), tr("Drawings (*.svg)"), QStringLiteral("saveBoth.svg"), svg);
    addSave(
        tr("Save both as page to step through (HTML)…"),
        tr("Pages (*.html)"),
        QStringLiteral("saveBoth.html"),
        page);
    addCopyPicture(tr("Copy both as picture (PNG)"), QStringLiteral("copyBoth.png"), image);
    addCopyDrawing(tr("Copy both as drawing (SVG)"), QStringLiteral("copyBoth.svg"), svg);
    addSeparator();
}

void ComparisonMenu::addSides(const QList<SaveMenu*>& sides, const Names& nameOf)
{
    sides.first()->setObjectName(QStringLiteral("leftExportMenu"));
    sides.last()->setObjectName(QStringLiteral("rightExportMenu"));
    for (SaveMenu* menu : sides) {
        connect(menu, &SaveMenu::problemMet, this, &SaveMenu::problemMet);
        addMenu(menu);
    }
    const auto name = [sides, nameOf] {
        sides.first()->setTitle(tr("Left: %1", "what is compared").arg(nameOf(0)));
        sides.last()->setTitle(tr("Right: %1", "what is compared").arg(nameOf(1)));
    };
    connect(this, &QMenu::aboutToShow, this, name);
    name();
}

} // namespace interleave
