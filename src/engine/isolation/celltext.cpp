#include "engine/isolation/celltext.h"

#include "core/transactions/refusalkind.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "engine/isolation/anomalylesson.h"

#include <algorithm>

namespace interleave {

namespace {

/// More are not listed.
constexpr qsizetype MostOutcomes = 3;

/// What a session does, as the rest of a sentence about it.
struct Phrase final
{
    StepMeaning::Kind kind = StepMeaning::Kind::Control;
    /// Of Control the whole phrase; else what is read or written, as much as follows each other.
    QStringList what = {};

    bool operator==(const Phrase&) const = default;
};

/// What a session does without a break.
struct Passage final
{
    QString session;
    QList<Phrase> phrases;
    /// A sentence of its own instead.
    QString sentence = {};
};

QString named(const QString& subject, const QString& value)
{
    return subject.isEmpty() ? value : Text::tr("%1 %2", "a field and its value").arg(subject, value);
}

/// What a statement sets, such as 7.
QString writtenBy(const TransactionEvent& event, const StepMeaning& meaning)
{
    if (!event.statement.values.isEmpty())
        return formatted(event.statement.values.first());
    QString amount = meaning.amount;
    return amount.replace(QLatin1Char('-'), QStringLiteral("−"));
}

QString verbOf(const QString& sql)
{
    return sql.section(QLatin1Char(' '), 0, 0);
}

/// Tells a run from its journal.
class Teller final
{
public:
    Teller(const Anomaly& anomaly, const TransactionJournal& journal)
        : m_anomaly(anomaly)
        , m_journal(journal)
    {
        for (const TransactionEvent& event : journal.events())
            add(event);
    }

    [[nodiscard]] QString story() const
    {
        QStringList sentences;
        for (qsizetype i = 0; i < m_passages.size(); ++i) {
            const bool isOfBoth =
                i + 1 < m_passages.size() && isSaidOfBoth(m_passages.at(i), m_passages.at(i + 1));
            sentences.append(sentenceOf(m_passages.at(i), isOfBoth));
            if (isOfBoth)
                ++i;
        }
        return sentences.join(QLatin1Char(' '));
    }

private:
    void add(const TransactionEvent& event)
    {
        const QString verb = verbOf(event.statement.sql);
        switch (event.kind) {
        case TransactionEvent::Kind::Waits:
            m_waiting.insert(event.step);
            say(Text::tr("%1’s %2 waits for %3.", "a session, a statement, sessions")
                    .arg(event.session, verb, listed(event.waitsFor, ListStyle::And)));
            return;
        case TransactionEvent::Kind::LeftOut:
            leaveOut(event);
            return;
        case TransactionEvent::Kind::RolledBack:
            return;
        case TransactionEvent::Kind::Answered:
            break;
        }
        if (event.isRefused()) {
            refuse(event, verb);
            return;
        }
        if (m_waiting.contains(event.step))
            tell(event.session, {Control, {Text::tr("goes on", "a session that has waited")}});
        if (const Phrase phrase = phraseOf(event); !phrase.what.isEmpty())
            tell(event.session, phrase);
    }

    /// A step whose condition did not hold; what a refused session leaves out goes without saying.
    void leaveOut(const TransactionEvent& event)
    {
        if (event.action != TransactionAction::Sql || m_refused.contains(event.session))
            return;
        const QString verb = verbOf(m_anomaly.script.steps.at(event.step - 1).sql);
        tell(
            event.session,
            {Control, {Text::tr("leaves its %1 out", "a statement that its condition forbids").arg(verb)}});
    }

    void refuse(const TransactionEvent& event, const QString& verb)
    {
        m_refused.insert(event.session);
        const QString reason = refusalReason(m_journal.header().engine, event.code);
        say(reason.isEmpty()
                ? Text::tr("%1’s %2 is refused.", "a session, a statement").arg(event.session, verb)
                : Text::tr("%1’s %2 is refused: %3.", "a session, a statement, and why")
                      .arg(event.session, verb, reason));
    }

    [[nodiscard]] Phrase phraseOf(const TransactionEvent& event) const
    {
        switch (event.action) {
        case TransactionAction::Begin:
            return {};
        case TransactionAction::Commit:
            return {
                Control,
                {event.keptNothing ? Text::tr("commits, which keeps nothing") : Text::tr("commits")}};
        case TransactionAction::Rollback:
            return {Control, {Text::tr("rolls back")}};
        case TransactionAction::Sql:
            return phraseOf(event, m_anomaly.meanings.at(event.step - 1));
        }
        Q_UNREACHABLE();
    }

