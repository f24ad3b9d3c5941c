#include "stage/logwriter.h"

#include "core/values/bounds.h"
#include "core/values/printable.h"
#include "warningfreetest.h"

#include <QTest>

#include <array>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

/// A stopped terminal: it accepts a few lines, then none.
class Terminal final
{
public:
    Terminal()
    {
        if (::pipe2(m_ends.data(), O_CLOEXEC) != 0)
            qFatal("no pipe");
        ::fcntl(m_ends[1], F_SETPIPE_SZ, 4096);
    }
    // Don't close the writing end, which the writer's thread may still use.
    ~Terminal() { ::close(m_ends[0]); }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    Terminal(Terminal&&) = delete;
    Terminal& operator=(Terminal&&) = delete;

    [[nodiscard]] int descriptor() const { return m_ends[1]; }
    [[nodiscard]] QString readLine()
    {
        while (!m_read.contains('\n')) {
            std::array<char, 4096> some{};
            const ssize_t got = ::read(m_ends[0], some.data(), some.size());
            if (got <= 0)
                return {};
            m_read.append(some.data(), got);
        }
        const qsizetype end = m_read.indexOf('\n');
        const QString line = QString::fromUtf8(m_read.left(end));
        m_read.remove(0, end + 1);
        return line;
    }

private:
    std::array<int, 2> m_ends{-1, -1};
    QByteArray m_read;
};

} // namespace

class TestLogWriter final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); }

    void lines_keepTheirOrder()
    {
        Terminal terminal;
        LogWriter log(terminal.descriptor());
        log.line(u"one"_s);
        log.line(u"two"_s);
        QCOMPARE(terminal.readLine(), u"one"_s);
        QCOMPARE(terminal.readLine(), u"two"_s);
    }

    void controlCharacters_areEscaped()
    {
        Terminal terminal;
        LogWriter log(terminal.descriptor());
        const QString hostile = u"a\u001b[2J\nb"_s;
        log.line(hostile);
        QCOMPARE(terminal.readLine(), printable(hostile));
    }

    void unreadLines_areDroppedAndCounted()
    {
        constexpr int lines = 3000;
        const QString rest(bounds::Log / 1000, u'x');
        Terminal terminal;
        LogWriter log(terminal.descriptor());
        for (int i = 0; i < lines; ++i)
            log.line(QString::number(i) + u' ' + rest);
        int taken = 0;
        QString line = terminal.readLine();
        for (; line.endsWith(u'x'); line = terminal.readLine())
            QCOMPARE(line.section(u' ', 0, 0), QString::number(taken++));
        QVERIFY(taken >= 900);
        QCOMPARE(line, u"(%1 lines are not here: nobody took them in time.)"_s.arg(lines - taken));
        log.line(u"after"_s);
        QCOMPARE(terminal.readLine(), u"after"_s);
    }

    void destructor_doesNotWaitForAStoppedReader()
    {
        Terminal terminal;
        LogWriter log(terminal.descriptor());
        for (int i = 0; i < 100; ++i)
            log.line(QString(1000, u'x'));
    }

    void destructor_writesTheLastLines()
    {
        Terminal terminal;
        {
            LogWriter log(terminal.descriptor());
            log.line(u"the last one"_s);
        }
        QCOMPARE(terminal.readLine(), u"the last one"_s);
    }
};

QTEST_GUILESS_MAIN(TestLogWriter)
#include "tst_logwriter.moc"
