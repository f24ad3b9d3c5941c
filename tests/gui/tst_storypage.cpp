#include "gui/storypages.h"
#include "gui/theme/fonts.h"
#include "warningfreetest.h"

#include <QCryptographicHash>
#include <QGuiApplication>
#include <QTest>

using namespace interleave;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

namespace {

const auto Lost = u"A reads; B reads; A saves 7; B saves 8"_s;

QByteArray pageOf(const TextJournal& text, qint64 moment = -1)
{
    const auto page = storyHtml(pageSource(text, moment));
    return page ? *page : page.error().toUtf8();
}

} // namespace

/// The page to step through, as text.
class TestStoryPage final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }

    void page_isWholeAndNeedsNothing();
    void page_showsTheEnd();
    void page_opensAtTheMoment();
    void page_letsOnlyItsOwnScriptRun();
    void captions_areTheExplanations();
    void names_areNeverMarkup();
    void richText_keepsBoldOnly_data();
    void richText_keepsBoldOnly();
    void steps_endWithTheirEvents();
    void empty_isAPageToo();
    void longStory_isRefused();
    void transactions_areStepped();
};

void TestStoryPage::page_isWholeAndNeedsNothing()
{
    const QByteArray page = pageOf(TextJournal(Lost));
    QCOMPARE(problemOf(page), QString());
    QVERIFY2(page.size() < 100'000, qPrintable(QString::number(page.size())));
    QVERIFY(!page.contains("http:") && !page.contains("https:"));
    QVERIFY(!page.contains("url("));
    QCOMPARE(page.count("<svg viewBox=\"0 0 860"), 1);
    QVERIFY(page.contains("<title>Two shops</title>"));
    QVERIFY(page.contains("<h1>10 desk lamps</h1>"));
}

void TestStoryPage::page_showsTheEnd()
{
    const QString page = QString::fromUtf8(pageOf(TextJournal(Lost)));
    // What is not of the end is hidden by its class, and only that.
    static const QRegularExpression part(
        u"<(g|p)(?: class=\"([^\"]*)\")? data-s=\"([-0-9 ]+)\"(?: class=\"([^\"]*)\")?>"_s);
    auto parts = part.globalMatch(page);
    int hidden = 0;
    int shown = 0;
    while (parts.hasNext()) {
        const QRegularExpressionMatch match = parts.next();
        const bool isOff = (match.captured(2) + u' ' + match.captured(4)).split(u' ').contains(u"off"_s);
        QCOMPARE(isOff, !match.captured(3).endsWith(u"-4"_s));
        ++(isOff ? hidden : shown);
    }
    QVERIFY(hidden > 5);
    QVERIFY(shown > 5);
    QVERIFY(page.contains(u"<details class=\"steps\" open>"_s));
    for (const char* id : {"step-0", "step-4"})
        QCOMPARE(page.count(u"id=\"%1\""_s.arg(QLatin1String(id))), 1);
}

void TestStoryPage::page_opensAtTheMoment()
{
    QVERIFY(pageOf(TextJournal(Lost)).contains("data-last=\"4\" data-opening=\"4\""));
    QVERIFY(pageOf(TextJournal(Lost), 2).contains("data-last=\"4\" data-opening=\"2\""));
    QVERIFY(pageOf(TextJournal(Lost), 0).contains("data-last=\"4\" data-opening=\"0\""));
}

void TestStoryPage::page_letsOnlyItsOwnScriptRun()
{
    const QByteArray page = pageOf(TextJournal(Lost));
    QVERIFY(page.contains("content=\"default-src 'none'; "));
    for (const char* name : {"script", "style"}) {
        const QByteArray begin = QByteArray("<") + name + '>';
        const QByteArray end = QByteArray("</") + name + '>';
        QCOMPARE(page.count(begin), 1);
        QCOMPARE(page.count(end), 1);
        const qsizetype from = page.indexOf(begin) + begin.size();
        const QByteArray content = page.mid(from, page.indexOf(end) - from);
        QVERIFY(content.size() > 1000);
        QVERIFY(page.contains(
            QByteArray(name) + "-src 'sha256-" +
            QCryptographicHash::hash(content, QCryptographicHash::Sha256).toBase64() + '\''));
    }
}

void TestStoryPage::captions_areTheExplanations()
{
    const TextJournal text(Lost);
    const auto content = storyContent(pageSource(text));
    QVERIFY(content);
    const Journal& journal = text.journal();
    const std::vector<PageMoment>& moments = content->sides.front().moments;
    QCOMPARE(moments.size(), std::size_t(5));
    const Explanation last = explain(journal.event(journal.size()), journal.at(journal.size() - 1));
    QCOMPARE(moments.back().told.size(), 1);
    QCOMPARE(moments.back().told.first().title, last.title);
    QCOMPARE(moments.back().told.first().story, last.story);
    const QString page = QString::fromUtf8(storyPage(*content));
    QVERIFY(page.contains(u"<b class=\"lost\">A’s update was lost.</b>"_s));
    QVERIFY(moments.front().outcome.isEmpty());
    QVERIFY2(moments.back().outcome.contains(u"lost"_s), qPrintable(moments.back().outcome));
}

void TestStoryPage::names_areNeverMarkup()
{
    const QString evil = u"<b>&\"'</script><!--@script@"_s;
    TextJournal text(u"A reads; A types name %1; A saves; %2 reads"_s.arg(evil, evil));
    ExportSource source = pageSource(text);
    source.title = evil;
    source.headline.story = evil;
    source.words.insert(1, evil);
    const auto page = storyHtml(source);
    QVERIFY(page);
    QCOMPARE(problemOf(*page), QString());
    QCOMPARE(page->count("</script>"), 1);
    QVERIFY(!page->contains("<!--"));
    const QByteArray shown = evil.toHtmlEscaped().toUtf8();
    QVERIFY(page->contains("<title>" + shown + "</title>"));
    QVERIFY(page->contains("<h1>" + shown + "</h1>"));
    QVERIFY(page->contains("“" + shown + "”"));
    QVERIFY(page->count(shown) > 8);
}

void TestStoryPage::richText_keepsBoldOnly_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("markup");
    const auto row = [](const char* name, const char* text, const char* markup) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(markup);
    };
    row("plain", "A saved 7", "A saved 7");
    row("bold", "at <b>version 1</b>.", "at <b>version 1</b>.");
    row("an escaped value", "&lt;i&gt; &amp;amp; &quot;", "&lt;i&gt; &amp;amp; &quot;");
    row("another element",
        "<i>a</i><script>x</script>",
        "&lt;i&gt;a&lt;/i&gt;&lt;script&gt;x&lt;/script&gt;");
    row("attributes", "<b onclick=\"x\">a</b>", "&lt;b onclick=&quot;x&quot;&gt;a");
    row("without an end", "<b>a", "<b>a</b>");
    row("without a beginning", "a</b>", "a");
    row("an ampersand", "a & b &nbsp;", "a &amp; b &amp;nbsp;");
}