    [[nodiscard]] static Phrase phraseOf(const TransactionEvent& event, const StepMeaning& meaning)
    {
        if (event.isRead() && !event.rows.isEmpty())
            return {meaning.kind, {named(meaning.subject, formatted(event.rows.first().value(0)))}};
        if (meaning.kind == StepMeaning::Kind::Writes && event.rowCount == 0)
            return {
                Control,
                {Text::tr("finds no row of version %1 any more")
                     .arg(formatted(event.statement.values.value(2)))}};
        const bool isNumber =
            meaning.kind == StepMeaning::Kind::Writes || meaning.kind == StepMeaning::Kind::Subtracts;
        return {
            meaning.kind, {isNumber ? named(meaning.subject, writtenBy(event, meaning)) : meaning.subject}};
    }

    void tell(const QString& session, const Phrase& phrase)
    {
        if (m_passages.isEmpty() || m_passages.last().session != session)
            m_passages.append({session, {}});
        QList<Phrase>& phrases = m_passages.last().phrases;
        if (!phrases.isEmpty() && phrase.kind != Control && phrases.last().kind == phrase.kind)
            phrases.last().what += phrase.what;
        else
            phrases.append(phrase);
    }
    void say(const QString& sentence) { m_passages.append({{}, {}, sentence}); }

    [[nodiscard]] bool isSaidOfBoth(const Passage& one, const Passage& other) const
    {
        return m_journal.header().sessions.size() == 2 && one.sentence.isEmpty() &&
               one.phrases == other.phrases && one.phrases.size() == 1 &&
               !inWordsOfBoth(one.phrases.first()).isEmpty();
    }

    /// Empty where it is not said of two.
    [[nodiscard]] static QString inWordsOfBoth(const Phrase& phrase)
    {
        const QString what = listed(phrase.what, ListStyle::And);
        if (phrase.kind == StepMeaning::Kind::Reads)
            return Text::tr("Both read %1.").arg(what);
        return phrase.kind == StepMeaning::Kind::Counts ? Text::tr("Both count %1.").arg(what) : QString();
    }

    [[nodiscard]] static QString inWords(const Phrase& phrase)
    {
        const QString what = listed(phrase.what, ListStyle::And);
        switch (phrase.kind) {
        case StepMeaning::Kind::Control:
            return what;
        case StepMeaning::Kind::Reads:
            return Text::tr("reads %1").arg(what);
        case StepMeaning::Kind::Counts:
            return Text::tr("counts %1").arg(what);
        case StepMeaning::Kind::Writes:
            return Text::tr("writes %1").arg(what);
        case StepMeaning::Kind::Subtracts:
            return Text::tr("subtracts %1").arg(what);
        case StepMeaning::Kind::Inserts:
            return Text::tr("adds a row");
        case StepMeaning::Kind::TakesOffCall:
            return Text::tr("takes %1 off call", "a doctor").arg(what);
        }
        Q_UNREACHABLE();
    }

    [[nodiscard]] static QString sentenceOf(const Passage& passage, bool isOfBoth)
    {
        if (!passage.sentence.isEmpty())
            return passage.sentence;
        if (isOfBoth)
            return inWordsOfBoth(passage.phrases.first());
        QStringList phrases;
        for (const Phrase& phrase : passage.phrases)
            phrases.append(inWords(phrase));
        return Text::tr("%1 %2.", "a session, and what it does")
            .arg(passage.session, listed(phrases, ListStyle::And));
    }

