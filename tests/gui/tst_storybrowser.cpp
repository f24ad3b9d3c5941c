#include "gui/devtools.h"
#include "gui/playback/comparison.h"
#include "gui/storypages.h"
#include "gui/theme/fonts.h"
#include "stage/files/scenariolibrary.h"
#include "warningfreetest.h"

#include <QApplication>
#include <QUrl>

#include <algorithm>
#include <optional>

using namespace interleave;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

namespace {

/// What can be read in the diagrams now, also where it is scrolled away.
const QString Shown = u"[...document.querySelectorAll('.figure text')]"
                      ".filter(text => text.getClientRects().length > 0).map(text => text.textContent)"_s;
const QString PlaceText = u"document.querySelector('.place').textContent"_s;
const QString Caption = u"document.querySelector('.caption').textContent"_s;

StoryContent lostUpdate()
{
    const TextJournal text(u"A reads; B reads; A saves 7; <i>curl</i> reads; B saves 8"_s);
    return *storyContent(pageSource(text));
}

StoryContent dirtyRead()
{
    StoryScript script({u"A"_s, u"B"_s}, u"read uncommitted"_s);
    script.begin(u"A"_s)
        .write(u"A"_s, 999)
        .read(u"B"_s, 999, StoryScript::pending(u"A"_s, 2))
        .rollback(u"A"_s);
    return *storyContent(script.story(), script.story().journal.size());
}

StoryContent bothRules()
{
    Comparison both;
    const QList<NamedScenario> scenarios = builtinScenarios();
    const auto lost = std::ranges::find(scenarios, u"lost-update"_s, &NamedScenario::name);
    both.load(lost->scenario, static_cast<int>(lost->scenario.steps.size()));
    while (both.isBusy())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return *storyContent(both);
}

/// In all diagrams of the page.
QStringList expectedTexts(const StoryContent& content, int step)
{
    QStringList texts;
    for (const StorySide& side : content.sides)
        texts += textsOf(side.moments[static_cast<std::size_t>(step)].picture);
    return texts;
}

} // namespace

/// The page in a real browser.
class TestStoryBrowser final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_browser.reset(); }

    void step_showsItsDrawing_data();
    void step_showsItsDrawing();
    void keys_step();
    void buttons_step();
    void links_chooseAStep();
    void captions_areAnnounced();
    void withoutScript_theEndIsShown();
    void sandboxedFrame_showsTheEnd();
    void framedWithScript_steps();
    void print_isTheWholeStory();
    void motion_isReduced();

private:
    /// Writes the page to a file; its address.
    QString written(const StoryContent& content, const QString& name = u"page.html"_s)
    {
        return written(storyPage(content), name);
    }
    QString written(const QByteArray& page, const QString& name)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(page) != page.size())
            qFatal("%s", qPrintable(file.errorString()));
        return QUrl::fromLocalFile(file.fileName()).toString();
    }
    DevTools& browser() { return *m_browser; }
    [[nodiscard]] QString now() { return browser().evaluate(PlaceText).toString(); }

    QTemporaryDir m_folder;
    std::optional<DevTools> m_browser;
};

void TestStoryBrowser::initTestCase()
{
    if (DevTools::program().isEmpty())
        QSKIP("There is no Chromium here; install it and run this again.");
    loadBundledFonts();
    m_browser.emplace();
    QVERIFY(browser().attach());
}

void TestStoryBrowser::step_showsItsDrawing_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("requests") << 0;
    QTest::newRow("transactions") << 1;
    QTest::newRow("two rules") << 2;
}

void TestStoryBrowser::step_showsItsDrawing()
{
    QFETCH(const int, kind);
    const StoryContent content = kind == 0 ? lostUpdate() : kind == 1 ? dirtyRead() : bothRules();
    const QString url = written(content);
    QVERIFY(browser().load(url));
    const int last = static_cast<int>(content.rows.size()) - 1;
    QVERIFY(last > 2);
    // From the end to the start and back: each step is the same from both directions.
    for (int step = last; step > 0; --step) {
        QCOMPARE(browser().texts(Shown), expectedTexts(content, step));
        browser().press(u"ArrowLeft"_s);
    }
    for (int step = 0; step <= last; ++step) {
        QCOMPARE(browser().texts(Shown), expectedTexts(content, step));
        browser().press(u"ArrowRight"_s);
    }
    QCOMPARE(browser().requests(), QStringList{url});
    QCOMPARE(browser().messages(), QStringList());
}