void TestStoryPage::richText_keepsBoldOnly()
{
    QFETCH(const QString, text);
    QFETCH(const QString, markup);
    QCOMPARE(storyMarkup(text), markup);
}

void TestStoryPage::steps_endWithTheirEvents()
{
    const TextJournal text(u"A reads; A saves 7; B reads; B types 9"_s);
    const std::vector<qint64> ends = endsOfSteps(text.journal());
    // What is typed has no number, and belongs to the step before it.
    const std::vector<qint64> expected{0, 2, 3, 5};
    QCOMPARE(text.journal().size(), 5);
    QCOMPARE(ends, expected);
}

void TestStoryPage::empty_isAPageToo()
{
    const QByteArray page = pageOf(TextJournal(QString()));
    QCOMPARE(problemOf(page), QString());
    QVERIFY(page.contains("data-last=\"0\" data-opening=\"0\""));
}

void TestStoryPage::longStory_isRefused()
{
    TextJournal text(u"A reads"_s);
    for (int i = 1; i < MostPageSteps; ++i)
        text.add(u"A reads"_s);
    QVERIFY(storyHtml(pageSource(text)));
    text.add(u"A reads"_s);
    const auto refused = storyHtml(pageSource(text));
    QVERIFY(!refused);
    QCOMPARE(
        refused.error(),
        u"A page steps through at most 100 steps with 250 events, and here are 101 with 101. Save it as a "
        "drawing (SVG), which has no such limit."_s);
}

void TestStoryPage::transactions_areStepped()
{
    StoryScript script({u"A"_s, u"B"_s}, u"read uncommitted"_s);
    script.begin(u"A"_s)
        .write(u"A"_s, 999)
        .read(u"B"_s, 999, StoryScript::pending(u"A"_s, 2))
        .rollback(u"A"_s);
    const TransactionStory story = script.story();
    const auto content = storyContent(story, story.journal.size());
    QVERIFY(content);
    QCOMPARE(problemOf(storyPage(*content)), QString());
    const std::vector<PageMoment>& moments = content->sides.front().moments;
    QVERIFY(moments.size() > 1);
    QVERIFY(textsOf(moments.front().picture).filter(u"not yet"_s).size() > 1);
    QVERIFY(textsOf(moments.back().picture).filter(u"not yet"_s).isEmpty());
    for (const PageMoment& moment : moments)
        QCOMPARE(moment.picture.size, moments.back().picture.size);
}

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    TestStoryPage test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_storypage.moc"
