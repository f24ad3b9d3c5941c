#include "gui/diagram/diagramlayout.h"
#include "gui/diagram/typesetter.h"
#include "gui/theme/fonts.h"
#include "stage/files/scenariolibrary.h"
#include "stage/scenariorun.h"
#include "warningfreetest.h"

#include <QGuiApplication>
#include <QTest>

#include <algorithm>

using namespace interleave;

namespace {

const char* const Three = R"({
    "title": "Three", "locking": "lease",
    "records": { "east": { "stock": 1 }, "north": { "stock": 1 }, "south": { "stock": 1 } },
    "steps": [
        { "client": "A", "do": "acquire", "record": "north" },
        { "client": "B", "do": "acquire", "record": "south" },
        { "client": "C", "do": "acquire", "record": "east" },
        { "client": "A", "do": "acquire", "wait": 60, "record": "south" },
        { "client": "B", "do": "acquire", "wait": 60, "record": "east" },
        { "client": "C", "do": "acquire", "wait": 60, "record": "north" },
        { "client": "C", "do": "release", "record": "east" },
        { "client": "B", "do": "release", "record": "south" } ] })";

} // namespace

/// The picture of a deadlock says who holds what, who waits for whom, and who was refused.
class TestDeadlockCycle final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }

    void cycle_isDrawnBelowItsRow_data();
    void cycle_isDrawnBelowItsRow();
    void cycle_isNotDrawnBeforeItsTime();
    void cycle_isNotDrawnBesideAnotherRun();
    void longCycle_isOnlyTold();

private:
    void play(const Scenario& scenario);
    [[nodiscard]] DiagramPicture pictureOf(const DiagramLayout& layout, qint64 moment, qreal width) const;
    [[nodiscard]] QStringList wordsOf(const DiagramPicture& picture) const;

    std::unique_ptr<ScenarioRun> m_run;
    QStringList m_clients;
    DiagramLayout m_layout;
    qint64 m_deadlock = 0;
};

void TestDeadlockCycle::play(const Scenario& scenario)
{
    m_run = std::make_unique<ScenarioRun>(runScenario(scenario, Locking::Lease));
    QCOMPARE(m_run->problem, QString());
    m_clients = scenario.clients();
    m_layout = DiagramLayout();
    m_layout.setJournal(&m_run->journal(), m_clients);
    m_deadlock = 0;
    for (qint64 seq = 1; seq <= m_run->journal().size(); ++seq) {
        if (m_run->journal().event(seq).verdict == Verdict::Deadlock)
            m_deadlock = seq;
    }
    QVERIFY(m_deadlock > 0);
}

DiagramPicture TestDeadlockCycle::pictureOf(const DiagramLayout& layout, qint64 moment, qreal width) const
{
    DiagramFrame frame;
    frame.moment = moment;
    frame.width = width;
    frame.middles = DiagramLayout::spread(width, layout.laneCount());
    frame.height = layout.height(1);
    DiagramPicture picture = layout.picture(frame);
    typeset(picture, Theme::light());
    return picture;
}

/// What stands below the row of the deadlock.
QStringList TestDeadlockCycle::wordsOf(const DiagramPicture& picture) const
{
    const qreal top = m_layout.rowTop(m_deadlock, 1) + m_layout.rowHeight(m_deadlock, 1);
    QStringList words;
    for (const PictureText& text : picture.texts) {
        if (text.seq == m_deadlock && text.space.top() >= top)
            words.append(text.text);
    }
    words.sort();
    return words;
}

void TestDeadlockCycle::cycle_isDrawnBelowItsRow_data()
{
    QTest::addColumn<int>("messageHeight");
    QTest::addColumn<int>("width");
    QTest::addColumn<QStringList>("words");
    const QStringList two{
        QStringLiteral("A"),
        QStringLiteral("B"),
        QStringLiteral("holds north"),
        QStringLiteral("holds south"),
        QStringLiteral("refused: north"),
        QStringLiteral("waits for south")};
    QTest::newRow("two clients") << 64 << 1080 << two;
    QTest::newRow("low rows, and little space") << 44 << 900 << two;
}

void TestDeadlockCycle::cycle_isDrawnBelowItsRow()
{
    QFETCH(const int, messageHeight);
    QFETCH(const int, width);
    QFETCH(const QStringList, words);
    play(findScenario(QStringLiteral("deadlock"))->scenario);
    m_layout.setMessageHeight(messageHeight);
    const DiagramPicture picture = pictureOf(m_layout, m_layout.rowCount(), width);
    QCOMPARE(wordsOf(picture), words);

    std::vector<QRectF> boxes;
    const qreal bottom = m_layout.rowTop(m_deadlock + 1, 1);
    for (const PictureText& text : picture.texts) {
        if (text.seq != m_deadlock || text.box.isEmpty())
            continue;
        QVERIFY2(text.wordings.contains(text.text), qPrintable(text.text));
        QVERIFY2(text.box.bottom() <= bottom, qPrintable(text.text));
        for (const QRectF& box : boxes)
            QVERIFY2(!box.intersects(text.box), qPrintable(text.text));
        boxes.push_back(text.box);
    }
    // Beside its own request, the one that would have closed the cycle; and each wait before it.
    const auto count = [&](ArrowKind kind) {
        return std::ranges::count_if(picture.arrows, [&](const PictureArrow& arrow) {
            return arrow.seq == m_deadlock && arrow.kind == kind;
        });
    };
    QCOMPARE(count(ArrowKind::Refused), 2);
    QCOMPARE(count(ArrowKind::Request), 1);
}

void TestDeadlockCycle::cycle_isNotDrawnBeforeItsTime()
{
    play(findScenario(QStringLiteral("deadlock"))->scenario);
    QCOMPARE(wordsOf(pictureOf(m_layout, m_deadlock - 1, 1080)), QStringList());
    QVERIFY(!wordsOf(pictureOf(m_layout, m_deadlock, 1080)).isEmpty());
}

/// There the rows of both runs are side by side.
void TestDeadlockCycle::cycle_isNotDrawnBesideAnotherRun()
{
    play(findScenario(QStringLiteral("deadlock"))->scenario);
    DiagramLayout compared;
    compared.hideCycles();
    compared.setJournal(&m_run->journal(), m_clients);
    QCOMPARE(compared.bandHeight(m_deadlock, 1), compared.rowHeight(m_deadlock, 1));
    QCOMPARE(
        compared.rowTop(m_deadlock + 1, 1), m_layout.rowTop(m_deadlock + 1, 1) - DiagramLayout::CycleHeight);
}

void TestDeadlockCycle::longCycle_isOnlyTold()
{
    play(scenarioFromJson(Three).value());
    QCOMPARE(wordsOf(pictureOf(m_layout, m_layout.rowCount(), 1400)), QStringList());
    QCOMPARE(m_layout.bandHeight(m_deadlock, 1), m_layout.rowHeight(m_deadlock, 1));
}

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    TestDeadlockCycle test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_deadlockcycle.moc"