    static constexpr StepMeaning::Kind Control = StepMeaning::Kind::Control;
    const Anomaly& m_anomaly;
    const TransactionJournal& m_journal;
    QList<Passage> m_passages;
    QSet<int> m_waiting;
    QSet<QString> m_refused;
};

/// "10 and 7", "10 twice"; empty where a number is missing.
QString inWords(const Measure& measure)
{
    if (measure.size() == 2 && measure.first() && measure.first() == measure.last())
        return Text::tr("%1 twice", "a number that is read").arg(formatted(Value(*measure.first())));
    QStringList numbers;
    for (const std::optional<qint64>& number : measure) {
        if (!number)
            return {};
        numbers.append(formatted(Value(*number)));
    }
    return listed(numbers, ListStyle::And);
}

QString serialText(const Anomaly& anomaly, const CellRun& run, const QList<SerialMeasure>& serial)
{
    QStringList possible;
    for (const SerialMeasure& each : serial)
        possible.append(inWords(each.measure));
    possible.removeDuplicates();
    const QString what = measureTitle(anomaly.name);
    const QString here = inWords(run.measure);
    if (possible.isEmpty() || possible.contains(QString()) || what.isEmpty())
        return {};
    const QString would = listed(possible, ListStyle::Or);
    const bool isShort = possible.size() <= MostOutcomes;
    if (verdictOf(run.cell) == CellVerdict::Refused)
        return isShort ? Text::tr("One after the other %1 would be %2.").arg(what, would) : QString();
    if (here.isEmpty())
        return {};
    if (possible.contains(here))
        return Text::tr("As one after the other, %1 is %2.").arg(what, here);
    return isShort ? Text::tr("One after the other %1 would be %2; here it is %3.").arg(what, would, here)
                   : Text::tr("In no order one after the other %1 would be %2.").arg(what, here);
}

/// What the sessions have to do that were refused.
QStringList dutiesAfter(const TransactionJournal& journal)
{
    QStringList duties;
    for (const TransactionEvent& event : journal.events()) {
        if (event.isRefused())
            duties.append(Text::tr("%1 has to run its whole transaction again.").arg(event.session));
        else if (
            event.isAnswer() && event.action == TransactionAction::Sql && event.columns.isEmpty() &&
            event.rowCount == 0)
            duties.append(Text::tr("%1 has to look at the number of changed rows, and run it all again.")
                              .arg(event.session));
    }
    duties.removeDuplicates();
    return duties;
}

} // namespace

CellText cellText(const Anomaly& anomaly, const CellRun& run, const QList<SerialMeasure>& serial)
{
    CellText text;
    text.story = Teller(anomaly, run.journal).story();
    const auto& events = run.journal.events();
    if (const auto refused = std::ranges::find_if(events, &TransactionEvent::isRefused);
        refused != events.end())
        text.error =
            Text::tr("ERROR %1\n%2", "a code and the engine's text").arg(refused->code, refused->text);
    QStringList outcome{serialText(anomaly, run, serial)};
    switch (verdictOf(run.cell)) {
    case CellVerdict::Happened:
        outcome.append(Text::tr("Nobody was told."));
        break;
    case CellVerdict::Refused:
        outcome.append(dutiesAfter(run.journal));
        break;
    case CellVerdict::Waited:
        outcome.append(Text::tr("Nobody was refused."));
        break;
    case CellVerdict::NotSeen:
        break;
    }
    outcome.removeAll(QString());
    text.outcome = outcome.join(QLatin1Char(' '));
    return text;
}

QString cellWord(const IsolationCell& cell)
{
    switch (verdictOf(cell)) {
    case CellVerdict::Happened:
        return Text::tr("happened", "an anomaly");
    case CellVerdict::NotSeen:
        return Text::tr("not seen", "an anomaly");
    case CellVerdict::Waited:
        return Text::tr("waited", "one transaction for another");
    case CellVerdict::Refused:
        return cell.code.isEmpty() ? Text::tr("0 rows", "changed by an UPDATE") : cell.code;
    }
    Q_UNREACHABLE();
}

QString cellPhrase(const IsolationCell& cell)
{
    switch (verdictOf(cell)) {
    case CellVerdict::Happened:
        return Text::tr("it happened, and nobody was told");
    case CellVerdict::NotSeen:
        return Text::tr("it was not seen", "an anomaly");
    case CellVerdict::Waited:
        return Text::tr("one waited, then went on");
    case CellVerdict::Refused:
        return cell.code.isEmpty() ? Text::tr("an UPDATE changed no row")
                                   : Text::tr("refused with %1", "a code").arg(cell.code);
    }
    Q_UNREACHABLE();
}

QString cellTitle(const IsolationCell& cell, const QString& engineTitle)
{
    QStringList parts{anomalyTitle(cell.anomaly), engineTitle, cell.level};
    if (!cell.variant.isEmpty() && cell.variant != anomalyVariants().constFirst())
        parts.insert(1, variantTitle(cell.variant));
    return listed(parts);
}

QString refusalReason(const QString& engine, const QString& code)
{
    switch (refusalKind(engine, code)) {
    case RefusalKind::Serialization:
        return Text::tr("others have committed what does not fit its snapshot");
    case RefusalKind::Deadlock:
        return Text::tr("they waited for each other, and the engine ended one");
    case RefusalKind::NoWait:
        return Text::tr("the lock did not become free in time");
    case RefusalKind::OldSnapshot:
        return Text::tr("another one has committed since its snapshot");
    case RefusalKind::Busy:
    case RefusalKind::SharedCache:
        return Text::tr("another one holds the lock");
    case RefusalKind::Cancelled:
    case RefusalKind::Unique:
    case RefusalKind::FailedBefore:
    case RefusalKind::Other:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace interleave
