#include "gui/export/diagramfile.h"

#include "gui/export/comparisondrawing.h"
#include "gui/export/diagramdrawing.h"
#include "gui/playback/comparison.h"

namespace interleave {

QByteArray diagramSvg(const ExportSource& source)
{
    return svgOf(*drawingOf(source, Theme::light()));
}

Result<QImage, QString> diagramImage(const ExportSource& source, const Theme& theme, int scale)
{
    return imageOf(*drawingOf(source, theme), theme, scale);
}

QByteArray diagramSvg(const TransactionStory& story, qint64 moment)
{
    return svgOf(*drawingOf(story, moment, Theme::light()));
}

Result<QImage, QString>
diagramImage(const TransactionStory& story, qint64 moment, const Theme& theme, int scale)
{
    return imageOf(*drawingOf(story, moment, theme), theme, scale);
}

QByteArray comparisonSvg(const Comparison& comparison)
{
    return svgOf(*drawingOf(comparison, Theme::light()));
}

Result<QImage, QString> comparisonImage(const Comparison& comparison, const Theme& theme, int scale)
{
    return imageOf(*drawingOf(comparison, theme), theme, scale);
}

QByteArray comparisonSvg(const TransactionComparison& comparison)
{
    return svgOf(*drawingOf(comparison, Theme::light()));
}

Result<QImage, QString>
comparisonImage(const TransactionComparison& comparison, const Theme& theme, int scale)
{
    return imageOf(*drawingOf(comparison, theme), theme, scale);
}

ExportSource comparedSource(const Comparison& comparison, std::size_t side)
{
    return {
        comparison.journal(side),
        comparison.moment(side),
        comparison.panels(side),
        exportTitle(comparison.scenario()->title, comparison.recordId(side), comparison.rule(side))};
}

} // namespace interleave
