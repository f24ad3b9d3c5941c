#include "gui/messages/messagesfilter.h"
#include "gui/messages/messagesmodel.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>

/// Finding messages among 1 thousand, 100 thousand and 1 million: the first slice, the longest of all, until
/// the end, and one more event that is appended. Usage: bench_findmessages

using namespace interleave;

namespace {

Journal journalOf(int size)
{
    Journal journal(JournalHeader{
        Locking::Off, 0, 0, {{QStringLiteral("item"), {{QStringLiteral("stock"), qint64{10}}}, 1, 0}}});
    for (int i = 0; i < size; ++i) {
        Event event;
        event.client = QString(QLatin1Char(i % 1000 == 0 ? 'B' : 'A'));
        event.action = Action::Read;
        event.version = 1;
        event.record = QStringLiteral("item");
        event.status = 200;
        event.tag = "\"1\"";
        event.after = journal.header().records.first().fields;
        journal.append(std::move(event));
    }
    return journal;
}

double ms(const QElapsedTimer& time)
{
    return static_cast<double>(time.nsecsElapsed()) / 1e6;
}

void measure(int size, const char* name, const MessagesQuery& query)
{
    Journal journal = journalOf(size);
    MessagesModel model;
    model.setJournal(&journal);
    MessagesFilter filter(model);
    QElapsedTimer whole;
    whole.start();
    filter.setQuery(query);
    const double first = ms(whole);
    double longest = first;
    while (filter.isSearching()) {
        QElapsedTimer slice;
        slice.start();
        QCoreApplication::processEvents();
        longest = std::max(longest, ms(slice));
    }
    const double all = ms(whole);
    QElapsedTimer one;
    one.start();
    Event event = journal.event(1);
    journal.append(std::move(event));
    model.tellAppended();
    while (filter.isSearching())
        QCoreApplication::processEvents();
    std::printf(
        "%8d  %-8s  found %7d  first %5.1f ms  longest %5.1f ms  all %8.1f ms  one more %5.2f ms\n",
        size,
        name,
        filter.rowCount(),
        first,
        longest,
        all,
        ms(one));
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    for (const int size : {1000, 100'000, 1'000'000}) {
        measure(size, "text", {QStringLiteral("etag item")});
        measure(size, "client", {{}, QStringLiteral("B")});
        measure(size, "refused", {{}, {}, {}, true});
    }
    return 0;
}
