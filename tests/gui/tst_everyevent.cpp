#include "core/export/sequencetext.h"
#include "core/scenario/turningpoint.h"
#include "core/words/explanation.h"
#include "gui/diagram/diagramview.h"
#include "gui/messages/messagesmodel.h"
#include "gui/momenttext.h"
#include "gui/textjournal.h"
#include "warningfreetest.h"

#include <QAccessible>

using namespace interleave;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int LastAction = static_cast<int>(Action::Clock);
constexpr int LastVerdict = static_cast<int>(Verdict::Unknown);

QString nameOf(int action, int verdict)
{
    Event event;
    event.action = static_cast<Action>(action);
    event.verdict = static_cast<Verdict>(verdict);
    const QByteArray line = toJsonLine(event);
    const auto member = [&line](const QByteArray& name) {
        const qsizetype at = line.indexOf('"' + name + "\":\"") + name.size() + 4;
        return QString::fromLatin1(line.mid(at, line.indexOf('"', at) - at));
    };
    return member("action") + u' ' + member("verdict");
}

/// An event of that kind for A, after B has read.
Event eventOf(Action action, Verdict verdict)
{
    Event event;
    event.action = action;
    event.verdict = verdict;
    if (action != Action::Rule && action != Action::Clock)
        event.client = u"A"_s;
    event.record = u"item"_s;
    const bool isAnswered = verdict != Verdict::Unknown && verdict != Verdict::Waiting &&
                            verdict != Verdict::Expired && verdict != Verdict::GaveUp &&
                            action != Action::AnswerLost && action != Action::Edit;
    event.status = !isAnswered ? 0 : isRefusal(verdict) || verdict == Verdict::Deadlock ? 409 : 200;
    event.seconds = action == Action::Clock ? -60 : 0;
    event.before = standardRecord().fields;
    event.after = action == Action::Edit ? stock(7) : standardRecord().fields.with(stock(7));
    event.version = verdict == Verdict::Saved ? 2 : 1;
    event.lease = Lease{u"A"_s, 1, JournalBuilder::Start + 30'000};
    if (action == Action::Increment)
        event.amounts = stock(-3);
    return event;
}

/// A journal of one read and that event; only a try is committed.
std::unique_ptr<JournalBuilder> journalWith(Action action, Verdict verdict)
{
    auto builder = std::make_unique<JournalBuilder>(Locking::Timestamp);
    builder->read(u"B"_s).custom(eventOf(action, verdict));
    return builder;
}

} // namespace

/// Every kind of event has a row, a text and an explanation, and can be selected: none is only counted.
class TestEveryEvent final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { uitest::applyStyle(); }

    void event_isShownSelectableAndExplained_data();
    void event_isShownSelectableAndExplained();
    void everyPosition_hasItsOwnEvent_data();
    void everyPosition_hasItsOwnEvent();
    void clock_isALineAcrossAllLanes();
    void clock_isExplainedForEachRule_data();
    void clock_isExplainedForEachRule();
    void expiry_isALineAcrossAllLanes();
    void editAsAStep_isShown();
};

void TestEveryEvent::event_isShownSelectableAndExplained_data()
{
    QTest::addColumn<int>("action");
    QTest::addColumn<int>("verdict");
    for (int action = 0; action <= LastAction; ++action) {
        for (int verdict = 0; verdict <= LastVerdict; ++verdict)
            QTest::newRow(qPrintable(nameOf(action, verdict))) << action << verdict;
    }
}

