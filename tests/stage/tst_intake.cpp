#include "stage/intake.h"

#include "core/values/bounds.h"
#include "warningfreetest.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace interleave;

namespace {

Event numbered(qint64 number, qsizetype bytes = 0)
{
    Event event;
    event.request = number;
    event.requestText = QByteArray(bytes, 'x');
    return event;
}

std::unique_ptr<QThread> running(std::function<void()> function)
{
    std::unique_ptr<QThread> thread(QThread::create(std::move(function)));
    thread->start();
    return thread;
}

void spin(qint64 milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (!timer.hasExpired(milliseconds)) {
    }
}

} // namespace

class TestIntake final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void items_keepTheirOrder()
    {
        QList<qint64> seen;
        Intake intake([&seen](const Event& event, qint64 ticket) { seen.append(event.request + ticket); });
        const auto thread = running([&] {
            intake.put(numbered(1), 10);
            intake.put([&seen] { seen.append(2); });
            intake.put(numbered(3), 0);
        });
        QTRY_COMPARE(seen.size(), 3);
        QCOMPARE(seen, QList<qint64>({11, 2, 3}));
        QVERIFY(thread->wait());
    }

    void batches_leaveTimeForOtherWork()
    {
        constexpr qint64 events = 100;
        qint64 taken = 0;
        int others = 0;
        Intake intake([&](const Event&, qint64) {
            ++taken;
            spin(1);
        });
        const QSignalSpy batches(&intake, &Intake::taken);
        for (qint64 i = 0; i < events; ++i)
            intake.put(numbered(i), 0);
        QTimer other;
        connect(&other, &QTimer::timeout, this, [&] { others += taken < events ? 1 : 0; });
        other.start(0);
        QTRY_COMPARE(taken, events);
        QVERIFY(batches.size() >= events / (Intake::BatchTime + 1));
        // More than once per batch: the thread also had time for itself.
        QVERIFY2(others > batches.size(), qPrintable(QString::number(others)));
    }

    void manyAtOnce_areTakenTogether()
    {
        Intake intake([](const Event&, qint64) {});
        const QSignalSpy batches(&intake, &Intake::taken);
        for (qint64 i = 0; i < 20; ++i)
            intake.put(numbered(i), 0);
        QTRY_VERIFY(!batches.isEmpty());
        QVERIFY(batches.size() < 20);
    }

    void put_blocksWhileTheQueueIsFull()
    {
        constexpr qsizetype size = bounds::Megabyte;
        constexpr qint64 events = 4 * bounds::Intake / size;
        qint64 taken = 0;
        qint64 most = 0;
        Intake* held = nullptr;
        Intake intake([&](const Event&, qint64) {
            ++taken;
            most = std::max(most, held->bytes());
        });
        held = &intake;
        const auto thread = running([&intake] {
            for (qint64 i = 0; i < events; ++i)
                intake.put(numbered(i, size), 0);
        });
        QTRY_COMPARE(taken, events);
        QVERIFY(most <= bounds::Intake + 2 * size);
        QVERIFY(thread->wait());
    }

    void close_wakesBlockedThreads()
    {
        Intake intake([](const Event&, qint64) {});
        const auto thread = running([&intake] {
            for (int i = 0; i < 3; ++i)
                intake.put(numbered(i, 2 * bounds::Intake), 0);
        });
        intake.close();
        QVERIFY(thread->wait());
        QCOMPARE(intake.bytes(), 0);
    }
};

QTEST_GUILESS_MAIN(TestIntake)
#include "tst_intake.moc"
