#include "httptest.h"
#include "warningfreetest.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTcpServer>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace interleave;
using namespace interleave::test;

/// A machine without IPv6 is served on 127.0.0.1 alone, without a message. The test runs this program again
/// in a process without IPv6, which prints what it saw.
class TestWithoutIPv6 final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void loopback_isServedOnIPv4Alone_data();
    void loopback_isServedOnIPv4Alone();
};

namespace {

/// In a new network namespace, all interfaces are down.
bool raiseLoopback()
{
    const int any = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ifreq request{};
    request.ifr_name[0] = 'l';
    request.ifr_name[1] = 'o';
    request.ifr_flags = IFF_UP;
    const bool isUp = any >= 0 && ::ioctl(any, SIOCSIFFLAGS, &request) == 0;
    ::close(any);
    return isUp;
}

/// The same as `net.ipv6.conf.all.disable_ipv6`: there is no ::1 (EADDRNOTAVAIL).
bool takeAddress()
{
    for (const char* scope : {"all", "lo"}) {
        QFile file(QStringLiteral("/proc/sys/net/ipv6/conf/%1/disable_ipv6").arg(QLatin1String(scope)));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || file.write("1") != 1)
            return false;
    }
    return raiseLoopback();
}

/// The same as a kernel that was built or started without it (EAFNOSUPPORT).
bool takeFamily()
{
    constexpr auto load = static_cast<std::uint16_t>(BPF_LD | BPF_W | BPF_ABS);
    constexpr auto isEqual = static_cast<std::uint16_t>(BPF_JMP | BPF_JEQ | BPF_K);
    constexpr auto answer = static_cast<std::uint16_t>(BPF_RET | BPF_K);
    std::array<sock_filter, 6> program{{
        {load, 0, 0, offsetof(seccomp_data, nr)},
        {isEqual, 0, 3, SYS_socket},
        {load, 0, 0, offsetof(seccomp_data, args)},
        {isEqual, 0, 1, AF_INET6},
        {answer, 0, 0, SECCOMP_RET_ERRNO | EAFNOSUPPORT},
        {answer, 0, 0, SECCOMP_RET_ALLOW},
    }};
    const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

constexpr int CannotBeMade = 77;

/// The exit code; 0 when all is well.
int serveWithoutIPv6(const QString& what)
{
    if (!(what == QLatin1String("address") ? takeAddress() : takeFamily()))
        return CannotBeMade;
    if (QTcpServer().listen(QHostAddress::LocalHostIPv6))
        return CannotBeMade;
    const auto store = startStore();
    ApiServer server(*store, {});
    QString problem;
    if (!server.listenOnLoopback(0, &problem)) {
        qCritical().noquote() << problem;
        return 1;
    }
    Peer peer(server);
    peer.send("HEAD /records/item HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const QByteArray answer = peer.receive(12);
    qInfo().noquote() << answer;
    return answer.startsWith("HTTP/1.1 200") ? 0 : 2;
}

} // namespace

void TestWithoutIPv6::loopback_isServedOnIPv4Alone_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("there is no ::1") << QStringLiteral("address");
    QTest::newRow("there is no such family") << QStringLiteral("family");
}

void TestWithoutIPv6::loopback_isServedOnIPv4Alone()
{
    QFETCH(QString, what);
    QStringList words{QCoreApplication::applicationFilePath(), QStringLiteral("without"), what};
    // Run it in its own network namespace, in which it may change this.
    if (what == QLatin1String("address"))
        words = QStringList{QStringLiteral("unshare"), QStringLiteral("-rn")} + words;
    QProcess there;
    there.setProcessChannelMode(QProcess::MergedChannels);
    const QString program = words.takeFirst();
    there.start(program, words);
    if (!there.waitForStarted())
        QSKIP("This machine has no unshare.");
    QVERIFY(there.waitForFinished());
    const QByteArray said = there.readAll();
    if (there.exitCode() == CannotBeMade || said.startsWith("unshare:"))
        QSKIP("This machine lets nobody switch IPv6 off in a process of his own.");
    QVERIFY2(there.exitStatus() == QProcess::NormalExit && there.exitCode() == 0, said.constData());
}

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() == 3 && words[1] == QLatin1String("without"))
        return serveWithoutIPv6(words[2]);
    TestWithoutIPv6 test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_withoutipv6.moc"
