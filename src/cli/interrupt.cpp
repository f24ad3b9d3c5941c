#include "cli/interrupt.h"

#include "core/values/leftover.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <mutex>
#include <optional>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

namespace interleave {

namespace {

// A signal handler may call only a few functions, among them write() (POSIX.1, async-signal-safe functions).
std::array<int, 2> ends{-1, -1};

extern "C" void passOn(int signal)
{
    const int error = errno;
    const auto byte = static_cast<unsigned char>(signal);
    static_cast<void>(!::write(ends[1], &byte, 1));
    errno = error;
}

using Clock = std::chrono::steady_clock;

struct Ending
{
    std::mutex mutex;
    Interrupt* heard = nullptr;
    /// When the first signal came that an Interrupt was told of.
    std::optional<Clock::time_point> since;
};

/// Never destroyed, because a signal may come at the very end of the process.
Ending& ending()
{
    static Ending& made = *new Ending;
    return made;
}

/// False when the signal is to end the process at once.
bool isTaken()
{
    Ending& all = ending();
    const std::lock_guard lock(all.mutex);
    const Clock::time_point now = Clock::now();
    if (all.since)
        return now - *all.since < std::chrono::milliseconds(Interrupt::EndTime);
    if (all.heard == nullptr)
        return false;
    all.since = now;
    QMetaObject::invokeMethod(all.heard, &Interrupt::asked, Qt::QueuedConnection);
    return true;
}

/// Runs in a separate thread, so that a busy command ends too.
void await()
{
    unsigned char signal = 0;
    while (true) {
        const ssize_t got = ::read(ends[0], &signal, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return;
        if (isTaken())
            continue;
        Leftover::removeAll();
        std::signal(signal, SIG_DFL);
        ::kill(::getpid(), signal);
    }
}

} // namespace

void Interrupt::watch()
{
    if (ends[0] >= 0 || ::pipe2(ends.data(), O_CLOEXEC) != 0)
        return;
    // The handler must not block when very many signals come at once.
    ::fcntl(ends[1], F_SETFL, O_NONBLOCK);
    // Start the thread with all signals blocked, so that they interrupt only other threads.
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    std::thread(await).detach();
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        if (std::signal(signal, passOn) == SIG_IGN && signal == SIGHUP)
            std::signal(signal, SIG_IGN);
    }
}

Interrupt::Interrupt(QObject* parent)
    : QObject(parent)
{
    watch();
    const std::lock_guard lock(ending().mutex);
    ending().heard = this;
}

Interrupt::~Interrupt()
{
    const std::lock_guard lock(ending().mutex);
    ending().heard = nullptr;
}

} // namespace interleave