void TestEveryEvent::event_isShownSelectableAndExplained()
{
    QFETCH(int, action);
    QFETCH(int, verdict);
    const auto builder = journalWith(static_cast<Action>(action), static_cast<Verdict>(verdict));
    const Journal& journal = builder->journal();
    const Event& event = journal.event(2);

    DiagramView view;
    view.resize(1080, 560);
    view.setAnimated(false);
    view.setJournal(&journal, {u"A"_s, u"B"_s});
    view.setSelected(2);
    const DiagramPicture picture = view.layout().picture(view.frame());
    const auto row = std::ranges::find(picture.rows, 2, &PictureRow::seq);
    QVERIFY(row != picture.rows.end() && row->selected && row->rect.height() >= 16);
    const auto isWords = [](const PictureText& text) {
        return text.seq == 2 && text.kind != TextKind::Step && !text.wordings.first().trimmed().isEmpty();
    };
    QVERIFY(std::ranges::any_of(picture.texts, isWords));
    if (event.isAcross())
        QVERIFY(std::ranges::any_of(picture.lines, [](const PictureLine& line) { return line.seq == 2; }));
    QVERIFY(!view.accessibleDescription().isEmpty());

    // With the keyboard, from the end up and from the start down; edits are skipped.
    view.setSelected(0);
    QTest::keyClick(&view, Qt::Key_End);
    QCOMPARE(view.currentItem(), event.isMoment() ? 2 : 1);
    view.setSelected(1);
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.currentItem(), event.isMoment() ? 2 : 1);

    MessagesModel model;
    model.setJournal(&journal);
    QCOMPARE(model.rowCount(), 2);
    QStringList cells;
    for (const int column : {MessagesModel::RequestColumn, MessagesModel::AnswerColumn})
        cells.append(model.index(1, column).data().toString());
    QVERIFY(!cells.join(QString()).isEmpty());

    const Explanation told = explain(event, journal.at(1));
    const Explanation before = explain(journal.event(1), journal.at(0));
    QVERIFY(!told.title.isEmpty() && told.title != before.title);
    QVERIFY(!told.story.isEmpty() && told.story != before.story);

    for (const QString& text :
         {mermaidText({&journal, 2, {u"A"_s, u"B"_s}, {}}),
          plantUmlText({&journal, 2, {u"A"_s, u"B"_s}, {}})}) {
        const QString shorter = mermaidText({&journal, 1, {u"A"_s, u"B"_s}, {}});
        QVERIFY(text.count(u'\n') > shorter.count(u'\n'));
    }
}

void TestEveryEvent::everyPosition_hasItsOwnEvent_data()
{
    QTest::addColumn<QString>("scenario");
    for (const NamedScenario& named : builtinScenarios())
        QTest::newRow(qPrintable(named.name)) << named.name;
}

void TestEveryEvent::everyPosition_hasItsOwnEvent()
{
    QFETCH(QString, scenario);
    uitest::ShownWindow shown;
    shown.loadAndPlay(qPrintable(scenario));
    for (int position = shown.stage.position(); position > 0; --position) {
        QCOMPARE(shown.timelineCursor().position(), position);
        const qint64 looked = shown.timelineCursor().message();
        // At the end it is the one that decided the lesson.
        const bool isOver = position == shown.stage.scenario()->steps.size();
        const qint64 decided = isOver ? turningPoint(shown.journal(), shown.journal().size()) : 0;
        QVERIFY2(
            decided > 0
                ? looked == decided
                : looked > shown.stage.eventsAt(position - 1) && looked <= shown.stage.eventsAt(position),
            qPrintable(u"position %1"_s.arg(position)));
        QCOMPARE(shown.diagram()->currentItem(), looked);
        const Explanation told = explain(shown.journal().event(looked), shown.journal().at(looked - 1));
        QCOMPARE(uitest::text(*shown.find<QWidget>("explainPage"), "titleLabel"), told.title);
        shown.press(Qt::Key_Left, Qt::AltModifier);
    }
    QCOMPARE(shown.timelineCursor().message(), 0);
}

void TestEveryEvent::clock_isALineAcrossAllLanes()
{
    uitest::ShownWindow shown;
    shown.loadAndPlay("clock-went-back");
    const Event& clock = shown.journal().event(3);
    QCOMPARE(clock.action, Action::Clock);
    QCOMPARE(clock.seconds, qint64{-60});
    QCOMPARE(clock.message, qint64{0});
    shown.clickRow(3);
    QCOMPARE(shown.timelineCursor().seq(), 3);
    QCOMPARE(shown.timelineCursor().position(), 3);
    QCOMPARE(shown.diagram()->currentItem(), 3);
    QCOMPARE(uitest::text(*shown.find<QWidget>("explainPage"), "titleLabel"), u"The clock goes 60 s back"_s);
    QVERIFY(shown.diagram()->accessibleDescription().contains(u"the clock goes 60 s back"_s));
    const DiagramFrame frame = shown.diagram()->frame();
    const DiagramPicture picture = shown.diagram()->layout().picture(frame);
    const auto line = std::ranges::find(picture.lines, 3, &PictureLine::seq);
    QVERIFY(line != picture.lines.end());
    for (const qreal middle : frame.middles.clients)
        QVERIFY(line->left < middle && middle < line->right);
    // The shown clock is that of the moment.
    QCOMPARE(shown.timelineCursor().snapshot().time(), clock.time);
}

