#include "stage/files/savedfile.h"
#include "stage/owndevice.h"
#include "stage/smallfiles.h"
#include "warningfreetest.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <csignal>
#include <future>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace interleave;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be read)");
}

void write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

struct stat statusOf(const QString& path)
{
    struct stat status
    {
    };
    ::lstat(QFile::encodeName(path).constData(), &status);
    return status;
}

mode_t kindOf(const QString& path)
{
    return statusOf(path).st_mode & S_IFMT;
}

mode_t permissionsOf(const QString& path)
{
    return statusOf(path).st_mode & 07777;
}

/// Gives up the superuser's rights, which would allow writing everywhere.
class Anybody final
{
public:
    Anybody()
    {
        if (::geteuid() == 0)
            m_done = ::seteuid(65534) == 0;
    }
    ~Anybody()
    {
        if (::getuid() == 0)
            m_done = ::seteuid(0) == 0;
    }
    Anybody(const Anybody&) = delete;
    Anybody& operator=(const Anybody&) = delete;
    Anybody(Anybody&&) = delete;
    Anybody& operator=(Anybody&&) = delete;

private:
    bool m_done = true;
};

const QByteArray longText(20'000, 'x');

} // namespace

class TestSavedFile final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void cleanup();
    void newFile_hasDefaultPermissions();
    void replacedFile_keepsItsProperties();
    void link_staysALink_data();
    void link_staysALink();
    void hardLinks_areKept();
    void fullDisk_keepsTheOldFile_data();
    void fullDisk_keepsTheOldFile();
    void fullDisk_leavesNoNewFile();
    void readOnlyFile_isLeftUnchanged_data();
    void readOnlyFile_isLeftUnchanged();
    void fileInAReadOnlyFolder_isWritten();
    void readOnlyFolder_getsNoNewFile();
    void fileOfAnotherUser_keepsItsOwner();
    void invalidPath_isReported_data();
    void invalidPath_isReported();
    void otherThanAFile_isLeftAlone_data();
    void otherThanAFile_isLeftAlone();
    void pipe_isWrittenTo();
    void device_isWrittenTo();
    void descriptor_isWrittenTo();
    void closedPipe_isNoProblem();
    void standardOutput_hasSeveralNames();

private:
    void prepare() override;

    [[nodiscard]] QString at(const QString& name) const { return m_folder->filePath(name); }
    [[nodiscard]] QStringList files() const
    {
        return QDir(m_folder->path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }
    void link(const QString& target, const QString& name) const
    {
        QCOMPARE(
            ::symlink(QFile::encodeName(target).constData(), QFile::encodeName(at(name)).constData()), 0);
    }
    /// Creates a file of a kind that is not a regular file, named after its kind.
    void make(const QString& kind) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSavedFile::prepare()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QCOMPARE(::chmod(QFile::encodeName(m_folder->path()).constData(), 0777), 0);
}

void TestSavedFile::cleanup()
{
    ::chmod(QFile::encodeName(m_folder->path()).constData(), 0777);
}

void TestSavedFile::newFile_hasDefaultPermissions()
{
    const mode_t before = ::umask(027);
    const QString problem = saveFile(at(u"new.mmd"_s), "new");
    ::umask(before);
    QCOMPARE(problem, QString());
    QCOMPARE(contentOf(at(u"new.mmd"_s)), QByteArray("new"));
    QCOMPARE(permissionsOf(at(u"new.mmd"_s)), mode_t{0640});
    QCOMPARE(files(), QStringList{u"new.mmd"_s});
    QCOMPARE(saveFile(at(u"new.mmd"_s), {}), QString());
    QCOMPARE(contentOf(at(u"new.mmd"_s)), QByteArray());
}

void TestSavedFile::replacedFile_keepsItsProperties()
{
    write(at(u"old.sh"_s), "old");
    QCOMPARE(::chmod(QFile::encodeName(at(u"old.sh"_s)).constData(), 0751), 0);
    QCOMPARE(saveFile(at(u"old.sh"_s), longText), QString());
    QCOMPARE(contentOf(at(u"old.sh"_s)), longText);
    QCOMPARE(permissionsOf(at(u"old.sh"_s)), mode_t{0751});
    QCOMPARE(files(), QStringList{u"old.sh"_s});
}

void TestSavedFile::link_staysALink_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("by its name") << u"real"_s;
    QTest::newRow("by its whole path") << u"/whole"_s;
    QTest::newRow("through another folder") << u"sub/../real"_s;
    QTest::newRow("to a link") << u"second"_s;
    QTest::newRow("to what is not there yet") << u"to come"_s;
}

