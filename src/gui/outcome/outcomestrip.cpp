#include "gui/outcome/outcomestrip.h"

#include "core/values/textformat.h"

#include <array>

namespace interleave {

namespace {

/// In the order of the strip, which begins with them.
constexpr std::array Counts{
    OutcomeFigure::Tried, OutcomeFigure::Saved, OutcomeFigure::Refused, OutcomeFigure::Lost};

/// The longest name of a client among the figures.
constexpr qsizetype MostName = 16;

Role roleOfCount(qint64 count, Role some)
{
    return count == 0 ? Role::Quiet : some;
}

/// Of what the value should be, by which changes.
QStringList namesOfKept(const Ledger& ledger)
{
    const bool isOpen = ledger.differs() && !ledger.isLost;
    if (isOpen && ledger.openBy.size() == 1) {
        return {
            OutcomeStrip::tr("after %1 tries again").arg(shortened(ledger.openBy.at(0), MostName)),
            OutcomeStrip::tr("after a retry")};
    }
    if (isOpen) {
        return {
            OutcomeStrip::tr("with what is still open"),
            OutcomeStrip::tr("with open", "the changes that are")};
    }
    return {OutcomeStrip::tr("should be")};
}

QList<StripFigure> countsOf(const Ledger& ledger)
{
    StripFigure tried{
        QStringLiteral("tried"), {OutcomeStrip::tr("Changes tried"), OutcomeStrip::tr("Tried")}};
    tried.value = QString::number(ledger.tried);
    tried.role = roleOfCount(ledger.tried, Role::Text);
    tried.goesFirst = true;
    StripFigure saved{
        QStringLiteral("saved"), {OutcomeStrip::tr("Told “saved”"), OutcomeStrip::tr("“Saved”")}};
    saved.value = QString::number(ledger.saved);
    saved.role = roleOfCount(ledger.saved, Role::Text);
    saved.goesFirst = true;
    StripFigure refused{
        QStringLiteral("refused"), {OutcomeStrip::tr("Refused, and told"), OutcomeStrip::tr("Refused")}};
    refused.value = refusedText(ledger);
    refused.role = roleOfCount(ledger.refused + ledger.leasesRefused, Role::Stale);
    StripFigure lost{
        QStringLiteral("lost"),
        {OutcomeStrip::tr("Lost, nobody told"),
         OutcomeStrip::tr("Lost, not told"),
         OutcomeStrip::tr("Lost")}};
    lost.value = QString::number(ledger.lost);
    const Role nothingLost = ledger.tried == 0 ? Role::Quiet : Role::Current;
    lost.role = ledger.lost == 0 ? nothingLost : Role::Lost;
    lost.sign = Icon::Cross;

    QList<StripFigure> counts{tried, saved, refused, lost};
    for (StripFigure& figure : counts)
        figure.isCount = true;
    return counts;
}

/// The value is marked as wrong, not the one it should be.
QList<StripFigure> resultsOf(const Ledger& ledger)
{
    const QString place = placeText(ledger);
    StripFigure value{QStringLiteral("value"), {OutcomeStrip::tr("%1 is").arg(place), place}};
    value.value = valueText(ledger);
    value.role = ledger.isLost ? Role::Lost : Role::Text;
    value.isShown = !value.value.isEmpty() || ledger.value.has_value();
    StripFigure kept{QStringLiteral("kept"), namesOfKept(ledger)};
    kept.value = shouldBeText(ledger);
    const Role open = ledger.differs() ? Role::Stale : Role::Quiet;
    kept.role = ledger.isLost ? Role::Text : open;
    kept.isShown = !kept.value.isEmpty();
    return {value, kept};
}

} // namespace

bool isCounted(OutcomeFigure figure, const Event& event, const VersionTrees& trees)
{
    switch (figure) {
    case OutcomeFigure::Tried:
        return event.isTry();
    case OutcomeFigure::Saved:
        return event.isCommit();
    case OutcomeFigure::Refused:
        return (event.isTry() && isRefusal(event.verdict)) || event.verdict == Verdict::Deadlock;
    case OutcomeFigure::Lost:
        return lostUpdateCount(event, trees) > 0;
    }
    Q_UNREACHABLE();
}

OutcomeStrip::OutcomeStrip(QWidget* parent)
    : FigureStrip(parent)
{
    connect(this, &FigureStrip::countChosen, this, [this](int index) {
        emit figureChosen(Counts[static_cast<std::size_t>(index)]);
    });
    setLedger({});
}

void OutcomeStrip::setLedger(const Ledger& ledger)
{
    setFigures(countsOf(ledger) + resultsOf(ledger));
}

void OutcomeStrip::setUntold(const Ledger& ledger)
{
    QList<StripFigure> figures = countsOf(ledger) + resultsOf(ledger);
    for (StripFigure& figure : figures) {
        const bool isTruth = figure.objectName == QLatin1String("lost") || !figure.isCount;
        if (!isTruth)
            continue;
        figure.value = QStringLiteral("?");
        figure.role = Role::Quiet;
        figure.isShown = figure.objectName != QLatin1String("kept");
    }
    setFigures(figures);
}

} // namespace interleave
