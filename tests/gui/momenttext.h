#pragma once

#include "core/model/ledger.h"
#include "core/scenario/turningpoint.h"
#include "core/words/explanation.h"
#include "gui/inspector/codebox.h"
#include "gui/inspector/inspector.h"
#include "gui/panels/observerstrip.h"
#include "gui/record/valuedisplay.h"
#include "gui/record/versionchips.h"
#include "gui/shownwindow.h"
#include "gui/widgets/chip.h"
#include "gui/widgets/toggleswitch.h"

#include <QTableView>

#include <algorithm>

/// A moment as text, from the window and from the journal. Comparing the two checks every card, strip, figure
/// and page.
namespace interleave::uitest {

inline QString line(const char* name, const QStringList& parts)
{
    return QStringLiteral("%1: %2\n").arg(QLatin1String(name), parts.join(QStringLiteral(" | ")));
}

// --- from the window ---

inline QString shownClient(ShownWindow& shown, const QString& client)
{
    const ClientCard& card = *shown.card(client);
    QStringList parts{client};
    for (const char* field : {"stockField", "nameField"})
        parts.append(card.findChild<FieldEdit*>(QLatin1String(field))->text());
    for (const char* label : {"statusLabel", "sentenceLabel", "originLabel"})
        parts.append(text(card, label));
    const auto* strip = shown.window.findChild<ObserverStrip*>(QStringLiteral("client%1Strip").arg(client));
    return line("client", parts << strip->text());
}

inline QString shownServer(ShownWindow& shown)
{
    const auto* value = shown.window.findChild<ValueDisplay*>();
    QStringList parts{value->value(), value->summary(), shown.find<Chip>("versionChip")->text()};
    QList<const Chip*> chips = shown.find<QWidget>("versionChips")->findChildren<const Chip*>();
    std::ranges::sort(chips, {}, [](const Chip* chip) { return chip->x(); });
    for (const Chip* chip : std::as_const(chips)) {
        if (chip->isVisible())
            parts.append(chip->isLost() ? QStringLiteral("[%1]").arg(chip->text()) : chip->text());
    }
    const bool locked = shown.find<ToggleSwitch>("lockingSwitch")->isChecked();
    return line("server", parts << (locked ? QStringLiteral("locked") : QStringLiteral("unlocked")));
}

inline QString shownOutcome(ShownWindow& shown)
{
    QStringList parts;
    for (const char* name :
         {"triedFigure", "savedFigure", "refusedFigure", "lostFigure", "valueFigure", "keptFigure"})
        parts.append(text(shown.window, name));
    return line("outcome", parts);
}

inline QString shownInspector(ShownWindow& shown)
{
    const auto& explained = *shown.find<QWidget>("explainPage");
    QStringList parts{text(explained, "titleLabel")};
    for (const char* name : {"sentBox", "ranBox", "heardBox"})
        parts.append(explained.findChild<CodeBox*>(QLatin1String(name))->code());
    for (const char* name : {"requestBox", "responseBox"})
        parts.append(shown.find<CodeBox>(name)->code());
    const QString sql = shown.find<CodeBox>("statementsBox")->code();
    parts.append(sql.section(QLatin1Char('\n'), 0, 0));
    const auto* versions = shown.find<QTableView>("versionsTable")->model();
    parts.append(QStringLiteral("%1 versions").arg(versions->rowCount()));
    return line("inspector", parts);
}

inline QString shownText(ShownWindow& shown)
{
    // A new lane may have changed the space for the others.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QString result;
    for (const QString& client : shown.stage.panels())
        result += shownClient(shown, client);
    result += shownServer(shown) + shownOutcome(shown) + shownInspector(shown);
    const DiagramView& view = *shown.diagram();
    return result +
           line("diagram", {QString::number(view.frame().moment), QString::number(view.currentItem())});
}

// --- from the journal ---

inline QString clientText(const Snapshot& then, const QString& client)
{
    const Fields fields = then.client(client).copyOf(id()).shown();
    QStringList parts{client};
    for (const char* field : {"stock", "name"}) {
        const Value* value = fields.find(QLatin1String(field));
        parts.append(value == nullptr ? QString() : toText(*value));
    }
    const AnswerText answer = answerText(then.client(client));
    parts << answer.status << answer.sentence << answer.origin;
    return line("client", parts << observerText(then, client, id()).sentence);
}

/// \a chips is how many versions fit, in few words where they are \a brief; the others are counted.
inline QString serverText(const Snapshot& then, qint64 chips, bool brief)
{
    const Record& record = *then.record(id());
    const VersionTree& tree = *then.tree(id());
    QStringList parts{
        toText(*record.fields.find(QStringLiteral("stock"))),
        QStringLiteral("stock · ") + toText(*record.fields.find(QStringLiteral("name"))),
        QStringLiteral("v%1").arg(record.version)};
    for (qint64 number = record.version; number > 0 && number > record.version - chips; --number) {
        const QString chip =
            brief ? briefChipText(tree.at(number), tree.headline()) : chipText(tree.at(number), tree);
        const bool lost = number != tree.first() && !tree.isOnLine(number, record.version);
        parts.append(lost ? QStringLiteral("[%1]").arg(chip) : chip);
    }
    if (record.version > chips)
        parts.append(QStringLiteral("+%1").arg(record.version - chips));
    const bool locked = then.locking() == Locking::Version;
    return line("server", parts << (locked ? QStringLiteral("locked") : QStringLiteral("unlocked")));
}

inline QString outcomeText(const Snapshot& then)
{
    const Ledger ledger = ledgerOf(then, id());
    return line(
        "outcome",
        {QString::number(ledger.tried),
         QString::number(ledger.saved),
         QString::number(ledger.refused),
         QString::number(ledger.lost),
         valueText(ledger),
         shouldBeText(ledger)});
}

inline QString inspectorText(const Journal& journal, qint64 message, qint64 moment)
{
    const auto readable = [](const QByteArray& bytes) {
        return QString::fromUtf8(bytes).remove(QLatin1Char('\r')).trimmed();
    };
    QStringList parts;
    if (message == 0) {
        parts << QStringLiteral("Nothing chosen");
        parts.resize(7);
    } else {
        const Event& event = journal.event(message);
        const Explanation explanation = explain(event, journal.at(message - 1));
        parts << explanation.title << explanation.sent << explanation.ran << explanation.heard
              << readable(event.requestText) << readable(event.responseText)
              << event.statements.value(0).sql.trimmed().section(QLatin1Char('\n'), 0, 0);
    }
    const qint64 versions = journal.at(moment).record(id())->version;
    return line("inspector", parts << QStringLiteral("%1 versions").arg(versions));
}

inline QString textOf(
    const Journal& journal,
    const QStringList& panels,
    qint64 moment,
    qint64 message,
    qint64 chips,
    bool brief)
{
    const Snapshot then = journal.at(moment);
    QString result;
    for (const QString& client : panels)
        result += clientText(then, client);
    result += serverText(then, chips, brief) + outcomeText(then) + inspectorText(journal, message, moment);
    return result + line("diagram", {QString::number(moment), QString::number(message)});
}

/// The event that is looked at: at the end of a lesson the one that decided it, unless the last was \a
/// chosen.
inline qint64 expectedMessage(const ShownWindow& shown, qint64 moment, bool chosen)
{
    const Journal& journal = shown.journal();
    const Scenario* scenario = shown.stage.scenario();
    const bool isOver = scenario != nullptr && moment == journal.size() && !shown.stage.hasLeftScript() &&
                        shown.stage.position() == scenario->steps.size();
    const qint64 decided = isOver && !chosen ? turningPoint(journal, moment) : 0;
    qint64 message = decided > 0 ? decided : moment;
    while (message > 0 && !journal.event(message).isMoment())
        --message;
    return message;
}

/// Fails at the first line that differs.
inline void compareWithJournal(ShownWindow& shown, qint64 moment, bool chosen = false)
{
    QCOMPARE(shown.timelineCursor().seq(), moment);
    const QStringList there = shownText(shown).split(QLatin1Char('\n'));
    qint64 chips = 0;
    bool brief = false;
    for (const Chip* chip : shown.find<QWidget>("versionChips")->findChildren<const Chip*>()) {
        if (!chip->isVisible() || chip->text().startsWith(QLatin1Char('+')))
            continue;
        ++chips;
        brief = !chip->text().contains(QStringLiteral(" · "));
    }
    QVERIFY(chips >= 1 && chips <= VersionChips::Most);
    const QStringList expected = textOf(
                                     shown.journal(),
                                     shown.stage.panels(),
                                     moment,
                                     expectedMessage(shown, moment, chosen),
                                     chips,
                                     brief)
                                     .split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < qMin(there.size(), expected.size()); ++i)
        QCOMPARE(there.at(i), expected.at(i));
    QCOMPARE(there.size(), expected.size());
}

} // namespace interleave::uitest
