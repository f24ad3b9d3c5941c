#include "core/export/sequencetext.h"
#include "core/journalbuilder.h"
#include "core/words/explanation.h"
#include "core/words/verdictwords.h"
#include "gui/diagram/diagramview.h"
#include "gui/journalfixtures.h"
#include "gui/messages/messagesmodel.h"
#include "warningfreetest.h"

#include <algorithm>
#include <memory>

using namespace interleave;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

namespace {

/// A request of A's that ends so.
Event eventOf(Action action, Verdict verdict)
{
    Event event;
    event.client = u"A"_s;
    event.action = action;
    event.verdict = verdict;
    const VerdictWords& words = wordsOf(verdict);
    if (words.isTurnedDown)
        event.status = 409;
    else if (words.severity != Severity::Pending)
        event.status = 200;
    event.record = u"item"_s;
    event.before = standardRecord().fields;
    event.after = standardRecord().fields.with(stock(7));
    event.version = verdict == Verdict::Saved ? 2 : 1;
    event.lease = Lease{u"B"_s, 1, JournalBuilder::Start + 30'000};
    if (action == Action::Increment)
        event.amounts = stock(-3);
    return event;
}

QString nameOf(const Event& event)
{
    const QByteArray line = toJsonLine(event);
    const auto member = [&line](const QByteArray& name) {
        const qsizetype at = line.indexOf('"' + name + "\":\"") + name.size() + 4;
        return QString::fromLatin1(line.mid(at, line.indexOf('"', at) - at));
    };
    return member("action") + u' ' + member("verdict");
}

std::unique_ptr<JournalBuilder> journalWith(const Event& event)
{
    auto builder = std::make_unique<JournalBuilder>();
    builder->read(u"B"_s).custom(event);
    return builder;
}

DiagramPicture pictureOf(const Journal& journal)
{
    DiagramView view;
    view.resize(1080, 560);
    view.setAnimated(false);
    view.setJournal(&journal, {u"A"_s, u"B"_s});
    return view.layout().picture(view.frame());
}

} // namespace

/// However a request ended: its card, the table of messages, the diagram and the exports say it in the same
/// words and show it by the same sign and colour.
class TestOneVerdict final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { uitest::applyStyle(); }

    void line_isTheSameInTableAndDiagram_data() { addRequests(); }
    void line_isTheSameInTableAndDiagram();
    void cross_isTheSameInDiagramAndExports_data() { addRequests(); }
    void cross_isTheSameInDiagramAndExports();
    void card_agrees_data() { addRequests(); }
    void card_agrees();

private:
    static void addRequests();
};

void TestOneVerdict::addRequests()
{
    QTest::addColumn<Event>("event");
    for (int number = 0; number <= static_cast<int>(Verdict::Unknown); ++number) {
        const auto verdict = static_cast<Verdict>(number);
        for (const Action action :
             {Action::Read,
              Action::Write,
              Action::Increment,
              Action::Acquire,
              Action::Wait,
              Action::Release}) {
            const bool isOpen = verdict == Verdict::Waiting;
            const Event event = eventOf(action, verdict);
            if (wordsOf(verdict).ends.testFlag(requestOf(action)) && (action == Action::Wait) == isOpen)
                QTest::newRow(qPrintable(nameOf(event))) << event;
        }
    }
}

void TestOneVerdict::line_isTheSameInTableAndDiagram()
{
    QFETCH(Event, event);
    const auto builder = journalWith(event);
    const Journal& journal = builder->journal();
    const VerdictWords& words = wordsOf(event.verdict);
    // A read that brings nothing does no harm.
    const bool isHarmless = event.action == Action::Read && event.verdict != Verdict::Unknown;
    const Severity severity = isHarmless ? Severity::Neutral : words.severity;

    MessagesModel model;
    model.setJournal(&journal);
    const QModelIndex answer = model.index(1, MessagesModel::AnswerColumn);
    QCOMPARE(answer.data().toString(), answerLine(event));
    QCOMPARE(answer.data(MessagesModel::SeverityRole).value<Severity>(), severity);
    const QString outcome = model.index(1, MessagesModel::OutcomeColumn).data().toString();
    QCOMPARE(outcome, event.action == Action::Read ? QString() : outcomeLine(event));
    if (event.action != Action::Read)
        QCOMPARE(outcome.startsWith(u"refused"_s), words.isTurnedDown);

    const DiagramPicture picture = pictureOf(journal);
    const auto line = std::ranges::find_if(picture.texts, [](const PictureText& text) {
        return text.seq == 2 && (text.kind == TextKind::Answer || text.kind == TextKind::Rule ||
                                 text.kind == TextKind::AnswerLost);
    });
    QVERIFY(line != picture.texts.end());
    QCOMPARE(line->wordings.first(), answerLine(event));
    QCOMPARE(line->role, roleOf(severity));
}

void TestOneVerdict::cross_isTheSameInDiagramAndExports()
{
    QFETCH(Event, event);
    const auto builder = journalWith(event);
    const Journal& journal = builder->journal();
    const bool isCrossed = wordsOf(event.verdict).isTurnedDown && event.action != Action::Read;
    const DiagramPicture picture = pictureOf(journal);
    const bool isCrossedInDiagram = std::ranges::any_of(picture.arrows, [](const PictureArrow& arrow) {
        return arrow.seq == 2 && arrow.kind == ArrowKind::Refused;
    });
    QCOMPARE(isCrossedInDiagram, isCrossed);
    const ExportSource source{&journal, 2, {u"A"_s, u"B"_s}, {}};
    QCOMPARE(mermaidText(source).contains(u"client1-xserver"_s), isCrossed);
    QCOMPARE(plantUmlText(source).contains(u"client1 ->x server"_s), isCrossed);
}

void TestOneVerdict::card_agrees()
{
    QFETCH(Event, event);
    const ClientState client = journalWith(event)->journal().latest().client(event.client);
    // Nobody is told that its lease expired.
    if (event.verdict == Verdict::Expired) {
        QVERIFY(!client.answer);
        return;
    }
    QVERIFY(client.answer);
    QCOMPARE(client.answer->verdict, event.verdict);
    // Who gave up its wait expects nothing any more.
    const bool isOver = event.verdict == Verdict::GaveUp;
    QCOMPARE(answerText(client).severity, isOver ? Severity::Neutral : wordsOf(event.verdict).severity);
}

QTEST_MAIN(TestOneVerdict)
#include "tst_oneverdict.moc"
