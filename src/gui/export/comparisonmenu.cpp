#include "gui/export/comparisonmenu.h"

#include "gui/export/diagramfile.h"
#include "gui/export/exportmenu.h"
#include "gui/export/pngfile.h"
#include "gui/playback/comparison.h"
#include "gui/theme/theme.h"

namespace interleave {

ComparisonMenu::ComparisonMenu(const Comparison& comparison, QWidget& window)
    : SaveMenu(window)
    , m_comparison(comparison)
{
    setObjectName(QStringLiteral("comparisonMenu"));
    setTitle(tr("Export"));
    const auto picture = [this] {
        return comparisonImage(m_comparison, themeOf(this).withZoom(100), DocumentScale);
    };
    const auto svg = [this] {
        return comparisonSvg(m_comparison);
    };
    addSave(
        tr("Save both as picture (PNG)…"), tr("Pictures (*.png)"), QStringLiteral("saveBoth.png"), [picture] {
            const auto image = picture();
            return image ? Result<QByteArray, QString>(pngOf(*image)) : image.error();
        });
    addSave(tr("Save both as drawing (SVG)…"), tr("Drawings (*.svg)"), QStringLiteral("saveBoth.svg"), svg);
    addCopyPicture(tr("Copy both as picture (PNG)"), QStringLiteral("copyBoth.png"), picture);
    addCopyDrawing(tr("Copy both as drawing (SVG)"), QStringLiteral("copyBoth.svg"), svg);
    addSeparator();
    for (std::size_t side = 0; side < Comparison::SideCount; ++side) {
        auto* menu = new ExportMenu([this, side] { return comparedSource(m_comparison, side); }, window);
        menu->setObjectName(side == 0 ? QStringLiteral("leftExportMenu") : QStringLiteral("rightExportMenu"));
        connect(menu, &SaveMenu::problemMet, this, &SaveMenu::problemMet);
        addMenu(menu);
        m_sides.append(menu);
    }
    connect(this, &QMenu::aboutToShow, this, &ComparisonMenu::name);
    name();
}

void ComparisonMenu::name()
{
    m_sides.first()->setTitle(tr("Left: %1", "a rule").arg(toTitle(m_comparison.rule(0))));
    m_sides.last()->setTitle(tr("Right: %1", "a rule").arg(toTitle(m_comparison.rule(1))));
}

} // namespace interleave
