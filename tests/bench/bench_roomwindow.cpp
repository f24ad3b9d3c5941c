// The window's page of a full room while all save at the end of the countdown: when all tiles are painted, how long
// the event loop is busy meanwhile, and how much memory it takes. The phones are plain sockets in a thread of the
// same process, and the server is in another one.
// Usage: QT_QPA_PLATFORM=offscreen bench_roomwindow [MEMBERS=300] [ROUNDS=3]

#include "residentmemory.h"
#include "roomphones.h"

#include "gui/room/roommodel.h"
#include "gui/room/tilesview.h"
#include "gui/theme/appearance.h"
#include "gui/theme/fonts.h"
#include "gui/window/mainwindow.h"
#include "gui/window/navigation.h"
#include "stage/room.h"
#include "stage/stage.h"

#include <QApplication>
#include <QEvent>
#include <QTimer>

#include <atomic>
#include <thread>

using namespace interleave;
using namespace interleave::bench;

namespace {

// The aims.
constexpr double PaintedMs = 100;
constexpr double GapMs = 16;
constexpr double MemoryMb = 100;
constexpr int CountdownMs = 500;

StageOptions stageOptions()
{
    StageOptions options;
    options.port = quint16{0};
    options.room.limits.countdown = CountdownMs;
    return options;
}

/// The window, in the main thread.
class RoomWindow final : public QObject
{
public:
    RoomWindow()
    {
        m_window.setAnimated(false);
        m_window.resize(1440, 900);
        m_window.show();
        m_stage.startFreePlay();
        m_stage.start();
        (void)m_window.navigation().show(QStringLiteral("room"));
        m_tiles = m_window.findChild<TilesView*>();
        m_tiles->viewport()->installEventFilter(this);
        m_beat.setInterval(1);
        m_beat.setTimerType(Qt::PreciseTimer);
        connect(&m_beat, &QTimer::timeout, this, [this] {
            const Clock::time_point now = Clock::now();
            m_gaps.push_back(msBetween(m_last, now));
            m_last = now;
        });
        connect(&m_stage.room(), &Room::opened, this, [this] { m_isOpen = true; });
        connect(&m_stage, &Stage::serving, this, [this] {
            m_stage.room().open(QHostAddress(QStringLiteral("127.0.0.2")));
        });
        connect(&m_stage.room(), &Room::failed, this, [](const QString& problem) {
            qFatal("%s", qPrintable(problem));
        });
    }

    // Call these from the phones' thread.
    void waitUntilOpen() const
    {
        waitFor([this] { return m_isOpen.load(); });
    }
    template<typename F>
    auto ask(F what)
    {
        decltype(what(m_stage.room())) result{};
        QMetaObject::invokeMethod(
            this, [&] { result = what(m_stage.room()); }, Qt::BlockingQueuedConnection);
        return result;
    }
    void begin(Locking locking)
    {
        const int round = ask([locking](Room& room) {
            const int now = room.scene().round;
            room.beginAgain(locking);
            return now;
        });
        waitFor([&] { return ask([](Room& room) { return room.scene().round; }) > round; });
    }
    void countDown()
    {
        ask([this](Room& room) {
            m_gaps.clear();
            m_isPainted = false;
            m_isWatching = true;
            m_last = Clock::now();
            m_beat.start();
            room.countDown();
            return 0;
        });
    }
    /// When the tiles were painted that say what all were told.
    Clock::time_point waitUntilPainted()
    {
        waitFor([this] { return m_isPainted.load(); });
        return ask([this](Room&) {
            m_beat.stop();
            m_isWatching = false;
            return m_painted;
        });
    }
    [[nodiscard]] const std::vector<double>& gaps() const { return m_gaps; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint && m_isWatching && !m_isPainted && areAllTold()) {
            // After the painting itself.
            QTimer::singleShot(0, this, [this] {
                m_painted = Clock::now();
                m_isPainted = true;
            });
            m_isWatching = false;
        }
        return QObject::eventFilter(watched, event);
    }

private:
    static void waitFor(const std::function<bool()>& isTrue)
    {
        while (!isTrue())
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    [[nodiscard]] bool areAllTold() const
    {
        const QList<RoomTile>& tiles = static_cast<const RoomModel*>(m_tiles->model())->tiles();
        return !tiles.isEmpty() && std::ranges::all_of(tiles, [](const RoomTile& tile) {
            return tile.fate == RoomFate::ToldSaved || tile.fate == RoomFate::Refused;
        });
    }

    Stage m_stage{stageOptions()};
    Appearance m_appearance{
        *qobject_cast<QApplication*>(QCoreApplication::instance()), ThemeChoice::Light, 100};
    MainWindow m_window{m_stage, m_appearance, {}};
    TilesView* m_tiles = nullptr;
    QTimer m_beat;
    Clock::time_point m_last;
    Clock::time_point m_painted;
    std::vector<double> m_gaps;
    std::atomic<bool> m_isOpen = false;
    std::atomic<bool> m_isPainted = false;
    bool m_isWatching = false;
};

void run(RoomWindow& window, int members, int rounds)
{
    window.waitUntilOpen();
    const double before = residentMb();
    const QString url = window.ask([](Room& room) { return room.joinUrl(); });
    const QByteArray token = url.section(u'#', 1).toLatin1();
    const auto port = static_cast<quint16>(url.section(u':', 2).section(u'/', 0, 0).toUInt());
    std::vector<Phone> phones;
    for (int i = 0; i < members; ++i) {
        phones.emplace_back(port);
        phones.back().join(token);
        phones.back().openNews();
    }
    std::printf("%d members, %d countdowns, with the window's page of the room\n", members, 2 * rounds);
    for (int round = 1; round <= 2 * rounds; ++round) {
        const bool locks = round % 2 == 0;
        window.begin(locks ? Locking::Version : Locking::Off);
        const Countdown result = saveAtOnce(phones, locks, [&] { window.countDown(); });
        const Clock::time_point painted = window.waitUntilPainted();
        std::printf("  %-7s %3d saved, %3d refused\n", locks ? "on:" : "off:", result.saved, result.refused);
        print("    from the last answer to all tiles painted", msBetween(result.answered, painted), "ms", PaintedMs);
        print("    99 of 100 gaps of the window's loop, at most", share(window.gaps(), 0.99), "ms", GapMs);
        print("    the longest of them", share(window.gaps(), 1), "ms", GapMs);
    }
    // In it are the phones' own buffers, and all journals.
    print("memory that all of it took", residentMb() - before, "MB", MemoryMb);
    for (const Phone& phone : phones)
        phone.close();
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int members = arguments.value(1, QStringLiteral("300")).toInt();
    const int rounds = arguments.value(2, QStringLiteral("3")).toInt();
    allowManyFiles();
    loadBundledFonts();
    RoomWindow window;
    std::thread phones([&] {
        run(window, members, rounds);
        QMetaObject::invokeMethod(&application, &QCoreApplication::quit, Qt::QueuedConnection);
    });
    QApplication::exec();
    phones.join();
    return 0;
}
