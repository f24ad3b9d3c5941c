#pragma once

#include "core/model/journal.h"
#include "core/scenario/step.h"
#include "core/values/json.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace interleave {

/// The expected end of a whole scenario under one rule.
struct ScenarioExpectation final
{
    std::optional<qint64> lostUpdates;
    /// Only the fields that are named.
    QMap<QString, Fields> records;

    bool operator==(const ScenarioExpectation&) const = default;
};

/// A script for the clients. A value, without the place it was loaded from.
struct Scenario final
{
    QString title;
    QString summary;
    /// What happens, in one line; empty when there is none.
    QString story;
    /// The field that the large figure and the account are about; empty for the first that a step changes.
    QString about;
    Locking locking = Locking::Off;
    /// How many seconds the clock moves before each step.
    qint64 tick = 1;
    LeaseRules leases;
    /// At version 1, in the order of the file.
    QList<Record> records;
    QList<Step> steps;
    QMap<Locking, ScenarioExpectation> expect;
    /// The step that decides, by rule, from 1; a rule that is not named has none, and it is computed.
    QMap<Locking, int> look = {};
    /// In the order of the file; only clients of which it says something.
    QList<ClientLook> clientLooks = {};

    bool operator==(const Scenario&) const = default;

    /// What a journal of it begins with.
    [[nodiscard]] JournalHeader journalHeader(Locking rule, qint64 startedAt) const;
    /// The clients in the order of their first steps.
    [[nodiscard]] QStringList clients() const;
    /// The story, or the title where there is none.
    [[nodiscard]] QString headline() const { return story.isEmpty() ? title : story; }
    /// The field that the scenario is about; empty when no step changes one.
    [[nodiscard]] QString subject() const;
    /// What \a looks says of its clients. Of a room it also gets a story and a summary, which says what is
    /// played under another rule.
    void setLooks(const QList<ClientLook>& looks);
    /// The rules that an expectation names, in the order of allLocking().
    [[nodiscard]] QList<Locking> expectedRules() const;
    /// Whether the scenario's texts fit \a rule: an expectation names it, or there are no expectations.
    [[nodiscard]] bool isWrittenFor(Locking rule) const;
};

// Below, a rule is the one at the scenario's start, as for its expectations; a step may have changed it
// since.
/// The scenario's explanation of its \a step. Words by rule apply to the rules that they name. A single text
/// applies to the rules that the step's expectations name; if there are none, to those of the scenario's
/// expectations; if there are none either, to all. Empty under other rules, where the text might be untrue.
[[nodiscard]] QString wordsUnder(Locking rule, const Scenario& scenario, const Step& step);
/// The question before \a step. A single question applies to all rules, because a question is never untrue.
[[nodiscard]] QString questionUnder(Locking rule, const Step& step);

/// Reads and validates a scenario file. Refuses unknown members, wrong types, missing fields or records, and
/// impossible steps (saving before reading without `blind`): one sentence that names the path, as in
/// `steps[3].do`.
[[nodiscard]] Result<Scenario, QString> scenarioFromJson(const QByteArray& text);

} // namespace interleave
