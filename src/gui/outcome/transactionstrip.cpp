#include "gui/outcome/transactionstrip.h"

namespace interleave {

namespace {

StripFigure countOf(const QString& objectName, const QStringList& names, int count, Role some)
{
    StripFigure figure{objectName, names};
    figure.value = QString::number(count);
    figure.role = count == 0 ? Role::Quiet : some;
    figure.isCount = true;
    return figure;
}

/// In the order of TransactionFigure.
QList<StripFigure> countsOf(const TransactionLedger& ledger)
{
    const QString dirtyReads = TransactionStrip::tr("Dirty reads");
    const QString lostUpdates = TransactionStrip::tr("Lost updates");
    QList<StripFigure> counts{
        countOf(
            QStringLiteral("dirtyReads"),
            {dirtyReads, dirtyReads, TransactionStrip::tr("Dirty")},
            ledger.dirtyReads,
            Role::Lost),
        countOf(
            QStringLiteral("lostUpdates"),
            {lostUpdates, lostUpdates, TransactionStrip::tr("Lost")},
            ledger.lostUpdates,
            Role::Lost),
        countOf(QStringLiteral("waited"), {TransactionStrip::tr("Waited")}, ledger.waited, Role::Text),
        countOf(
            QStringLiteral("refused"),
            {TransactionStrip::tr("Told “refused”"), TransactionStrip::tr("Refused")},
            ledger.refused,
            Role::Stale)};
    counts[0].sign = Icon::Cross;
    counts[1].sign = Icon::Cross;
    // Where space is very short, a count of nothing tells least, and a wait harms nobody.
    for (StripFigure& figure : counts)
        figure.goesFirst = figure.role == Role::Quiet;
    counts[2].goesFirst = true;
    return counts;
}

/// What is committed is marked as wrong, not what it should be.
QList<StripFigure> resultsOf(const TransactionLedger& ledger)
{
    StripFigure value{
        QStringLiteral("value"), {TransactionStrip::tr("%1 is").arg(ledger.valueName), ledger.valueName}};
    value.value = ledger.value;
    // After a dirty read what is committed is right.
    const bool isWrong = ledger.isWrong && ledger.value != ledger.serial;
    value.role = isWrong ? Role::Lost : Role::Text;
    value.isShown = !ledger.value.isEmpty();
    StripFigure serial{
        QStringLiteral("serial"),
        {TransactionStrip::tr("one after the other"), TransactionStrip::tr("in turn")}};
    // Whoever was refused is missing in it.
    if (ledger.refused > 0)
        serial.names.prepend(TransactionStrip::tr("who committed, one after the other"));
    serial.value = ledger.serial;
    serial.role = isWrong ? Role::Text : Role::Quiet;
    serial.isShown = !ledger.serial.isEmpty();
    return {value, serial};
}

} // namespace

TransactionStrip::TransactionStrip(QWidget* parent)
    : FigureStrip(parent)
{
    connect(this, &FigureStrip::countChosen, this, [this](int index) {
        emit figureChosen(static_cast<TransactionFigure>(index));
    });
    setLedger({});
}

void TransactionStrip::setLedger(const TransactionLedger& ledger, Of what)
{
    QList<StripFigure> figures = countsOf(ledger) + resultsOf(ledger);
    for (const TransactionFigure judged : {TransactionFigure::DirtyReads, TransactionFigure::LostUpdates})
        figures[static_cast<qsizetype>(judged)].isShown = what == Of::Run;
    setFigures(figures);
}

} // namespace interleave
