#include "core/transactionwords/transactionledger.h"

#include "core/transactionwords/toldtables.h"
#include "core/transactionwords/transactionexplanation.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

using Kind = TransactionEvent::Kind;

constexpr qsizetype MostOutcomes = 3;

bool isDirtyRead(const TransactionStory& story, qint64 seq)
{
    return story.facts.reads.value(seq).kind == ReadSource::Kind::Pending;
}

/// The first time that a statement waits.
bool isFirstWait(const TransactionJournal& journal, qint64 seq)
{
    const auto isWait = [&journal, seq](qint64 other) {
        return journal.event(other).kind == Kind::Waits &&
               journal.event(other).step == journal.event(seq).step;
    };
    if (!isWait(seq))
        return false;
    for (qint64 earlier = seq - 1; earlier >= 1; --earlier) {
        if (isWait(earlier))
            return false;
    }
    return true;
}

QString serialText(const ToldOfTables& told)
{
    QStringList values = told.serialValues();
    if (values.size() > MostOutcomes)
        return listed(values.mid(0, MostOutcomes) << QStringLiteral("…"));
    return listed(values, ListStyle::Or);
}

/// With a capital letter.
QString titled(const QString& anomaly)
{
    return anomaly.isEmpty() ? QString() : anomaly.at(0).toUpper() + anomaly.mid(1);
}

} // namespace

TransactionLedger transactionLedger(const TransactionStory& story, qint64 moment)
{
    const StoryView view(story);
    TransactionLedger ledger;
    for (qint64 seq = 1; seq <= moment; ++seq) {
        ledger.dirtyReads += isDirtyRead(story, seq) ? 1 : 0;
        ledger.waited += isFirstWait(story.journal, seq) ? 1 : 0;
        ledger.refused += story.journal.event(seq).isRefused() ? 1 : 0;
    }
    const bool isOver = story.isOver(moment);
    const Judgement& judgement = story.judgement;
    ledger.isWrong = isOver && judgement.verdict == SerialVerdict::NotExplained;
    const ToldOfTables told(view, ledger.isWrong);
    ledger.valueName = told.name();
    ledger.value = told.value(view.tablesAt(moment));
    if (isOver && judgement.verdict != SerialVerdict::CannotBeJudged)
        ledger.serial = serialText(told);
    if (ledger.isWrong) {
        ledger.anomaly = titled(Text::tr(qUtf8Printable(judgement.anomaly)));
        ledger.lostUpdates = judgement.anomaly == QLatin1String("lost update") ? 1 : 0;
        // Where it could not be found out which one it was.
        if (judgement.anomaly == QLatin1String("dirty read"))
            ledger.dirtyReads = std::max(ledger.dirtyReads, 1);
    }
    return ledger;
}

bool isCounted(TransactionFigure figure, const TransactionStory& story, qint64 seq)
{
    const bool isTurningPoint =
        story.judgement.verdict == SerialVerdict::NotExplained && transactionTurningPoint(story) == seq;
    switch (figure) {
    case TransactionFigure::DirtyReads:
        return isDirtyRead(story, seq) ||
               (isTurningPoint && story.judgement.anomaly == QLatin1String("dirty read"));
    case TransactionFigure::LostUpdates:
        return isTurningPoint && story.judgement.anomaly == QLatin1String("lost update");
    case TransactionFigure::Waited:
        return isFirstWait(story.journal, seq);
    case TransactionFigure::Refused:
        return story.journal.event(seq).isRefused();
    }
    Q_UNREACHABLE();
}

} // namespace interleave
