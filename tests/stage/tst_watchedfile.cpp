#include "core/journalbuilder.h"
#include "stage/files/watchedfile.h"
#include "warningfreetest.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <unistd.h>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

/// In milliseconds.
constexpr int LookEvery = 50;

QByteArray builtin(const char* name)
{
    QFile file(u":/scenarios/%1.json"_s.arg(QLatin1String(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// As an editor that writes into the file that is there.
void put(const QString& path, const QByteArray& text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

/// As an editor that writes another file, and gives it the name.
void exchange(const QString& path, const QByteArray& text)
{
    put(path + u"~"_s, text);
    QCOMPARE(std::rename(qPrintable(path + u"~"_s), qPrintable(path)), 0);
}

} // namespace

class TestWatchedFile final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void changedFile_isReadAgain_data();
    void changedFile_isReadAgain();
    void sameContent_isNoChange();
    void changeBeforeTheWatch_isSeen();
    void mistake_isToldAndMended();
    void halfWrittenFile_isNotTold();
    void vanishedFile_isToldOnceAndComesBack();
    void removedFolder_isToldAndComesBack();
    void link_isFollowed();
    void hugeFile_isRefused();
    void folderInItsPlace_isRefused();
    void ownWriting_isAccepted();
    void journal_isReadAgain();

private:
    void prepare() override;
    /// The file is looked at some times.
    static void letLook();
    void watch(WatchedFile::Kind kind = WatchedFile::Kind::Lesson);
    [[nodiscard]] QString titleRead() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<WatchedFile> m_file;
    std::unique_ptr<QSignalSpy> m_changed;
    std::unique_ptr<QSignalSpy> m_failed;
    std::unique_ptr<QSignalSpy> m_vanished;
    std::unique_ptr<QSignalSpy> m_mended;
    QList<FileContent> m_contents;
};

void TestWatchedFile::prepare()
{
    m_file.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"lesson.json"_s);
    put(m_path, builtin("lost-update"));
    m_contents.clear();
}

void TestWatchedFile::watch(WatchedFile::Kind kind)
{
    m_file = std::make_unique<WatchedFile>(m_path, kind, FileStamp::of(m_path));
    m_file->setPace({20, 120, LookEvery});
    m_changed = std::make_unique<QSignalSpy>(m_file.get(), &WatchedFile::changed);
    m_failed = std::make_unique<QSignalSpy>(m_file.get(), &WatchedFile::failed);
    m_vanished = std::make_unique<QSignalSpy>(m_file.get(), &WatchedFile::vanished);
    m_mended = std::make_unique<QSignalSpy>(m_file.get(), &WatchedFile::mended);
    connect(m_file.get(), &WatchedFile::changed, this, [this](const FileContent& content) {
        m_contents.append(content);
    });
    // So that it knows what is there before it changes.
    letLook();
}

void TestWatchedFile::letLook()
{
    QTimer passing;
    const QSignalSpy passed(&passing, &QTimer::timeout);
    passing.start(LookEvery);
    QTRY_VERIFY(passed.size() > 3);
}

QString TestWatchedFile::titleRead() const
{
    return m_contents.isEmpty() ? QString() : std::get<NamedScenario>(m_contents.last()).scenario.title;
}

void TestWatchedFile::changedFile_isReadAgain_data()
{
    QTest::addColumn<bool>("isReplaced");
    QTest::newRow("written into") << false;
    QTest::newRow("replaced by another file") << true;
}

void TestWatchedFile::changedFile_isReadAgain()
{
    QFETCH(bool, isReplaced);
    watch();
    for (const char* name : {"version-check", "aba", "lost-update"}) {
        (isReplaced ? &exchange : &put)(m_path, builtin(name));
        const qsizetype before = m_contents.size();
        QTRY_COMPARE(m_contents.size(), before + 1);
        QCOMPARE(titleRead(), scenarioFromJson(builtin(name))->title);
    }
    QCOMPARE(m_failed->size() + m_vanished->size() + m_mended->size(), 0);
}

void TestWatchedFile::sameContent_isNoChange()
{
    watch();
    exchange(m_path, builtin("lost-update"));
    put(m_path, builtin("lost-update"));
    // What comes after it is seen, and only that.
    put(m_path, builtin("aba"));
    QTRY_COMPARE(m_changed->size(), 1);
    QCOMPARE(m_mended->size(), 0);
}

void TestWatchedFile::changeBeforeTheWatch_isSeen()
{
    const auto read = FileStamp::of(m_path);
    exchange(m_path, builtin("aba"));
    WatchedFile file(m_path, WatchedFile::Kind::Lesson, read);
    const QSignalSpy changed(&file, &WatchedFile::changed);
    QTRY_COMPARE(changed.size(), 1);
}

void TestWatchedFile::mistake_isToldAndMended()
{
    watch();
    QByteArray wrong = builtin("lost-update");
    wrong.replace("\"steps\"", "\"stepps\"");
    exchange(m_path, wrong);
    QTRY_COMPARE(m_failed->size(), 1);
    const QString problem = m_failed->first().first().toString();
    QVERIFY2(problem.contains(u"lesson.json"_s) && problem.contains(u"stepps"_s), qPrintable(problem));
    // Looked at often since, and told once.
    letLook();
    QCOMPARE(m_failed->size(), 1);
    exchange(m_path, builtin("lost-update"));
    QTRY_COMPARE(m_mended->size(), 1);
    QCOMPARE(m_changed->size(), 0);
    put(m_path, "{");
    QTRY_COMPARE(m_failed->size(), 2);
    put(m_path, builtin("aba"));
    QTRY_COMPARE(m_changed->size(), 1);
    QCOMPARE(m_mended->size(), 1);
}

void TestWatchedFile::halfWrittenFile_isNotTold()
{
    watch();
    m_file->setPace({5, 5000, LookEvery});
    const QByteArray text = builtin("aba");
    put(m_path, {});
    letLook();
    put(m_path, text.first(text.size() / 2));
    letLook();
    put(m_path, text);
    QTRY_COMPARE(m_changed->size(), 1);
    QCOMPARE(m_failed->size() + m_vanished->size(), 0);
}

void TestWatchedFile::vanishedFile_isToldOnceAndComesBack()
{
    watch();
    QVERIFY(QFile::remove(m_path));
    QTRY_COMPARE(m_vanished->size(), 1);
    letLook();
    QCOMPARE(m_vanished->size(), 1);
    put(m_path, builtin("lost-update"));
    QTRY_COMPARE(m_mended->size(), 1);
    QVERIFY(QFile::remove(m_path));
    QTRY_COMPARE(m_vanished->size(), 2);
    put(m_path, builtin("aba"));
    QTRY_COMPARE(m_changed->size(), 1);
    QCOMPARE(m_failed->size(), 0);
}

void TestWatchedFile::removedFolder_isToldAndComesBack()
{
    const QString folder = m_folder->filePath(u"deep/folder"_s);
    QVERIFY(QDir().mkpath(folder));
    m_path = folder + u"/lesson.json"_s;
    put(m_path, builtin("lost-update"));
    watch();
    QVERIFY(QDir(m_folder->filePath(u"deep"_s)).removeRecursively());
    QTRY_COMPARE(m_vanished->size(), 1);
    QVERIFY(QDir().mkpath(folder));
    put(m_path, builtin("aba"));
    QTRY_COMPARE(m_changed->size(), 1);
}

void TestWatchedFile::link_isFollowed()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u"elsewhere"_s));
    const QString target = m_folder->filePath(u"elsewhere/real.json"_s);
    put(target, builtin("lost-update"));
    m_path = m_folder->filePath(u"link.json"_s);
    QVERIFY(QFile::link(target, m_path));
    watch();
    exchange(target, builtin("aba"));
    QTRY_COMPARE(m_changed->size(), 1);
    // The link itself leads elsewhere now.
    const QString other = m_folder->filePath(u"other.json"_s);
    put(other, builtin("version-check"));
    QVERIFY(QFile::link(other, m_path + u"~"_s));
    QCOMPARE(std::rename(qPrintable(m_path + u"~"_s), qPrintable(m_path)), 0);
    QTRY_COMPARE(m_changed->size(), 2);
    QCOMPARE(titleRead(), scenarioFromJson(builtin("version-check"))->title);
}

