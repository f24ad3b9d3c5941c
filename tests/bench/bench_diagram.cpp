#include "residentmemory.h"

#include "gui/diagram/diagramlayout.h"
#include "gui/diagram/diagrampainter.h"
#include "gui/diagram/typesetter.h"
#include "gui/theme/fonts.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QRandomGenerator>

#include <algorithm>
#include <cstdio>
#include <vector>

/// The diagram with 1 thousand, 100 thousand and 1 million events: building its layout, appending one event,
/// painting a frame that is scrolled to the middle, memory, and the state after a random number of events.
/// The events have exchange texts, which the journal keeps for its newest 100 thousand. Usage: bench_diagram
/// [-platform offscreen]

using namespace interleave;

namespace {

/// Spread over some hundred rows, so that every size has about the same mixture.
constexpr int Frames = 300;
constexpr int Moments = 200;

/// Exchange and statement, as long as the server's. The journal keeps them for its newest events.
void addTexts(Event& event)
{
    const bool read = event.action == Action::Read;
    const QByteArray body = event.after.toJson();
    const QByteArray length = "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    event.requestText = (read ? "GET" : "PUT") +
                        QByteArray(" /records/item HTTP/1.1\r\nHost: 127.0.0.1:8412\r\n") +
                        "User-Agent: " + event.client.toUtf8() +
                        (read ? "\r\nAccept: application/json\r\n\r\n"
                              : "\r\nContent-Type: application/json\r\n" + length + "\r\n" + body);
    event.responseText = "HTTP/1.1 200 OK\r\nDate: Mon, 05 Jan 2026 09:00:00 GMT\r\nETag: " + event.tag +
                         "\r\nLast-Modified: Mon, 05 Jan 2026 09:00:00 GMT\r\nCache-Control: no-cache\r\n"
                         "Content-Type: application/json\r\n" +
                         length + "\r\n" + body;
    Statement statement;
    statement.sql =
        read ? QStringLiteral("SELECT body, version, modified_at FROM records WHERE id = ?")
             : QStringLiteral("UPDATE records SET body = ?, version = version + 1, modified_at = ? "
                              "WHERE id = ?");
    if (!read)
        statement.bound = {QString::fromUtf8(body), event.time / 1000};
    statement.bound.append(event.record);
    statement.rows = 1;
    event.statements = {statement};
}

/// The size of the texts that \a journal keeps, without the overhead of allocations.
double textsMb(const Journal& journal)
{
    qint64 bytes = 0;
    for (qint64 seq = 1; seq <= journal.size(); ++seq) {
        const Event& event = journal.event(seq);
        bytes += event.requestText.size() + event.responseText.size();
        for (const Statement& statement : event.statements)
            bytes += 2 * statement.sql.size();
    }
    return static_cast<double>(bytes) / 1024 / 1024;
}

Event eventOf(const Journal& journal, qint64 i, QRandomGenerator& random)
{
    static const QString clients[] = {QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")};
    Event event;
    event.client = clients[random.bounded(3)];
    event.record = QStringLiteral("item");
    event.time = 1'767'603'600'000 + 1000 * i;
    event.status = 200;
    const Record& record = *journal.latest().record(event.record);
    // Reads, saves, and sometimes a save from an old copy, which loses a version.
    if (random.bounded(10) < 6) {
        event.action = Action::Read;
        event.version = record.version;
        event.after = record.fields;
    } else {
        event.action = Action::Write;
        event.verdict = Verdict::Saved;
        event.version = record.version + 1;
        event.before = record.fields;
        event.after = record.fields;
        event.after.set(QStringLiteral("stock"), qint64{random.bounded(100)});
    }
    event.tag = '"' + QByteArray::number(*event.version) + '"';
    addTexts(event);
    return event;
}

Journal journalOf(qint64 events)
{
    const Record record{
        QStringLiteral("item"),
        {{QStringLiteral("stock"), qint64{10}}, {QStringLiteral("name"), QStringLiteral("Desk lamp")}},
        1,
        1'767'603'600};
    Journal journal({Locking::Off, 1'767'603'600'000, 0, {record}});
    QRandomGenerator random(5);
    for (qint64 i = 0; i < events; ++i)
        journal.append(eventOf(journal, i, random));
    return journal;
}

double milliseconds(const QElapsedTimer& timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double median(std::vector<double> times)
{
    std::ranges::sort(times);
    return times[times.size() / 2];
}

struct Figures
{
    double build = 0;
    double append = 0;
    double frame = 0;
    double layoutMb = 0;
    double journalMb = 0;
    double textsMb = 0;
    double journalAppend = 0;
    double moment = 0;
    double worstMoment = 0;
};

double frameTime(const DiagramLayout& layout, const Theme& theme)
{
    QImage image(1080, 640, QImage::Format_RGB32);
    DiagramFrame frame;
    frame.moment = layout.rowCount();
    frame.selected = layout.rowCount() / 2;
    frame.width = image.width();
    frame.height = image.height();
    frame.middles = DiagramLayout::spread(frame.width, layout.laneCount());
    std::vector<double> times;
    for (int i = 0; i < Frames; ++i) {
        frame.top = layout.height(1) / 2 + 31 * i;
        QElapsedTimer timer;
        timer.start();
        image.fill(theme.window());
        QPainter painter(&image);
        DiagramPicture picture = layout.picture(frame);
        typeset(picture, theme);
        DiagramPainter(painter, theme).paint(picture);
        painter.end();
        times.push_back(milliseconds(timer));
    }
    return median(times);
}

Figures measure(qint64 events)
{
    Figures figures;
    const double atStart = bench::residentMb();
    Journal journal = journalOf(events);
    const double withJournal = bench::residentMb();
    figures.journalMb = withJournal - atStart;
    figures.textsMb = textsMb(journal);

    QElapsedTimer timer;
    timer.start();
    DiagramLayout layout;
    layout.setJournal(&journal, {QStringLiteral("A"), QStringLiteral("B")});
    figures.build = milliseconds(timer);
    figures.layoutMb = bench::residentMb() - withJournal;
    figures.frame = frameTime(layout, Theme::light());

    QRandomGenerator random(9);
    std::vector<double> moments;
    for (int i = 0; i < Moments; ++i) {
        const qint64 n = random.bounded(static_cast<int>(events) + 1);
        timer.restart();
        const Snapshot snapshot = journal.at(n);
        moments.push_back(milliseconds(timer));
        Q_UNUSED(snapshot)
    }
    figures.moment = median(moments);
    figures.worstMoment = std::ranges::max(moments);

    constexpr int Appended = 1000;
    double appending = 0;
    for (int i = 0; i < Appended; ++i) {
        Event event = eventOf(journal, events + i, random);
        timer.restart();
        journal.append(std::move(event));
        appending += milliseconds(timer);
    }
    figures.journalAppend = appending / Appended * 1000;
    timer.restart();
    layout.catchUp();
    figures.append = milliseconds(timer) / Appended * 1000;
    return figures;
}

} // namespace

int main(int argc, char** argv)
{
    const QGuiApplication application(argc, argv);
    loadBundledFonts();
    (void)measure(1000); // warms up fonts and caches
    std::printf(
        "%10s %10s %12s %14s %10s %10s %11s %9s %10s %9s\n",
        "events",
        "build ms",
        "append us",
        "journal app us",
        "frame ms",
        "layout MB",
        "journal MB",
        "texts MB",
        "at(n) ms",
        "worst ms");
    std::vector<Figures> all;
    for (const qint64 events : {1'000, 100'000, 1'000'000}) {
        const Figures f = measure(events);
        all.push_back(f);
        std::printf(
            "%10lld %10.2f %12.3f %14.3f %10.3f %10.1f %11.1f %9.1f %10.4f %9.4f\n",
            static_cast<long long>(events),
            f.build,
            f.append,
            f.journalAppend,
            f.frame,
            f.layoutMb,
            f.journalMb,
            f.textsMb,
            f.moment,
            f.worstMoment);
    }
    std::printf("frame, 1 million to 1 thousand: %.2fx (aim 1.2)\n", all.back().frame / all.front().frame);
    std::printf("append, 1 million to 1 thousand: %.2fx\n", all.back().append / all.front().append);
    std::printf(
        "append to the journal, 1 million to 1 thousand: %.2fx\n",
        all.back().journalAppend / all.front().journalAppend);
    return 0;
}
