#pragma once

#include "core/model/record.h"
#include "core/scenario/step.h"
#include "core/values/json.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace interleave {

/// What a whole scenario should end in, under one rule.
struct ScenarioExpectation final
{
    std::optional<qint64> lostUpdates;
    /// Only the fields that are named.
    QMap<QString, Fields> records;

    bool operator==(const ScenarioExpectation&) const = default;
};

/// A script for the clients. A value; where it came from is not part of it.
struct Scenario final
{
    QString title;
    QString summary;
    Locking locking = Locking::Off;
    /// Seconds that the clock moves before each step.
    qint64 tick = 1;
    LeaseRules leases;
    /// At version 1, in the order of the file.
    QList<Record> records;
    QList<Step> steps;
    QMap<Locking, ScenarioExpectation> expect;

    bool operator==(const Scenario&) const = default;

    /// The clients in the order in which they first act.
    [[nodiscard]] QStringList clients() const;
    /// The rules that any expectation names, in the order of allLocking().
    [[nodiscard]] QList<Locking> expectedRules() const;
    /// Whether what it types makes sense under \a rule: an expectation names it, or there are none.
    [[nodiscard]] bool isWrittenFor(Locking rule) const;
};

// Below, a rule is the one under which a scenario is played from its start, as for its expectations; a step
// may have changed it since.
/// What a scenario says of its \a step. Words by rule are for the rules that they name. One text is for the
/// rules that the step was written for: those that its expectations name, or where it has none the
/// scenario's. Without any it is for all. Empty under the others, where it might not be true.
[[nodiscard]] QString wordsUnder(Locking rule, const Scenario& scenario, const Step& step);
/// What it asks before \a step. One question is for all rules: it says nothing that could be untrue.
[[nodiscard]] QString questionUnder(Locking rule, const Step& step);

/// Reads and validates a scenario file. Unknown members, wrong types, fields or records that do not exist,
/// and steps that are impossible (saving before reading without `blind`) are refused: one sentence that names
/// the place, as in `steps[3].do`.
[[nodiscard]] Result<Scenario, QString> scenarioFromJson(const QByteArray& text);

} // namespace interleave
