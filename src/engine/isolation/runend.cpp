#include "engine/isolation/runend.h"

#include "core/values/text.h"

#include <algorithm>

namespace interleave {

std::optional<qint64> RunEnd::value(std::size_t step) const
{
    const StepOutcome& outcome = m_run->steps.at(step);
    if (!outcome.isDone() || outcome.answer.rows.isEmpty())
        return std::nullopt;
    const auto* number = std::get_if<qint64>(&outcome.answer.rows.first().first());
    return number == nullptr ? std::nullopt : std::optional(*number);
}

bool RunEnd::isBefore(std::size_t first, std::size_t second) const
{
    const StepOutcome& one = m_run->steps.at(first);
    const StepOutcome& other = m_run->steps.at(second);
    return one.isDone() && other.isDone() && one.order < other.order;
}

bool RunEnd::isAnyRefused() const
{
    return std::ranges::any_of(m_run->steps, &StepOutcome::isRefused);
}

qint64 RunEnd::stored(const QString& sql) const
{
    const EngineAnswer answer = m_engine->look({sql});
    const Value value = answer.rows.isEmpty() ? Value() : answer.rows.first().value(0);
    if (const auto* number = std::get_if<qint64>(&value))
        return *number;
    if (m_problem.isEmpty())
        m_problem = Text::tr("%1 does not tell how the tables ended: %2. Run it again.")
                        .arg(m_engine->title(), answer.succeeded ? toText(value) : answer.text.trimmed());
    return 0;
}

} // namespace interleave
