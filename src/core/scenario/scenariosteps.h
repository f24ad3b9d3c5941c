#pragma once

// Internal to the reading of scenario files.

#include "core/scenario/scenarioreading.h"

#include <QSet>

namespace interleave {

/// Reads the steps of a scenario, in order, and rehearses them on the way: what a client has read and saved
/// by each. What cannot be played is a problem of the step's own reader.
class StepReader final
{
public:
    /// \a records must outlive it.
    explicit StepReader(const QList<Record>& records)
        : m_records(records)
    {
    }

    [[nodiscard]] Step read(TreeReader& reader);

private:
    enum class Do {
        Read,
        Edit,
        Save,
        Increment,
        Reload,
        Merge,
        Overwrite,
        BlindRetry,
        FindOut,
        Acquire,
        Release,
        Wait,
        Clock,
        Locking
    };
    struct Kind;

    [[nodiscard]] static const Kind* kindNamed(const TreeReader& reader);
    [[nodiscard]] static QString clientName(const TreeReader& reader);
    [[nodiscard]] QString recordId(const TreeReader& reader) const;
    [[nodiscard]] StepAction action(Do what, const Step& step, const TreeReader& reader);
    [[nodiscard]] EditStep editStep(const Step& step, const TreeReader& reader) const;
    [[nodiscard]] SaveStep saveStep(const Step& step, const TreeReader& reader);
    [[nodiscard]] Fields changeOf(const Step& step, const SaveStep& save, const TreeReader& reader) const;
    [[nodiscard]] MergeStep mergeStep(const Step& step, const TreeReader& reader) const;
    [[nodiscard]] AcquireStep acquireStep(const Step& step, const TreeReader& reader);
    void demandSave(const Step& step, const TreeReader& reader) const;
    [[nodiscard]] IncrementStep incrementStep(const Step& step, const TreeReader& reader) const;
    [[nodiscard]] StepExpectation expectation(TreeReader& reader) const;
    [[nodiscard]] QStringList lostClients(const TreeReader& reader) const;
    [[nodiscard]] bool hasCopy(const Step& step) const
    {
        return m_copies.contains({step.client, step.record});
    }

    const QList<Record>& m_records;
    /// Client and record.
    QSet<std::pair<QString, QString>> m_copies;
    QSet<std::pair<QString, QString>> m_saves;
    QSet<std::pair<QString, QString>> m_cuts;
    QSet<std::pair<QString, QString>> m_leases;
    QSet<QString> m_savers;
};

} // namespace interleave
