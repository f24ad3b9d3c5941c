#include "stage/interrupt.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>

#include <sys/socket.h>
#include <unistd.h>

namespace interleave {

namespace {

// A signal handler may call next to nothing; write() is among it (POSIX.1, async-signal-safe functions).
std::array<int, 2> ends{-1, -1};

extern "C" void passOn(int)
{
    const char byte = 1;
    static_cast<void>(!::write(ends[0], &byte, 1));
}

} // namespace

Interrupt::Interrupt(QObject* parent)
    : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return;
    auto* notifier = new QSocketNotifier(ends[1], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        static_cast<void>(!::read(ends[1], &byte, 1));
        emit asked();
    });
    std::signal(SIGINT, passOn);
    std::signal(SIGTERM, passOn);
}

Interrupt::~Interrupt()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    for (int& end : ends)
        ::close(std::exchange(end, -1));
}

} // namespace interleave