void TestStoryBrowser::keys_step()
{
    QVERIFY(browser().load(written(lostUpdate())));
    QCOMPARE(now(), u"Step 5 of 5"_s);
    browser().press(u"Home"_s);
    QCOMPARE(now(), u"Step 0 of 5"_s);
    browser().press(u"ArrowLeft"_s);
    QCOMPARE(now(), u"Step 0 of 5"_s);
    browser().press(u" "_s, u" "_s);
    browser().press(u"ArrowRight"_s);
    QCOMPARE(now(), u"Step 2 of 5"_s);
    QCOMPARE(browser().evaluate(u"location.hash"_s).toString(), u"#step-2"_s);
    browser().press(u"End"_s);
    QCOMPARE(now(), u"Step 5 of 5"_s);
    // On a button, Space presses it.
    browser().press(u"Home"_s);
    (void)browser().evaluate(u"document.querySelector('[data-go=last]').focus()"_s);
    browser().press(u" "_s, u" "_s);
    QCOMPARE(now(), u"Step 5 of 5"_s);
}

void TestStoryBrowser::buttons_step()
{
    QVERIFY(browser().load(written(lostUpdate())));
    const QStringList names = browser().texts(
        u"[...document.querySelectorAll('button')].map(b => b.getAttribute('aria-label') || b.textContent.trim())"_s);
    QCOMPARE(names, QStringList({u"To the start"_s, u"Back"_s, u"Next"_s, u"To the end"_s}));
    const auto click = [this](const char* go) {
        // As a finger or a mouse does, in the middle of what is seen.
        (void)browser().evaluate(
            u"(r => document.elementFromPoint(r.x + r.width / 2, r.y + r.height / "
            u"2).closest('button').click())"
            "(document.querySelector('[data-go=%1]').getBoundingClientRect())"_s.arg(QLatin1String(go)));
        return now();
    };
    QCOMPARE(click("first"), u"Step 0 of 5"_s);
    QCOMPARE(click("next"), u"Step 1 of 5"_s);
    QCOMPARE(click("last"), u"Step 5 of 5"_s);
    QCOMPARE(click("back"), u"Step 4 of 5"_s);
    QVERIFY(
        browser()
            .evaluate(
                u"[...document.querySelectorAll('button')].every(b => b.offsetHeight >= 44 && b.offsetWidth >= 44)"_s)
            .toBool());
}

void TestStoryBrowser::links_chooseAStep()
{
    const StoryContent content = lostUpdate();
    const QString url = written(content);
    QVERIFY(browser().load(url + u"#step-3"_s));
    QCOMPARE(now(), u"Step 3 of 5"_s);
    QCOMPARE(browser().texts(Shown), expectedTexts(content, 3));
    (void)browser().evaluate(
        u"new Promise(done => { addEventListener('hashchange', done, {once: true}); location.hash = 'step-1'; })"_s);
    QCOMPARE(now(), u"Step 1 of 5"_s);
    for (const char* other : {"#step-99", "#elsewhere"}) {
        QVERIFY(browser().load(url + QLatin1String(other)));
        QCOMPARE(now(), u"Step 5 of 5"_s);
    }
    StoryContent early = content;
    early.opening = 2;
    QVERIFY(browser().load(written(early)));
    QCOMPARE(now(), u"Step 2 of 5"_s);
}

void TestStoryBrowser::captions_areAnnounced()
{
    QVERIFY(browser().load(written(lostUpdate())));
    QCOMPARE(
        browser().evaluate(u"document.querySelector('.caption').parentElement.ariaLive"_s).toString(),
        u"polite"_s);
    const QString last = browser().evaluate(Caption).toString();
    QVERIFY2(last.contains(u"A’s update was lost."_s), qPrintable(last));
    browser().press(u"Home"_s);
    browser().press(u"ArrowRight"_s);
    const QString first = browser().evaluate(Caption).toString();
    QVERIFY2(first.contains(u"A read version 1."_s), qPrintable(first));
    // Names are text.
    QCOMPARE(browser().evaluate(u"document.querySelectorAll('main i').length"_s).toInt(), 0);
    QVERIFY(
        browser().evaluate(u"document.querySelector('ol').textContent.includes('<i>curl</i>')"_s).toBool());
}

