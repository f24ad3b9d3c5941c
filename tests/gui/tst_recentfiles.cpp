#include "gui/filedialogs.h"
#include "warningfreetest.h"

#include <QTemporaryDir>

using namespace interleave;
using uitest::B;

/// The list of recent files, and the last session in it.
class TestRecentFiles final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();

    void list_hasTheNewestFirst();
    void entry_opensItsFile();
    void replacedFreePlay_isKept_data();
    void replacedFreePlay_isKept();
    void scenario_isNotKept();

private:
    void prepare() override;

    [[nodiscard]] QString path(const char* name) const { return m_folder->filePath(QLatin1String(name)); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestRecentFiles::initTestCase()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    uitest::applyStyle();
}

void TestRecentFiles::prepare()
{
    m_folder = std::make_unique<QTemporaryDir>();
    uitest::forgetFiles();
    m_shown = std::make_unique<uitest::ShownWindow>();
    // High enough for whole cards in every lesson here.
    m_shown->window.resize(1440, 1000);
}

void TestRecentFiles::cleanup()
{
    m_shown.reset();
    m_folder.reset();
}

void TestRecentFiles::list_hasTheNewestFirst()
{
    m_shown->load("lost-update");
    QVERIFY(!uitest::openRecentMenu(*m_shown)->isEnabled());
    uitest::closeMenus(*m_shown);
    for (const char* name : {"one.jsonl", "two.jsonl", "three.jsonl"})
        uitest::saveByDialog(*m_shown, path(name));
    m_shown->window.files().save(path("one.jsonl"));
    QCOMPARE(
        uitest::recent(*m_shown),
        QStringList(
            {QStringLiteral("one.jsonl"), QStringLiteral("three.jsonl"), QStringLiteral("two.jsonl")}));
    // A deleted file is not in the list.
    QVERIFY(QFile::remove(path("three.jsonl")));
    QCOMPARE(
        uitest::recent(*m_shown), QStringList({QStringLiteral("one.jsonl"), QStringLiteral("two.jsonl")}));
    for (int i = 0; i < 12; ++i)
        m_shown->window.files().save(m_folder->filePath(QStringLiteral("%1.jsonl").arg(i)));
    QCOMPARE(uitest::recent(*m_shown).size(), RecentFiles::Most);
    QCOMPARE(uitest::recent(*m_shown).first(), QStringLiteral("11.jsonl"));
}

void TestRecentFiles::entry_opensItsFile()
{
    m_shown->loadAndPlay("lost-update");
    const QString lesson = uitest::shownText(*m_shown);
    uitest::saveByDialog(*m_shown, path("lesson.jsonl"));
    m_shown->loadAndPlay("version-check");
    m_shown->timelineCursor().show(m_shown->journal().size());
    const QString check = uitest::shownText(*m_shown);
    uitest::saveByDialog(*m_shown, path("check.jsonl"));

    uitest::triggerRecent(*m_shown, 1);
    QCOMPARE(uitest::shownText(*m_shown), lesson);
    QCOMPARE(uitest::recent(*m_shown).first(), QStringLiteral("lesson.jsonl"));
    uitest::triggerRecent(
        *m_shown, static_cast<int>(uitest::recent(*m_shown).indexOf(QStringLiteral("check.jsonl"))));
    QCOMPARE(uitest::shownText(*m_shown), check);
}

void TestRecentFiles::replacedFreePlay_isKept_data()
{
    QTest::addColumn<QString>("how");
    for (const char* how :
         {"a scenario", "free play anew", "an opened file", "reset", "the window is closed"})
        QTest::newRow(how) << QString::fromLatin1(how);
}

void TestRecentFiles::replacedFreePlay_isKept()
{
    QFETCH(QString, how);
    uitest::write(
        path("empty.jsonl"),
        "{\"interleave\":\"journal\",\"version\":1,\"locking\":\"off\",\"startedAt\":0,"
        "\"rewinds\":0,\"records\":[]}\n");
    if (how == QLatin1String("reset")) {
        // A scenario that was left with a click.
        m_shown->load("lost-update");
        m_shown->clickIn(B(), "readButton");
        QVERIFY(m_shown->stage.hasLeftScript());
    }
    m_shown->playLesson();
    const QString text = uitest::shownText(*m_shown);
    const QSignalSpy replaced(&m_shown->stage, &Stage::journalReplaced);
    if (how == QLatin1String("a scenario"))
        m_shown->find<QAction>("version-check")->trigger();
    else if (how == QLatin1String("free play anew"))
        m_shown->find<QAction>("free-play")->trigger();
    else if (how == QLatin1String("an opened file"))
        m_shown->window.files().open(path("empty.jsonl"));
    else if (how == QLatin1String("reset"))
        m_shown->find<QAction>("resetAction")->trigger();
    else
        m_shown->window.close();
    if (how == QLatin1String("the window is closed"))
        m_shown = std::make_unique<uitest::ShownWindow>();
    else
        uitest::waitForAnother(*m_shown, replaced);

    const qsizetype kept = uitest::recent(*m_shown).indexOf(QStringLiteral("Last session"));
    QVERIFY(kept >= 0);
    uitest::triggerRecent(*m_shown, static_cast<int>(kept));
    QCOMPARE(uitest::shownText(*m_shown), text);
}

void TestRecentFiles::scenario_isNotKept()
{
    m_shown->loadAndPlay("lost-update");
    m_shown->load("version-check");
    QVERIFY(uitest::recent(*m_shown).isEmpty());
    m_shown->window.close();
    QVERIFY(!QFileInfo::exists(RecentFiles::lastSession()));
}

QTEST_MAIN(TestRecentFiles)

#include "tst_recentfiles.moc"
