#include "engine/isolation/anomalylesson.h"

#include "core/transactions/knownengines.h"
#include "core/values/text.h"

#include <algorithm>
#include <array>

namespace interleave {

namespace {

/// What people read about an anomaly.
struct Words final
{
    const char* name;
    const char* title;
    const char* note;
    const char* story;
    const char* measure;
};

constexpr std::array All{
    Words{
        "dirty-write",
        QT_TRANSLATE_NOOP("interleave", "Dirty write"),
        QT_TRANSLATE_NOOP("interleave", "two writers"),
        QT_TRANSLATE_NOOP(
            "interleave", "A and B each write the lamp and the chair. Both rows should end with one writer."),
        QT_TRANSLATE_NOOP("interleave", "the number of writers whose rows stand")},
    Words{
        "dirty-read",
        QT_TRANSLATE_NOOP("interleave", "Dirty read"),
        QT_TRANSLATE_NOOP("interleave", "then rolled back"),
        QT_TRANSLATE_NOOP("interleave", "A writes 999 and takes it back. B should never see it."),
        QT_TRANSLATE_NOOP("interleave", "what B reads first")},
    Words{
        "intermediate-read",
        QT_TRANSLATE_NOOP("interleave", "Intermediate read"),
        QT_TRANSLATE_NOOP("interleave", "then written again"),
        QT_TRANSLATE_NOOP(
            "interleave", "A writes 101, corrects it to 11, and commits. B should never see 101."),
        QT_TRANSLATE_NOOP("interleave", "what B reads first")},
    Words{
        "non-repeatable-read",
        QT_TRANSLATE_NOOP("interleave", "Non-repeatable read"),
        QT_TRANSLATE_NOOP("interleave", "one row twice"),
        QT_TRANSLATE_NOOP(
            "interleave",
            "B reads one row twice in a transaction, and A writes it in between. B should see the same."),
        QT_TRANSLATE_NOOP("interleave", "what B reads")},
    Words{
        "phantom",
        QT_TRANSLATE_NOOP("interleave", "Phantom"),
        QT_TRANSLATE_NOOP("interleave", "one count twice"),
        QT_TRANSLATE_NOOP(
            "interleave",
            "B counts some rows twice in a transaction, and A adds one in between. B should see the same."),
        QT_TRANSLATE_NOOP("interleave", "what B counts")},
    Words{
        "lost-update",
        QT_TRANSLATE_NOOP("interleave", "Lost update"),
        QT_TRANSLATE_NOOP("interleave", "read, write"),
        QT_TRANSLATE_NOOP("interleave", "10 lamps. A sells 3 and B sells 2: 5 should be left."),
        QT_TRANSLATE_NOOP("interleave", "the stock")},
    Words{
        "read-skew",
        QT_TRANSLATE_NOOP("interleave", "Read skew"),
        QT_TRANSLATE_NOOP("interleave", "two rows"),
        QT_TRANSLATE_NOOP(
            "interleave",
            "10 lamps and 10 chairs. B makes them 5 and 15 while A reads both: A should see 20 in all."),
        QT_TRANSLATE_NOOP("interleave", "the sum of what A reads")},
    Words{
        "write-skew",
        QT_TRANSLATE_NOOP("interleave", "Write skew"),
        QT_TRANSLATE_NOOP("interleave", "two doctors"),
        QT_TRANSLATE_NOOP(
            "interleave", "Alice and Bob are on call. Each leaves if two are there: one should stay."),
        QT_TRANSLATE_NOOP("interleave", "the number of doctors on call")},
    Words{
        "read-only-anomaly",
        QT_TRANSLATE_NOOP("interleave", "Read-only anomaly"),
        QT_TRANSLATE_NOOP("interleave", "a reader in between"),
        QT_TRANSLATE_NOOP(
            "interleave",
            "A pays 20 into y. B has seen nothing in x and y, and takes 10 and a fee of 1 from x. C, who "
            "only "
            "reads, should not see the 20 before the fee."),
        QT_TRANSLATE_NOOP("interleave", "what B reads of y, and C of x and y,")},
    Words{
        "deadlock",
        QT_TRANSLATE_NOOP("interleave", "Deadlock"),
        QT_TRANSLATE_NOOP("interleave", "crosswise"),
        QT_TRANSLATE_NOOP(
            "interleave",
            "A writes the lamp and then the chair, B the chair and then the lamp. Who waits for whom?"),
        ""}};

/// How the transactions of a lost update are written.
struct VariantWords final
{
    const char* name;
    const char* title;
    const char* summary;
};

constexpr std::array Variants{
    VariantWords{
        "plain",
        QT_TRANSLATE_NOOP("interleave", "plain"),
        QT_TRANSLATE_NOOP("interleave", "Each reads the stock, subtracts, and writes the result.")},
    VariantWords{
        "for-update",
        QT_TRANSLATE_NOOP("interleave", "FOR UPDATE"),
        QT_TRANSLATE_NOOP(
            "interleave", "The SELECT locks the row; on SQLite BEGIN IMMEDIATE locks the database.")},
    VariantWords{
        "atomic",
        QT_TRANSLATE_NOOP("interleave", "atomic"),
        QT_TRANSLATE_NOOP("interleave", "The UPDATE itself subtracts; nothing is read before.")},
    VariantWords{
        "version-checked",
        QT_TRANSLATE_NOOP("interleave", "version in WHERE"),
        QT_TRANSLATE_NOOP("interleave", "The UPDATE names the version that was read.")},
    VariantWords{
        "compare-then-write",
        QT_TRANSLATE_NOOP("interleave", "compare, then write"),
        QT_TRANSLATE_NOOP("interleave", "A SELECT compares the version, and the UPDATE does not name it.")},
    VariantWords{
        "autocommit",
        QT_TRANSLATE_NOOP("interleave", "no transaction"),
        QT_TRANSLATE_NOOP("interleave", "The read and the write are one statement each, in autocommit.")}};

const Words* wordsOf(const QString& name)
{
    const auto found =
        std::ranges::find_if(All, [&name](const Words& words) { return name == QLatin1String(words.name); });
    return found == All.end() ? nullptr : &*found;
}

const VariantWords* wordsOfVariant(const QString& name)
{
    const auto found = std::ranges::find_if(
        Variants, [&name](const VariantWords& words) { return name == QLatin1String(words.name); });
    return found == Variants.end() ? nullptr : &*found;
}

QString lessonTitle(const Anomaly& anomaly)
{
    const QString title = anomalyTitle(anomaly.name);
    return anomaly.variant.isEmpty() || anomaly.variant == anomalyVariants().constFirst()
               ? title
               : Text::tr("%1, %2", "an anomaly and how its transactions are written")
                     .arg(title, variantTitle(anomaly.variant));
}

} // namespace

QString anomalyTitle(const QString& name)
{
    const Words* words = wordsOf(name);
    return words == nullptr ? name : Text::tr(words->title);
}

QString anomalyNote(const QString& name)
{
    const Words* words = wordsOf(name);
    return words == nullptr ? QString() : Text::tr(words->note);
}

QString measureTitle(const QString& name)
{
    const Words* words = wordsOf(name);
    return words == nullptr || *words->measure == '\0' ? QString() : Text::tr(words->measure);
}

QString variantTitle(const QString& variant)
{
    const VariantWords* words = wordsOfVariant(variant);
    return words == nullptr ? variant : Text::tr(words->title);
}

QString variantSummary(const QString& variant)
{
    const VariantWords* words = wordsOfVariant(variant);
    return words == nullptr ? QString() : Text::tr(words->summary);
}

TransactionLesson lessonOf(const Anomaly& anomaly)
{
    const auto scriptOn = [&anomaly](const QString& engine) {
        const QList<Anomaly> all = anomaliesFor(engine);
        const auto found = std::ranges::find_if(all, [&anomaly](const Anomaly& other) {
            return other.name == anomaly.name && other.variant == anomaly.variant;
        });
        return found == all.end() ? anomaly.script : found->script;
    };
    const TransactionScript usual = scriptOn({});
    const Words* words = wordsOf(anomaly.name);
    TransactionLesson lesson;
    lesson.title = lessonTitle(anomaly);
    lesson.story = words == nullptr ? QString() : Text::tr(words->story);
    lesson.summary = anomaly.variant.isEmpty() ? lesson.story : variantSummary(anomaly.variant);
    lesson.engines = knownEngineNames();
    lesson.setup.insert(QString(), usual.setup);
    QStringList sessions;
    for (const TransactionStep& step : usual.steps) {
        lesson.steps.append({step, {step.sql}});
        lesson.steps.last().what.sql.clear();
        sessions.append(step.session);
    }
    for (const QString& engine : std::as_const(lesson.engines)) {
        const TransactionScript script = scriptOn(engine);
        for (qsizetype i = 0; i < script.steps.size(); ++i) {
            if (script.steps.at(i).sql != usual.steps.at(i).sql)
                lesson.steps[i].sql.by.insert(engine, script.steps.at(i).sql);
        }
    }
    sessions.removeDuplicates();
    sessions.sort();
    for (const QString& session : std::as_const(sessions))
        lesson.sessions.append({session});
    return lesson;
}

} // namespace interleave