void TestSavedFile::link_staysALink()
{
    QFETCH(QString, target);
    QVERIFY(QDir(m_folder->path()).mkdir(u"sub"_s));
    write(at(u"real"_s), "old");
    link(u"real"_s, u"second"_s);
    const QString real = target == u"to come"_s ? at(target) : at(u"real"_s);
    if (target == u"/whole"_s)
        target = real;
    link(target, u"link.mmd"_s);
    QCOMPARE(saveFile(at(u"link.mmd"_s), "new"), QString());
    QCOMPARE(
        QFile::symLinkTarget(at(u"link.mmd"_s)),
        QFileInfo(QDir(m_folder->path()), target).absoluteFilePath());
    QCOMPARE(kindOf(at(u"link.mmd"_s)), mode_t{S_IFLNK});
    QCOMPARE(kindOf(at(u"second"_s)), mode_t{S_IFLNK});
    QCOMPARE(kindOf(real), mode_t{S_IFREG});
    QCOMPARE(contentOf(real), QByteArray("new"));
}

void TestSavedFile::hardLinks_areKept()
{
    write(at(u"one.mmd"_s), longText);
    QCOMPARE(
        ::link(QFile::encodeName(at(u"one.mmd"_s)).constData(), QFile::encodeName(at(u"two"_s)).constData()),
        0);
    for (const QByteArray& content : {QByteArray("short"), longText + longText, QByteArray()}) {
        QCOMPARE(saveFile(at(u"one.mmd"_s), content), QString());
        QCOMPARE(contentOf(at(u"two"_s)), content);
        QCOMPARE(statusOf(at(u"one.mmd"_s)).st_ino, statusOf(at(u"two"_s)).st_ino);
    }
}

void TestSavedFile::fullDisk_keepsTheOldFile_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("a file") << u"file.mmd"_s;
    QTest::newRow("a file with another name") << u"twice.mmd"_s;
    QTest::newRow("behind a link") << u"link.mmd"_s;
}

