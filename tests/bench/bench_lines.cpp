// Appending to the journal where every commit changes to another line of versions: ten clients save in turn, each on
// its own last version. An append must take as long however long the lines are.
// Usage: bench_lines

#include "core/model/journal.h"

#include <QElapsedTimer>

#include <cstdio>

using namespace interleave;

namespace {

constexpr int Clients = 10;

Event saveOf(const Journal& journal, int client)
{
    const Record& record = *journal.latest().record(QStringLiteral("item"));
    Event event;
    event.client = QStringLiteral("client %1").arg(client);
    event.outside = true;
    event.record = record.id;
    event.time = 1'767'603'600'000 + journal.size();
    event.action = Action::Write;
    event.verdict = Verdict::Saved;
    event.status = 200;
    event.version = record.version + 1;
    event.before = record.fields;
    event.after = {{QStringLiteral("stock"), qint64{journal.size()}}};
    return event;
}

/// Microseconds for each of \a events.
double measured(int events)
{
    const Record record{QStringLiteral("item"), {{QStringLiteral("stock"), qint64{10}}}, 1, 1'767'603'600};
    Journal journal({Locking::Off, 1'767'603'600'000, 0, {record}});
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < events; ++i)
        journal.append(saveOf(journal, i % Clients));
    return static_cast<double>(timer.nsecsElapsed()) / 1000 / events;
}

} // namespace

int main()
{
    (void)measured(1000);
    const double few = measured(5'000);
    std::printf("%d clients, %7d saves: %.2f us each\n", Clients, 5'000, few);
    for (const int events : {25'000, 100'000, 200'000}) {
        const double many = measured(events);
        std::printf("%d clients, %7d saves: %.2f us each, %.2fx\n", Clients, events, many, many / few);
    }
    return 0;
}