void TestWatchedFile::hugeFile_isRefused()
{
    watch();
    QFile file(m_path);
    QVERIFY(file.resize(100 * 1024 * 1024));
    QTRY_COMPARE(m_failed->size(), 1);
    QVERIFY2(
        m_failed->first().first().toString().contains(u"larger than 1 MiB"_s),
        qPrintable(m_failed->first().first().toString()));
    put(m_path, builtin("lost-update"));
    QTRY_COMPARE(m_mended->size(), 1);
}

void TestWatchedFile::folderInItsPlace_isRefused()
{
    watch();
    QVERIFY(QFile::remove(m_path));
    QVERIFY(QDir().mkdir(m_path));
    QTRY_COMPARE(m_failed->size(), 1);
    QVERIFY(m_failed->first().first().toString().contains(u"is a folder"_s));
    letLook();
    QCOMPARE(m_failed->size(), 1);
}

void TestWatchedFile::ownWriting_isAccepted()
{
    watch();
    exchange(m_path, builtin("aba"));
    m_file->accept();
    letLook();
    // The next one is not.
    QCOMPARE(m_changed->size(), 0);
    exchange(m_path, builtin("version-check"));
    QTRY_COMPARE(m_changed->size(), 1);
}

void TestWatchedFile::journal_isReadAgain()
{
    m_path = m_folder->filePath(u"story.jsonl"_s);
    QCOMPARE(saveJournal(testing::lesson(Locking::Off).journal(), m_path), QString());
    watch(WatchedFile::Kind::Journal);
    QCOMPARE(saveJournal(testing::lesson(Locking::Version).journal(), m_path), QString());
    QTRY_COMPARE(m_contents.size(), 1);
    const auto read = std::get<std::shared_ptr<const ReadJournal>>(m_contents.last());
    QCOMPARE(read->journal.header().locking, Locking::Version);
    // What can be read only in part is a mistake.
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::Append));
    file.write("{\"seq\":");
    file.close();
    QTRY_COMPARE(m_failed->size(), 1);
    QVERIFY(m_failed->first().first().toString().contains(u"line"_s));
}

QTEST_GUILESS_MAIN(TestWatchedFile)

#include "tst_watchedfile.moc"
