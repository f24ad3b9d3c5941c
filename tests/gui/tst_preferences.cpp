#include "gui/window/preferences.h"
#include "stage/smallfiles.h"
#include "warningfreetest.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace interleave;

class TestPreferences final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void everything_isRemembered();
    void missingFile_givesTheDefaults();
    void invalidValues_areIgnored_data();
    void invalidValues_areIgnored();
    void damagedFile_isReplaced();
    void oldFile_isRemembered();
    void names_neverChange();
    void newerFile_isReadAsFarAsPossible();
    void unwritableFile_doesNoHarm();
    void fullDisk_keepsWhatWasRemembered_data();
    void fullDisk_keepsWhatWasRemembered();
    void otherThanAFile_isLeftAlone();
    void link_staysALink();
    void noFile_remembersNothing();

private:
    void prepare() override { m_folder = std::make_unique<QTemporaryDir>(); }

    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("settings.ini")); }
    void write(const QByteArray& content) const
    {
        QFile device(file());
        QVERIFY(device.open(QIODevice::WriteOnly));
        QCOMPARE(device.write(content), content.size());
    }
    static void compareUsual(const Preferences& preferences)
    {
        QCOMPARE(preferences.theme(), ThemeChoice::System);
        QCOMPARE(preferences.zoom(), std::nullopt);
        QVERIFY(preferences.windowSize().isEmpty());
        QVERIFY(!preferences.isMaximized());
        QCOMPARE(preferences.recentFiles(), QStringList());
        QCOMPARE(preferences.stack(), QString());
    }
    static void change(Preferences& preferences)
    {
        preferences.setTheme(ThemeChoice::HighContrast);
        preferences.setZoom(175);
        preferences.setWindow({1234, 765}, true);
        preferences.setRecentFiles({QStringLiteral("/a, b.jsonl"), QStringLiteral("/“ü”.json")});
        preferences.setStack(QStringLiteral("django"));
    }
    static void compareChanged(const Preferences& preferences)
    {
        QCOMPARE(preferences.theme(), ThemeChoice::HighContrast);
        QCOMPARE(preferences.zoom(), 175);
        QCOMPARE(preferences.windowSize(), QSize(1234, 765));
        QVERIFY(preferences.isMaximized());
        QCOMPARE(
            preferences.recentFiles(),
            QStringList({QStringLiteral("/a, b.jsonl"), QStringLiteral("/“ü”.json")}));
        QCOMPARE(preferences.stack(), QStringLiteral("django"));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestPreferences::everything_isRemembered()
{
    Preferences preferences(file());
    change(preferences);
    compareChanged(Preferences(file()));
    preferences.setZoom(std::nullopt);
    preferences.setWindow({}, false);
    QCOMPARE(Preferences(file()).zoom(), std::nullopt);
    QCOMPARE(Preferences(file()).windowSize(), QSize(1234, 765));
    QVERIFY(!Preferences(file()).isMaximized());
}

void TestPreferences::missingFile_givesTheDefaults()
{
    compareUsual(Preferences(file()));
    QVERIFY(!QFile::exists(file()));
}

void TestPreferences::invalidValues_areIgnored_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("another theme") << QByteArray("[General]\ntheme=pink\n");
    QTest::newRow("no number") << QByteArray("[General]\nzoom=large\n");
    QTest::newRow("too small a zoom") << QByteArray("[General]\nzoom=10\n");
    QTest::newRow("too large a zoom") << QByteArray("[General]\nzoom=999999999999\n");
    QTest::newRow("a window without a size") << QByteArray("[General]\nwindowSize=@Size(0 0)\n");
    QTest::newRow("a window like a wall") << QByteArray("[General]\nwindowSize=@Size(1000000 1000000)\n");
    QTest::newRow("no size") << QByteArray("[General]\nwindowSize=wide\nwindowMaximized=\n");
    QTest::newRow("not settings at all") << QByteArray("\x7f\x45LF\0\1\2\3[[[\n=\n\n%%%=%%%\xff\xfe", 24);
    QTest::newRow("empty") << QByteArray();
}

void TestPreferences::invalidValues_areIgnored()
{
    QFETCH(QByteArray, content);
    write(content);
    compareUsual(Preferences(file()));
}

void TestPreferences::damagedFile_isReplaced()
{
    write("[General]\ntheme=dark\nthis line says nothing\n");
    Preferences preferences(file());
    change(preferences);
    compareChanged(Preferences(file()));
}