void TestEveryEvent::clock_isExplainedForEachRule_data()
{
    QTest::addColumn<Locking>("rule");
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("part");
    QTest::newRow("off") << Locking::Off << qint64{-60} << u"nothing looks at the clock"_s;
    QTest::newRow("version") << Locking::Version << qint64{-60} << u"it only grows"_s;
    QTest::newRow("timestamp, behind what stands")
        << Locking::Timestamp << qint64{-60} << u"carries an earlier date than what it replaces"_s;
    QTest::newRow("timestamp, after what stands")
        << Locking::Timestamp << qint64{-1} << u"the dates still tell the order"_s;
    QTest::newRow("lease, over") << Locking::Lease << qint64{90} << u"so it is over now"_s;
    QTest::newRow("lease, still held") << Locking::Lease << qint64{5} << u"goes on holding the lease"_s;
    QTest::newRow("lease, longer") << Locking::Lease << qint64{-5} << u"further away now"_s;
}

void TestEveryEvent::clock_isExplainedForEachRule()
{
    QFETCH(Locking, rule);
    QFETCH(qint64, seconds);
    QFETCH(QString, part);
    TextJournal text(u"A reads; B reads"_s, rule);
    if (rule == Locking::Lease)
        text.add(u"A acquires"_s);
    Event clock;
    clock.action = Action::Clock;
    clock.locking = rule;
    clock.seconds = seconds;
    const Snapshot before = text.journal().latest();
    clock.time = before.time() + 1000 * seconds;
    const Explanation told = explain(clock, before);
    QVERIFY2(told.story.contains(part), qPrintable(told.story));
    QVERIFY2(told.story.contains(u"no client is told"_s), qPrintable(told.story));
    QVERIFY(!told.choices.isEmpty());
}

void TestEveryEvent::expiry_isALineAcrossAllLanes()
{
    uitest::ShownWindow shown;
    shown.loadAndPlay("forgotten-lock");
    qint64 expiry = 1;
    while (shown.journal().event(expiry).verdict != Verdict::Expired)
        ++expiry;
    QCOMPARE(shown.journal().event(expiry - 1).action, Action::Clock);
    QTest::keyClick(shown.diagram(), Qt::Key_Home);
    while (shown.timelineCursor().seq() < expiry)
        QTest::keyClick(shown.diagram(), Qt::Key_Down);
    QCOMPARE(shown.diagram()->currentItem(), expiry);
    QCOMPARE(uitest::text(*shown.find<QWidget>("explainPage"), "titleLabel"), u"A’s lease expired"_s);
    QCOMPARE(uitest::text(*shown.find<QWidget>("explainPage"), "choicesHeading"), u"A can now"_s);
    QVERIFY(shown.diagram()->accessibleDescription().contains(
        u"the lease 1 of A on item expires: nobody is told"_s));
}

void TestEveryEvent::editAsAStep_isShown()
{
    uitest::ShownWindow shown;
    const auto scenario = scenarioFromJson(R"({"title": "Typed", "records": {"item": {"stock": 10}},
        "steps": [{"client": "A", "do": "read"}, {"client": "A", "do": "edit", "set": {"stock": 7}},
                  {"do": "locking", "to": "version"}, {"do": "wait", "seconds": 5}]})");
    QVERIFY2(scenario, scenario ? "" : qPrintable(scenario.error()));
    shown.stage.load(*scenario);
    QTRY_VERIFY(shown.stage.canStep());
    for (qint64 position = 1; position <= 4; ++position) {
        shown.stage.step();
        QTRY_COMPARE(shown.stage.position(), position);
        QCOMPARE(shown.timelineCursor().message(), position);
        QCOMPARE(shown.diagram()->currentItem(), position);
    }
}

QTEST_MAIN(TestEveryEvent)
#include "tst_everyevent.moc"
