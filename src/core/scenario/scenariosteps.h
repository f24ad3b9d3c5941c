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
    struct Fill;

    [[nodiscard]] static const StepKind* kindNamed(const TreeReader& reader);
    [[nodiscard]] QString recordId(const TreeReader& reader) const;
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
