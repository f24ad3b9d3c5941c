#include "gui/export/storyfragments.h"

#include "warningfreetest.h"

#include <QTest>

using namespace interleave;

namespace {

/// "ab c" has the fragments a and b at the first step, none at the second … a space between steps.
std::vector<QStringList> stepsOf(const QString& text)
{
    std::vector<QStringList> steps;
    for (const QString& step : text.split(QLatin1Char('|')))
        steps.push_back(step.isEmpty() ? QStringList() : step.split(QString(), Qt::SkipEmptyParts));
    return steps;
}

/// "a0-1 b0-0"
QString printed(const std::vector<StoryFragment>& fragments)
{
    QStringList parts;
    for (const StoryFragment& fragment : fragments)
        parts.append(fragment.markup + fragment.rangesText().replace(QLatin1Char(' '), QLatin1Char(',')));
    return parts.join(QLatin1Char(' '));
}

} // namespace

/// One drawing of many, of which a step shows its own.
class TestStoryFragments final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void fragments_areShared_data();
    void fragments_areShared();
    void step_showsItsOwnInTheirOrder_data();
    void step_showsItsOwnInTheirOrder();
};

void TestStoryFragments::fragments_areShared_data()
{
    QTest::addColumn<QString>("steps");
    QTest::addColumn<QString>("merged");
    const auto row = [](const char* name, const char* steps, const char* merged) {
        QTest::newRow(name) << QString::fromLatin1(steps) << QString::fromLatin1(merged);
    };
    row("nothing at all", "", "");
    row("the same at each step", "ab|ab|ab", "a0-2 b0-2");
    row("one more at the end", "a|ab", "a0-1 b1-1");
    row("one more in between", "ac|abc", "a0-1 b1-1 c0-1");
    row("one is swapped", "axc|ayc", "a0-1 x0-0 y1-1 c0-1");
    row("one goes and comes back", "abc|ac|abc", "a0-2 b0-0,2-2 c0-2");
    row("a step without any", "ab||ab", "a0-0,2-2 b0-0,2-2");
    row("two that are the same", "aa|a|aa", "a0-2 a0-0,2-2");
    row("what was shown before goes on", "ab|cb|cab", "a0-0 c1-2 a2-2 b0-2");
}

void TestStoryFragments::fragments_areShared()
{
    QFETCH(const QString, steps);
    QFETCH(const QString, merged);
    QCOMPARE(printed(mergedFragments(stepsOf(steps))), merged);
}

void TestStoryFragments::step_showsItsOwnInTheirOrder_data()
{
    QTest::addColumn<QString>("steps");
    for (const char* steps : {"abc|cba", "abab|baba|abba", "abcdef|afbecd||fedcba|abcdef", "aab|aba|baa"})
        QTest::newRow(steps) << QString::fromLatin1(steps);
}

void TestStoryFragments::step_showsItsOwnInTheirOrder()
{
    QFETCH(const QString, steps);
    const std::vector<QStringList> expected = stepsOf(steps);
    const std::vector<StoryFragment> merged = mergedFragments(expected);
    for (std::size_t step = 0; step < expected.size(); ++step) {
        QStringList shown;
        for (const StoryFragment& fragment : merged) {
            if (fragment.isShownAt(static_cast<int>(step)))
                shown.append(fragment.markup);
        }
        QCOMPARE(shown, expected[step]);
    }
}

QTEST_GUILESS_MAIN(TestStoryFragments)
#include "tst_storyfragments.moc"