void TestSavedFile::fullDisk_keepsTheOldFile()
{
    QFETCH(const QString, name);
    write(at(u"file.mmd"_s), "old file");
    write(at(u"twice.mmd"_s), "old twice");
    QCOMPARE(
        ::link(
            QFile::encodeName(at(u"twice.mmd"_s)).constData(), QFile::encodeName(at(u"two"_s)).constData()),
        0);
    link(u"file.mmd"_s, u"link.mmd"_s);
    const QByteArray before = contentOf(at(name));
    const QStringList present = files();
    QString problem;
    {
        const SmallFiles small(10'000);
        problem = saveFile(at(name), longText);
    }
    QCOMPARE(problem, u"“%1” was not written: File too large. Choose another place."_s.arg(at(name)));
    QCOMPARE(contentOf(at(name)), before);
    QCOMPARE(files(), present);
}

void TestSavedFile::fullDisk_leavesNoNewFile()
{
    QString problem;
    {
        const SmallFiles small(10'000);
        problem = saveFile(at(u"new.mmd"_s), longText);
    }
    QVERIFY2(problem.contains(u"File too large"_s), qPrintable(problem));
    QCOMPARE(files(), QStringList());
}

void TestSavedFile::readOnlyFile_isLeftUnchanged_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("a file") << u"file.mmd"_s;
    QTest::newRow("behind a link") << u"link.mmd"_s;
}

void TestSavedFile::readOnlyFile_isLeftUnchanged()
{
    QFETCH(const QString, name);
    write(at(u"file.mmd"_s), "old");
    link(u"file.mmd"_s, u"link.mmd"_s);
    QCOMPARE(::chmod(QFile::encodeName(at(u"file.mmd"_s)).constData(), 0444), 0);
    QCOMPARE(
        saveFile(at(name), "new"),
        u"“%1” is read-only; it was left as it was. Make it writable, or choose another place."_s.arg(
            at(name)));
    QCOMPARE(contentOf(at(name)), QByteArray("old"));
    QCOMPARE(permissionsOf(at(u"file.mmd"_s)), mode_t{0444});
}

void TestSavedFile::fileInAReadOnlyFolder_isWritten()
{
    write(at(u"file.mmd"_s), "the old text");
    QCOMPARE(::chmod(QFile::encodeName(at(u"file.mmd"_s)).constData(), 0666), 0);
    QCOMPARE(::chmod(QFile::encodeName(m_folder->path()).constData(), 0555), 0);
    const Anybody anybody;
    QCOMPARE(saveFile(at(u"file.mmd"_s), "new"), QString());
    QCOMPARE(contentOf(at(u"file.mmd"_s)), QByteArray("new"));
    const SmallFiles small(10'000);
    QVERIFY(saveFile(at(u"file.mmd"_s), longText).contains(u"File too large"_s));
    QCOMPARE(contentOf(at(u"file.mmd"_s)), QByteArray("new"));
}

void TestSavedFile::readOnlyFolder_getsNoNewFile()
{
    QCOMPARE(::chmod(QFile::encodeName(m_folder->path()).constData(), 0555), 0);
    const Anybody anybody;
    QCOMPARE(
        saveFile(at(u"new.mmd"_s), "new"),
        u"“%1” was not written: Permission denied. Choose another place."_s.arg(at(u"new.mmd"_s)));
}

void TestSavedFile::fileOfAnotherUser_keepsItsOwner()
{
    if (::geteuid() != 0)
        QSKIP("Only the superuser can make a file that is another’s.");
    write(at(u"file.mmd"_s), "old");
    const QByteArray file = QFile::encodeName(at(u"file.mmd"_s));
    QCOMPARE(::chmod(file.constData(), 0666), 0);
    {
        const Anybody anybody;
        QCOMPARE(saveFile(at(u"file.mmd"_s), "by anybody"), QString());
    }
    QCOMPARE(statusOf(at(u"file.mmd"_s)).st_uid, uid_t{0});
    QCOMPARE(contentOf(at(u"file.mmd"_s)), QByteArray("by anybody"));
    QCOMPARE(::chown(file.constData(), 65534, 65534), 0);
    QCOMPARE(saveFile(at(u"file.mmd"_s), "by the superuser"), QString());
    QCOMPARE(statusOf(at(u"file.mmd"_s)).st_uid, uid_t{65534});
    QCOMPARE(contentOf(at(u"file.mmd"_s)), QByteArray("by the superuser"));
}

void TestSavedFile::invalidPath_isReported_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("says");
    const QString reason = u"“%1” was not written: %2. Choose another place."_s;
    QTest::newRow("a folder that is not there")
        << u"none/at/all.mmd"_s << reason.arg(u"%1"_s, u"No such file or directory"_s);
    QTest::newRow("below a file") << u"file/all.mmd"_s << reason.arg(u"%1"_s, u"Not a directory"_s);
    QTest::newRow("links in a circle")
        << u"circle"_s << reason.arg(u"%1"_s, u"Too many levels of symbolic links"_s);
    QTest::newRow("too long a name") << QString(300, u'n') << reason.arg(u"%1"_s, u"File name too long"_s);
    const QString folder = u"“%1” is a folder. Name a file."_s;
    QTest::newRow("a folder") << u"folder"_s << folder;
    QTest::newRow("a folder with its stroke") << u"folder/"_s << folder;
    QTest::newRow("a folder behind a link") << u"to folder"_s << folder;
    QTest::newRow("the folder itself") << u"folder/."_s << folder;
}

void TestSavedFile::invalidPath_isReported()
{
    QFETCH(const QString, name);
    QFETCH(const QString, says);
    write(at(u"file"_s), "old");
    QVERIFY(QDir(m_folder->path()).mkdir(u"folder"_s));
    link(u"folder"_s, u"to folder"_s);
    link(u"circle"_s, u"circle"_s);
    const QString path = m_folder->path() + u'/' + name;
    QCOMPARE(saveFile(path, "new"), says.arg(path));
    const Written written = writeResult(path, "new");
    QVERIFY(!written.done);
    QCOMPARE(written.problem, says.arg(path));
    QCOMPARE(contentOf(at(u"file"_s)), QByteArray("old"));
}

void TestSavedFile::make(const QString& kind) const
{
    const QByteArray path = QFile::encodeName(at(kind));
    if (kind == u"pipe"_s) {
        QCOMPARE(::mkfifo(path.constData(), 0666), 0);
    } else if (kind == u"socket"_s) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        QVERIFY(path.size() < static_cast<qsizetype>(sizeof(address.sun_path)));
        std::copy(path.begin(), path.end(), std::begin(address.sun_path));
        const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        QCOMPARE(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
        ::close(socket);
    } else {
        link(kind == u"stdout"_s ? u"/dev/stdout"_s : ownDevice(m_folder->path(), kind), kind);
    }
}

void TestSavedFile::otherThanAFile_isLeftAlone_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"pipe", "socket", "null", "full", "stdout"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestSavedFile::otherThanAFile_isLeftAlone()
{
    QFETCH(const QString, kind);
    make(kind);
    const struct stat before = statusOf(at(kind));
    link(kind, u"link.mmd"_s);
    for (const QString& name : {kind, u"link.mmd"_s}) {
        QCOMPARE(
            saveFile(at(name), "new"),
            u"“%1” is no file but a device, a pipe or a socket; it was left alone. Name a file."_s.arg(
                at(name)));
    }
    QCOMPARE(statusOf(at(kind)).st_ino, before.st_ino);
    QCOMPARE(statusOf(at(kind)).st_mode, before.st_mode);
    QCOMPARE(kindOf(at(u"link.mmd"_s)), mode_t{S_IFLNK});
    if (kind == u"null"_s || kind == u"full"_s)
        QCOMPARE(kindOf(QFile::symLinkTarget(at(kind))), mode_t{S_IFCHR});
}

void TestSavedFile::pipe_isWrittenTo()
{
    make(u"pipe"_s);
    link(u"pipe"_s, u"link.mmd"_s);
    // More than a pipe's buffer, so that it is read in parts.
    const QByteArray content(300'000, 'p');
    for (const QString& name : {u"pipe"_s, u"link.mmd"_s}) {
        auto heard = std::async(std::launch::async, [this] { return contentOf(at(u"pipe"_s)); });
        const Written written = writeResult(at(name), content);
        QVERIFY2(written.done, qPrintable(written.problem));
        QCOMPARE(heard.get(), content);
        QCOMPARE(kindOf(at(u"pipe"_s)), mode_t{S_IFIFO});
    }
}

void TestSavedFile::device_isWrittenTo()
{
    make(u"null"_s);
    make(u"full"_s);
    QVERIFY(writeResult(at(u"null"_s), longText).done);
    const Written full = writeResult(at(u"full"_s), "new");
    QVERIFY(!full.done);
    QCOMPARE(
        full.problem,
        u"“%1” was not written: No space left on device. Choose another place."_s.arg(at(u"full"_s)));
    make(u"socket"_s);
    const Written socket = writeResult(at(u"socket"_s), "new");
    QVERIFY(!socket.done);
    QVERIFY2(socket.problem.contains(u"it was left alone"_s), qPrintable(socket.problem));
    QCOMPARE(kindOf(at(u"socket"_s)), mode_t{S_IFSOCK});
}

void TestSavedFile::descriptor_isWrittenTo()
{
    std::array<int, 2> ends{};
    QCOMPARE(::pipe2(ends.data(), O_CLOEXEC), 0);
    QVERIFY(writeResult(u"/dev/fd/%1"_s.arg(ends[1]), "one ").done);
    QVERIFY(writeResult(u"/proc/self/fd/%1"_s.arg(ends[1]), "two").done);
    ::close(ends[1]);
    std::array<char, 16> heard{};
    QCOMPARE(::read(ends[0], heard.data(), heard.size()), 7);
    QCOMPARE(QByteArray(heard.data()), QByteArray("one two"));
    ::close(ends[0]);
    const Written closed = writeResult(u"/dev/fd/%1"_s.arg(ends[1]), "x");
    QVERIFY2(closed.problem.contains(u"Bad file descriptor"_s), qPrintable(closed.problem));
    // An open file is written at its current position, not from its beginning.
    QFile file(at(u"log"_s));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    file.write("first ");
    QVERIFY(writeResult(u"/dev/fd/%1"_s.arg(file.handle()), "second").done);
    file.write(" third");
    QCOMPARE(contentOf(at(u"log"_s)), QByteArray("first second third"));
}

void TestSavedFile::closedPipe_isNoProblem()
{
    const auto usual = std::signal(SIGPIPE, SIG_IGN);
    std::array<int, 2> ends{};
    QCOMPARE(::pipe2(ends.data(), O_CLOEXEC), 0);
    ::close(ends[0]);
    const Written written = writeResult(u"/dev/fd/%1"_s.arg(ends[1]), "x");
    ::close(ends[1]);
    std::signal(SIGPIPE, usual);
    QVERIFY(!written.done);
    QCOMPARE(written.problem, QString());
}

void TestSavedFile::standardOutput_hasSeveralNames()
{
    link(u"/dev/stdout"_s, u"link.mmd"_s);
    link(u"/dev/null"_s, u"null.mmd"_s);
    for (const QString& name :
         {u"-"_s,
          u"/dev/stdout"_s,
          u"/dev/fd/1"_s,
          u"/proc/self/fd/1"_s,
          u"/dev/../dev/stdout"_s,
          at(u"link.mmd"_s)})
        QVERIFY2(isStandardOutput(name), qPrintable(name));
    for (const QString& name :
         {u"/dev/stderr"_s,
          u"/dev/fd/2"_s,
          u"/dev/fd/x"_s,
          u"./-"_s,
          u"1"_s,
          u"/dev/null"_s,
          at(u"null.mmd"_s),
          QString()})
        QVERIFY2(!isStandardOutput(name), qPrintable(name));
}

QTEST_GUILESS_MAIN(TestSavedFile)

#include "tst_savedfile.moc"
