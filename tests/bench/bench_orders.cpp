#include "schedules/schedulecounting.h"
#include "schedules/scheduleorder.h"
#include "schedules/schedulesweep.h"

#include <QElapsedTimer>

#include <cstdio>

#include <sys/resource.h>

using namespace interleave;

namespace {

constexpr double MillisecondsANanosecond = 1e-6;

double measured(const auto& work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) * MillisecondsANanosecond;
}

long peakKilobytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

void countAll(const ScheduleSetup& setup, const char* name)
{
    const long before = peakKilobytes();
    quint64 executions = 0;
    size_t states = 0;
    const double time = measured([&] {
        for (const ScheduleRule rule : AllScheduleRules) {
            const ScheduleCounting counting(setup, rule);
            executions += counting.counts().executions;
            states += counting.states();
        }
    });
    std::printf(
        "count   %-34s %20llu executions  %8.3f ms  %6zu states  +%ld KiB\n",
        name,
        executions,
        time,
        states,
        peakKilobytes() - before);
}

} // namespace

/// Measures counting all orders under all rules, describing each of them, and finding one by its number.
int main()
{
    std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);
    const ScheduleSetup small{2, ScheduleProgram::ReadSave, ScheduleRetry::None, ScheduleTick::Older};
    const ScheduleSetup large{4, ScheduleProgram::ReadEditSave, ScheduleRetry::None, ScheduleTick::Older};
    const ScheduleSetup endless{
        4, ScheduleProgram::ReadEditSave, ScheduleRetry::Forever, ScheduleTick::Older};
    countAll(small, "2 clients, read,save");
    countAll(large, "4 clients, read,edit,save");
    countAll(endless, "4 clients, read,edit,save, forever");

    const std::atomic<bool> cancelled = false;
    for (const auto& [setup, name] :
         {std::pair(large, "4 clients"), std::pair(endless, "4 clients, forever")}) {
        const double time = measured([&setup = setup, &cancelled] { (void)sweep(setup, cancelled); });
        std::printf("sweep   %-20s 369,600 orders × 5 rules, one by one %10.1f ms\n", name, time);
    }

    constexpr int Times = 1000;
    size_t turns = 0;
    const quint64 count = orderCount(large);
    const double order = measured([&] {
        for (quint64 i = 0; i < Times; ++i)
            turns += orderAt(large, i * 369 % count).size();
    });
    const ScheduleMachine machine(endless, ScheduleRule::Timestamp);
    const double outcome = measured([&] {
        for (quint64 i = 0; i < Times; ++i)
            turns += outcomeOf(machine, orderAt(endless, i * 369 % count)).executions > 0 ? 1 : 0;
    });
    std::printf(
        "rank    order %.4f ms, an order's outcome with retries %.4f ms each (%zu)\n",
        order / Times,
        outcome / Times,
        turns);
    return 0;
}