void TestStoryBrowser::withoutScript_theEndIsShown()
{
    const StoryContent content = lostUpdate();
    browser().ask(u"Emulation.setScriptExecutionDisabled"_s, {{u"value"_s, true}});
    const bool loaded = browser().load(written(content));
    const QStringList texts = browser().texts(Shown);
    const bool isOpen = browser().evaluate(u"document.querySelector('details').open"_s).toBool();
    const int controls = browser().evaluate(u"document.querySelectorAll('button').length"_s).toInt(-1);
    browser().ask(u"Emulation.setScriptExecutionDisabled"_s, {{u"value"_s, false}});
    QVERIFY(loaded);
    QCOMPARE(texts, expectedTexts(content, 5));
    QVERIFY(isOpen);
    QCOMPARE(controls, 0);
}

void TestStoryBrowser::sandboxedFrame_showsTheEnd()
{
    (void)written(lostUpdate());
    QVERIFY(browser().load(written(
        "<!DOCTYPE html><title>A page</title><iframe sandbox src=\"page.html\"></iframe>"_ba,
        u"frame.html"_s)));
    const QJsonObject frame = browser().ask(u"DOM.getDocument"_s, {{u"depth"_s, -1}, {u"pierce"_s, true}});
    const QString document = QString::fromUtf8(QJsonDocument(frame).toJson());
    QVERIFY(document.contains(u"A’s update was lost."_s));
    QVERIFY(document.contains(u"\"step-5\""_s));
    QVERIFY(!document.contains(u"\"aria-current\""_s));
}

void TestStoryBrowser::framedWithScript_steps()
{
    (void)written(lostUpdate());
    QVERIFY(browser().load(written(
        "<!DOCTYPE html><title>A page</title><iframe sandbox=\"allow-scripts\" src=\"page.html#step-2\"></iframe>"_ba,
        u"frame.html"_s)));
    const QJsonObject frame = browser().ask(u"DOM.getDocument"_s, {{u"depth"_s, -1}, {u"pierce"_s, true}});
    QVERIFY(QString::fromUtf8(QJsonDocument(frame).toJson()).contains(u"Step 2 of 5"_s));
    QCOMPARE(browser().messages(), QStringList());
}

void TestStoryBrowser::print_isTheWholeStory()
{
    const StoryContent content = lostUpdate();
    QVERIFY(browser().load(written(content) + u"#step-1"_s));
    (void)browser().evaluate(u"dispatchEvent(new Event('beforeprint'))"_s);
    QCOMPARE(browser().texts(Shown), expectedTexts(content, 5));
    QVERIFY(browser().evaluate(u"document.querySelector('details').open"_s).toBool());
    (void)browser().evaluate(u"dispatchEvent(new Event('afterprint'))"_s);
    QCOMPARE(browser().texts(Shown), expectedTexts(content, 1));
    QVERIFY(!browser().evaluate(u"document.querySelector('details').open"_s).toBool());
}

void TestStoryBrowser::motion_isReduced()
{
    browser().ask(
        u"Emulation.setEmulatedMedia"_s,
        {{u"features"_s,
          QJsonArray{QJsonObject{{u"name"_s, u"prefers-reduced-motion"_s}, {u"value"_s, u"reduce"_s}}}}});
    browser().ask(
        u"Emulation.setDeviceMetricsOverride"_s,
        {{u"width"_s, 360}, {u"height"_s, 400}, {u"deviceScaleFactor"_s, 1}, {u"mobile"_s, false}});
    QVERIFY(browser().load(written(lostUpdate())));
    browser().press(u"Home"_s);
    QCOMPARE(browser().evaluate(u"scrollY"_s).toInt(-1), 0);
    browser().press(u"End"_s);
    // It is there at once.
    QVERIFY(browser().evaluate(u"scrollY"_s).toInt() > 0);
    browser().ask(u"Emulation.clearDeviceMetricsOverride"_s);
    QCOMPARE(browser().messages(), QStringList());
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    TestStoryBrowser test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_storybrowser.moc"
