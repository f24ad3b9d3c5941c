#include "http/roomtest.h"
#include "program.h"
#include "stage/room/roomaddresses.h"
#include "warningfreetest.h"

#include <QImage>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>

#include <csignal>

using namespace interleave;
using namespace interleave::test;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

/// `interleave serve --room`: what it prints leads a phone into the room.
class TestServedRoom final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void picture_leadsIntoTheRoom();
    void picture_hasItsOwnColoursInATerminal();
    void log_tellsClientsAndNoSecret();
    void ending_closesTheRoom_data();
    void ending_closesTheRoom();
    void address_isTheFirstThatPhonesReach();
    void trouble_isOneSentence_data();
    void trouble_isOneSentence();
};

namespace {

constexpr int Quiet = 8; // Above and below: lines of modules.

/// What `serve --room` printed.
struct Printed final
{
    QString record;
    QString room;
    QString code;
    QStringList picture;
};

bool isOfPicture(const QString& line)
{
    static const QRegularExpression blocks(u"^[█▀▄ ]{20,}$"_s);
    return blocks.match(line).hasMatch();
}

Printed read(QProcess& process)
{
    QStringList lines;
    QStringList picture;
    // It is a square.
    while (picture.isEmpty() || picture.size() * 2 < picture.constFirst().size()) {
        if (!process.canReadLine() && !process.waitForReadyRead(60'000))
            break;
        if (process.canReadLine())
            lines.append(QString::fromUtf8(process.readLine()).remove(u'\n'));
        if (isOfPicture(lines.value(lines.size() - 1)))
            picture.append(lines.constLast());
    }
    return {lines.value(0), lines.value(2), lines.value(3).section(u' ', 1), picture};
}

/// What a terminal shows of a line, whose colours are black and white: as half blocks of light.
QString shown(const QString& line)
{
    static const QRegularExpression sequence(u"\\x1b\\[([0-9;]*)m"_s);
    QString blocks;
    bool isOnWhite = false;
    for (qsizetype at = 0; at < line.size();) {
        const auto found = sequence.match(
            line, at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        if (found.hasMatch()) {
            isOnWhite = found.captured(1) == u"48;5;231"_s;
            at = found.capturedEnd();
            continue;
        }
        const QChar sign = line.at(at++);
        blocks += isOnWhite && sign == u' ' ? QChar(u'█') : sign;
    }
    return blocks;
}

/// As on a dark screen.
QImage drawn(const QStringList& lines)
{
    constexpr int module = 4;
    const int width = static_cast<int>(lines.constFirst().size());
    const int height = static_cast<int>(lines.size()) * 2;
    QImage image(width * module, height * module, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QChar block = lines.at(y / module / 2).at(x / module);
            const bool isUpper = y / module % 2 == 0;
            const bool isLight = block == u'█' || block == (isUpper ? u'▀' : u'▄');
            image.setPixel(x, y, isLight ? qRgb(255, 255, 255) : qRgb(0, 0, 0));
        }
    }
    return image;
}

/// What a scanner reads; empty where it reads nothing.
QString scanned(const QImage& image)
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"code.png"_s);
    if (!image.save(file))
        return {};
    QProcess zbar;
    zbar.start(u"zbarimg"_s, {u"--quiet"_s, u"--raw"_s, file});
    return zbar.waitForFinished() ? QString::fromUtf8(zbar.readAllStandardOutput()).trimmed() : QString();
}

bool hasScanner()
{
    return !QStandardPaths::findExecutable(u"zbarimg"_s).isEmpty();
}

constexpr const char* NoScanner = "There is no zbarimg; .ci/setup --test installs zbar-tools.";

QStringList arguments(const QStringList& more)
{
    return QStringList{u"serve"_s, u"--port"_s, u"0"_s, u"--room"_s} + more;
}

} // namespace

void TestServedRoom::picture_leadsIntoTheRoom()
{
    if (!hasScanner())
        QSKIP(NoScanner);
    QProcess process;
    startProgram(process, arguments({u"127.0.0.2"_s}));
    const Printed printed = read(process);
    QVERIFY2(printed.room.startsWith(u"http://127.0.0.2:"_s), qPrintable(printed.room));
    QCOMPARE(printed.code.size(), 4);
    // The quiet zone is of the lightest signs.
    QVERIFY(printed.picture.size() > Quiet);
    QCOMPARE(printed.picture.at(0), QString(printed.picture.at(0).size(), u'█'));
    QCOMPARE(printed.picture.at(1), printed.picture.at(0));

    const QString text = scanned(drawn(printed.picture));
    QVERIFY2(text.startsWith(printed.room + u'/' + printed.code + u'#'), qPrintable(text));
    const QString token = text.section(u'#', 1);
    QCOMPARE(token.size(), 22);
    Phone phone{QUrl(printed.room)};
    const Answer joined = phone.join("{\"token\": \"" + token.toLatin1() + "\"}");
    QCOMPARE(joined.status, 201);
    QCOMPARE(phone.ask("GET /records/item").status, 200);
    phone.openNews();
    const QJsonObject state = phone.news("state");
    QCOMPARE(state.value(u"phase"_s).toString(), u"free"_s);
    QCOMPARE(state.value(u"record"_s).toString(), u"item"_s);
    QCOMPARE(state.value(u"title"_s).toString(), u"Desk lamp · stock"_s);
    process.terminate();
    QVERIFY(process.waitForFinished());
}

