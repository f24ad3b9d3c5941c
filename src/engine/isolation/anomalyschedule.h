#pragma once

#include "engine/isolation/anomalies.h"

namespace interleave {

/// What the schedules of the anomalies do with one of two rows, or a doctor with a name.
inline constexpr QStringView SessionA(u"A");
inline constexpr QStringView SessionB(u"B");
inline constexpr QStringView SessionC(u"C");
inline constexpr QStringView Lamp(u"lamp");
inline constexpr QStringView Chair(u"chair");

/// `SELECT stock FROM item WHERE id = 'lamp'`
[[nodiscard]] QString stockOf(QStringView item);

/// Collects the steps of a schedule, and what they mean; each call returns the place of its step.
class AnomalySchedule final
{
public:
    using Kind = StepMeaning::Kind;

    std::size_t begin(QStringView session, const QString& sql = {});
    std::size_t commit(QStringView session, const QString& condition = {});
    std::size_t rollBack(QStringView session, const QString& condition = {});
    std::size_t
    add(QStringView session,
        const QString& sql,
        const StepMeaning& meaning,
        const QString& keep = {},
        const QString& condition = {});
    /// Keeps the stock as `n`.
    std::size_t read(QStringView session, QStringView item = Lamp);
    /// \a stock is an expression of SQL, or a placeholder.
    std::size_t write(QStringView session, const QString& stock, QStringView item = Lamp);

    /// Two rows are read or written, so that it must be said which one.
    void setNamed() { m_isNamed = true; }
    [[nodiscard]] QString subject(QStringView item) const { return m_isNamed ? item.toString() : QString(); }

    /// On the tables that all schedules have in common.
    [[nodiscard]] Anomaly made(
        const char* name,
        const char* variant,
        std::function<bool(const RunEnd&)> happens,
        std::function<Measure(const RunEnd&)> measure) const;

private:
    std::size_t append(TransactionStep step, StepMeaning meaning);

    QList<TransactionStep> m_steps;
    QList<StepMeaning> m_meanings;
    bool m_isNamed = false;
};

/// The ways of writing two transactions that each take something off one number.
[[nodiscard]] QList<Anomaly> lostUpdates(const QString& engine);

} // namespace interleave
