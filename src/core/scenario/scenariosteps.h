#pragma once

// Internal to the reading of scenario files.

#include "core/scenario/scenarioreading.h"

#include <QSet>

namespace interleave {

/// Reads the steps of a scenario in order and rehearses them: keeps track of what each client has read and
/// saved. A step that cannot be played is reported as a problem of that step.
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
    [[nodiscard]] static const StepKind* kindNamed(const TreeReader& reader);
    [[nodiscard]] static QString clientName(const TreeReader& reader);
    [[nodiscard]] QString recordId(const TreeReader& reader) const;
    // One for each kind of step: reads its members, and checks that the steps it depends on came before.
    [[nodiscard]] ReadStep fill(ReadStep read, const Step& step, const TreeReader& reader);
    [[nodiscard]] EditStep fill(EditStep edit, const Step& step, const TreeReader& reader) const;
    [[nodiscard]] SaveStep fill(SaveStep save, const Step& step, const TreeReader& reader);
    [[nodiscard]] IncrementStep fill(IncrementStep increment, const Step& step, const TreeReader& reader);
    [[nodiscard]] ReloadStep fill(ReloadStep reload, const Step& step, const TreeReader& reader);
    [[nodiscard]] MergeStep fill(MergeStep merge, const Step& step, const TreeReader& reader) const;
    [[nodiscard]] OverwriteStep fill(OverwriteStep over, const Step& step, const TreeReader& reader) const;
    [[nodiscard]] BlindRetryStep fill(BlindRetryStep retry, const Step& step, const TreeReader& reader) const;
    [[nodiscard]] FindOutStep fill(FindOutStep look, const Step& step, const TreeReader& reader) const;
    [[nodiscard]] AcquireStep fill(AcquireStep acquire, const Step& step, const TreeReader& reader);
    [[nodiscard]] ReleaseStep fill(ReleaseStep release, const Step& step, const TreeReader& reader) const;
    [[nodiscard]] WaitStep fill(WaitStep wait, const Step& step, const TreeReader& reader) const;
    [[nodiscard]] ClockStep fill(ClockStep clock, const Step& step, const TreeReader& reader) const;
    [[nodiscard]] LockingStep fill(LockingStep change, const Step& step, const TreeReader& reader) const;
    [[nodiscard]] Fields changeOf(const Step& step, const SaveStep& save, const TreeReader& reader) const;
    void demandSave(const Step& step, const TreeReader& reader) const;
    [[nodiscard]] StepExpectation expectation(TreeReader& reader) const;
    [[nodiscard]] QStringList lostClients(const TreeReader& reader) const;
    [[nodiscard]] bool hasCopy(const Step& step) const
    {
        return m_copies.contains({step.client, step.record});
    }

    const QList<Record>& m_records;
    /// By client and record.
    QSet<std::pair<QString, QString>> m_copies;
    QSet<std::pair<QString, QString>> m_saves;
    QSet<std::pair<QString, QString>> m_cuts;
    QSet<std::pair<QString, QString>> m_leases;
    QSet<QString> m_savers;
};

} // namespace interleave