void TestServedRoom::picture_hasItsOwnColoursInATerminal()
{
    if (!hasScanner())
        QSKIP(NoScanner);
    QProcess process;
    process.start(
        u"script"_s,
        {u"--quiet"_s,
         u"--return"_s,
         u"--command"_s,
         QStringLiteral(INTERLEAVE_PROGRAM " serve --port 0 --room 127.0.0.2"),
         u"/dev/null"_s});
    QVERIFY(process.waitForStarted());
    QByteArray all; // A character may come in two pieces.
    QStringList picture;
    while ((picture.isEmpty() || picture.size() * 2 < picture.constFirst().size()) &&
           process.waitForReadyRead(60'000)) {
        all += process.readAllStandardOutput();
        picture.clear();
        for (const QString& line : QString::fromUtf8(all.left(all.lastIndexOf('\r'))).split(u"\r\n"_s)) {
            if (line.startsWith(u"\033["_s))
                picture.append(shown(line));
        }
    }
    QVERIFY(picture.size() > Quiet);
    QVERIFY(scanned(drawn(picture)).startsWith(u"http://127.0.0.2:"_s));
    // Ctrl+C, as typed.
    process.write("\003");
    QVERIFY(process.waitForFinished());
}

void TestServedRoom::log_tellsClientsAndNoSecret()
{
    QProcess process;
    startProgram(process, arguments({u"127.0.0.2"_s, u"--locking"_s, u"version"_s}));
    const Printed printed = read(process);
    Phone phone{QUrl(printed.room)};
    phone.join("{\"code\": \"" + printed.code.toLatin1() + R"(", "name": "Lena"})");
    QVERIFY(!phone.client.isEmpty());
    Phone news{QUrl(printed.room)};
    news.secret = phone.secret;
    news.openNews();
    QCOMPARE(news.news("state").value(u"locking"_s).toString(), u"version"_s);
    QCOMPARE(
        phone.ask("PUT /records/item", R"({"stock": 9})", "Content-Type: application/json\r\n").status, 428);
    news.socket.abort();
    QByteArray all; // A character may come in two pieces.
    QString log;
    const QString left = phone.client + u" left the room."_s;
    while (!log.contains(left) && process.state() == QProcess::Running) {
        process.setReadChannel(QProcess::StandardError);
        process.waitForReadyRead(1000);
        log = QString::fromUtf8(all += process.readAllStandardError());
    }
    process.terminate();
    QVERIFY(process.waitForFinished());
    log = QString::fromUtf8(all += process.readAllStandardError());
    QVERIFY2(log.contains(phone.client + u" joined the room.\n"_s), qPrintable(log));
    QVERIFY2(log.contains(phone.client + u"  PUT "_s), qPrintable(log));
    QVERIFY(!log.contains(u"Lena"_s));
    QVERIFY(!log.contains(QString::fromLatin1(phone.secret)));
    QVERIFY(!log.contains(printed.code));
    const QString token = scanned(drawn(printed.picture)).section(u'#', 1);
    if (hasScanner())
        QVERIFY(!token.isEmpty() && !log.contains(token));
}

void TestServedRoom::ending_closesTheRoom_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestServedRoom::ending_closesTheRoom()
{
    QFETCH(const int, number);
    QProcess process;
    startProgram(process, arguments({u"127.0.0.2"_s}));
    const Printed printed = read(process);
    Phone phone{QUrl(printed.room)};
    phone.join("{\"code\": \"" + printed.code.toLatin1() + "\"}");
    phone.openNews();
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), number), 0);
    QVERIFY(!phone.news("closed").contains(u"missing"_s));
    QVERIFY(phone.isClosed());
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
}

void TestServedRoom::address_isTheFirstThatPhonesReach()
{
    QProcess process;
    startProgram(process, arguments({}));
    const Printed printed = read(process);
    QCOMPARE(QHostAddress(QUrl(printed.room).host()), roomAddresses().constFirst().address);
    process.terminate();
    QVERIFY(process.waitForFinished());
}

void TestServedRoom::trouble_isOneSentence_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("start");
    QTest::newRow("an address of another machine")
        << QStringList{u"198.51.100.7"_s}
        << u"No phone reaches this machine at 198.51.100.7. Choose one of its addresses: "_s;
    QTest::newRow("every address")
        << QStringList{u"0.0.0.0"_s}
        << u"No phone reaches this machine at 0.0.0.0. Choose one of its addresses: "_s;
    QTest::newRow("a port in use") << QStringList{u"127.0.0.2"_s, u"--room-port"_s, u"taken"_s}
                                   << u"Port taken is in use by another program."_s;
}

void TestServedRoom::trouble_isOneSentence()
{
    QFETCH(QStringList, options);
    QFETCH(QString, start);
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress(u"127.0.0.2"_s)));
    const QString port = QString::number(other.serverPort());
    options.replaceInStrings(u"taken"_s, port);
    start.replace(u"taken"_s, port);
    const Ended ended = run(arguments(options));
    QCOMPARE(ended.code, 3);
    QCOMPARE(ended.out, QString());
    QVERIFY2(ended.err.startsWith(start), qPrintable(ended.err));
    QCOMPARE(ended.err.count(u'\n'), 1);
}

QTEST_GUILESS_MAIN(TestServedRoom)
#include "tst_servedroom.moc"