/// Written by an early version of the window; never written again.
void TestPreferences::oldFile_isRemembered()
{
    QVERIFY(QFile::copy(QStringLiteral(INTERLEAVE_OLD "/Interleave.ini"), file()));
    QVERIFY(QFile::setPermissions(file(), QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    const Preferences preferences(file());
    QCOMPARE(preferences.theme(), ThemeChoice::HighContrast);
    QCOMPARE(preferences.zoom(), 175);
    QCOMPARE(preferences.windowSize(), QSize(1234, 765));
    QVERIFY(preferences.isMaximized());
    QCOMPARE(
        preferences.recentFiles(),
        QStringList(
            {QStringLiteral("/lessons/Mein Plan, 2.json"),
             QStringLiteral("/home/ann/“Grün” %1.jsonl"),
             QStringLiteral("/home/ann/.local/share/interleave/last-session.jsonl")}));
}

void TestPreferences::names_neverChange()
{
    Preferences preferences(file());
    change(preferences);
    const auto lines = [this] {
        QFile device(file());
        const bool isOpen = device.open(QIODevice::ReadOnly);
        return isOpen ? QString::fromUtf8(device.readAll()).split(QLatin1Char('\n')) : QStringList();
    };
    QCOMPARE(
        lines(),
        QStringList(
            {QStringLiteral("[General]"),
             QStringLiteral("recentFiles=\"/a, b.jsonl\", /“ü”.json"),
             QStringLiteral("stack=django"),
             QStringLiteral("theme=high-contrast"),
             QStringLiteral("windowMaximized=true"),
             QStringLiteral("windowSize=@Size(1234 765)"),
             QStringLiteral("zoom=175"),
             QString()}));
    const QList<std::pair<ThemeChoice, QString>> themes{
        {ThemeChoice::System, QStringLiteral("theme=system")},
        {ThemeChoice::Light, QStringLiteral("theme=light")},
        {ThemeChoice::Dark, QStringLiteral("theme=dark")}};
    for (const auto& [theme, line] : themes) {
        preferences.setTheme(theme);
        QVERIFY2(lines().contains(line), qPrintable(line));
    }
    preferences.setZoom(std::nullopt);
    QVERIFY(lines().contains(QStringLiteral("zoom=fit")));
}

void TestPreferences::newerFile_isReadAsFarAsPossible()
{
    write("[General]\ntheme=solarised\nzoom=@Variant(\\0\\0\\0\\x7f\\xff)\nwindowSize=@Rect(1 2 3 4)\n"
          "windowMaximized=perhaps\nrecentFiles=@Invalid()\nlayout=three columns\n\n[Room]\nport=8413\n");
    // Qt warns each time it reads an unknown type.
    for (int i = 0; i < 2; ++i)
        QTest::ignoreMessage(QtWarningMsg, "QVariant::load: unknown user type with name .");
    Preferences preferences(file());
    QCOMPARE(preferences.theme(), ThemeChoice::System);
    QCOMPARE(preferences.zoom(), std::nullopt);
    QVERIFY(preferences.windowSize().isEmpty());
    QCOMPARE(preferences.recentFiles(), QStringList());
    // Unknown keys, of a newer version, are kept.
    change(preferences);
    compareChanged(Preferences(file()));
    QFile device(file());
    QVERIFY(device.open(QIODevice::ReadOnly));
    const QByteArray content = device.readAll();
    QVERIFY2(
        content.contains("layout=three columns") && content.contains("[Room]\nport=8413"),
        content.constData());
}

void TestPreferences::unwritableFile_doesNoHarm()
{
    // There is a file in place of the folder, so that even root cannot write there.
    write("[General]\n");
    Preferences preferences(file() + QStringLiteral("/settings.ini"));
    change(preferences);
    compareUsual(preferences);
}

void TestPreferences::fullDisk_keepsWhatWasRemembered_data()
{
    QTest::addColumn<int>("space");
    QTest::newRow("no space") << 0;
    QTest::newRow("space for some") << 40;
    QTest::newRow("not for the last byte") << 199;
}

void TestPreferences::fullDisk_keepsWhatWasRemembered()
{
    QFETCH(const int, space);
    Preferences preferences(file());
    change(preferences);
    {
        const testing::SmallFiles small(static_cast<rlim_t>(space));
        preferences.setRecentFiles({QString(200, QLatin1Char('x'))});
    }
    compareChanged(preferences);
    QCOMPARE(
        QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden),
        QStringList{QStringLiteral("settings.ini")});
}

void TestPreferences::otherThanAFile_isLeftAlone()
{
    QCOMPARE(::mkfifo(QFile::encodeName(file()).constData(), 0600), 0);
    Preferences preferences(file());
    change(preferences);
    compareUsual(preferences);
    struct stat status
    {
    };
    QCOMPARE(::lstat(QFile::encodeName(file()).constData(), &status), 0);
    QVERIFY(S_ISFIFO(status.st_mode));
}

void TestPreferences::link_staysALink()
{
    const QString real = m_folder->filePath(QStringLiteral("kept elsewhere.ini"));
    QVERIFY(QFile::link(real, file()));
    Preferences preferences(file());
    change(preferences);
    compareChanged(Preferences(real));
    QCOMPARE(QFile::symLinkTarget(file()), real);
}

void TestPreferences::noFile_remembersNothing()
{
    Preferences preferences{QString()};
    change(preferences);
    compareUsual(preferences);
}

QTEST_GUILESS_MAIN(TestPreferences)

#include "tst_preferences.moc"
