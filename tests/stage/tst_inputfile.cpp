#include "cli/commandline.h"
#include "core/journalbuilder.h"
#include "core/values/bounds.h"
#include "stage/files/inputfile.h"
#include "stage/files/journalfile.h"
#include "stage/files/scenariolibrary.h"
#include "warningfreetest.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Endless = 10LL * 1024 * bounds::Megabyte;

/// A pipe that contains \a text and still has a writer.
class HeldPipe final
{
public:
    HeldPipe(const QString& path, const QByteArray& text)
    {
        const QByteArray name = QFile::encodeName(path);
        if (::mkfifo(name.constData(), 0600) == 0)
            m_descriptor = ::open(name.constData(), O_RDWR | O_CLOEXEC);
        m_isReady =
            m_descriptor >= 0 &&
            ::write(m_descriptor, text.constData(), static_cast<std::size_t>(text.size())) == text.size();
    }
    ~HeldPipe()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    HeldPipe(const HeldPipe&) = delete;
    HeldPipe& operator=(const HeldPipe&) = delete;
    HeldPipe(HeldPipe&&) = delete;
    HeldPipe& operator=(HeldPipe&&) = delete;
    [[nodiscard]] bool isReady() const { return m_isReady; }

private:
    int m_descriptor = -1;
    bool m_isReady = false;
};

bool makeSparse(const QString& path, const QByteArray& beginning)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(beginning) == beginning.size() &&
           file.resize(Endless);
}

QByteArray journalText()
{
    const testing::JournalBuilder builder = testing::lesson(Locking::Off);
    QBuffer lines;
    lines.open(QIODevice::WriteOnly);
    builder.journal().write(lines);
    return lines.data();
}

QString problemOfScenario(const QString& path)
{
    const auto found = findScenario(path);
    return found ? QString() : found.error();
}

QString problemOfJournal(const QString& path)
{
    const auto read = loadJournal(path);
    return read ? read->problem : read.error();
}

QString problemOfList(const QString& path)
{
    const Command command = parseCommandLine({u"interleave"_s, u"shot"_s, u"--list"_s, path});
    const auto* bad = std::get_if<BadCommand>(&command);
    return bad == nullptr ? QString() : bad->problem;
}

} // namespace

class TestInputFile final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void line_isReadAcrossChunks()
    {
        const QString path = m_folder.filePath(u"lines"_s);
        const QList<QByteArray> lines{
            QByteArray(100'000, 'a') + '\n', "\n", QByteArray(65'536, 'b') + '\n', "c"};
        QFile out(path);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(lines.join());
        out.close();
        InputFile file(path, out.size());
        for (const QByteArray& line : lines)
            QCOMPARE(file.readLine(bounds::JournalLine), line);
        QCOMPARE(file.readLine(), QByteArray());
        QCOMPARE(file.problem(), QString());
        InputFile again(path, out.size());
        QCOMPARE(again.readAll(), lines.join());
        QCOMPARE(again.problem(), QString());
        InputFile shorter(path, out.size() - 1);
        QVERIFY(!shorter.readAll().isEmpty());
        QVERIFY(shorter.isTooLarge());
        QVERIFY2(shorter.problem().contains(u"larger than"_s), qPrintable(shorter.problem()));
    }

    void endlessFile_isReadToTheLimit()
    {
        const QString zero = u"/dev/zero"_s;
        QVERIFY2(
            problemOfScenario(zero).contains(u"is larger than 1 MiB"_s), qPrintable(problemOfScenario(zero)));
        QVERIFY2(
            problemOfJournal(zero).contains(u"is no Interleave journal"_s),
            qPrintable(problemOfJournal(zero)));
        QVERIFY2(problemOfList(zero).contains(u"it is larger than 1 MiB"_s), qPrintable(problemOfList(zero)));
    }

    void largeFile_isReadToTheLimit()
    {
        const QString empty = m_folder.filePath(u"empty"_s);
        QVERIFY(makeSparse(empty, {}));
        QVERIFY2(
            problemOfScenario(empty).contains(u"is larger than 1 MiB"_s),
            qPrintable(problemOfScenario(empty)));
        QVERIFY2(
            problemOfJournal(empty).contains(u"is no Interleave journal"_s),
            qPrintable(problemOfJournal(empty)));
        QVERIFY2(
            problemOfList(empty).contains(u"it is larger than 1 MiB"_s), qPrintable(problemOfList(empty)));
        const QString begun = m_folder.filePath(u"begun.jsonl"_s);
        QVERIFY(makeSparse(begun, journalText()));
        const auto read = loadJournal(begun);
        QVERIFY(read);
        QCOMPARE(read->journal.size(), 6);
        QVERIFY2(
            read->problem.contains(u"it is longer than any line of a journal"_s), qPrintable(read->problem));
    }

    void silentPipe_timesOut_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("that nobody writes to") << QByteArray();
        QTest::newRow("that says half a scenario") << QByteArray("{");
    }

    void silentPipe_timesOut()
    {
        QFETCH(const QByteArray, text);
        const QString path = m_folder.filePath(u"pipe"_s);
        ::unlink(QFile::encodeName(path).constData());
        const HeldPipe pipe(path, text);
        QVERIFY(pipe.isReady());
        InputFile file(path, 100, 10);
        QVERIFY(file.isOpen());
        QCOMPARE(file.readAll(), text);
        QCOMPARE(file.problem(), u"nothing came for 0.01 seconds; write into it sooner, or give a file"_s);
    }

    void pipeWithoutAWriter_doesNotBlock()
    {
        const QString path = m_folder.filePath(u"nobody"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
        InputFile file(path, 100, 10);
        QVERIFY(file.isOpen());
        QCOMPARE(file.readLine(), QByteArray());
        QCOMPARE(file.problem(), u"nothing came for 0.01 seconds; write into it sooner, or give a file"_s);
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestInputFile)
#include "tst_inputfile.moc"
