#include "core/words/explanation.h"
#include "gui/diagram/diagramgeometry.h"
#include "gui/messages/messagesmodel.h"
#include "gui/momenttext.h"
#include "gui/textjournal.h"
#include "warningfreetest.h"

using namespace interleave;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

namespace {

DiagramFrame wholeOf(const DiagramLayout& layout)
{
    DiagramFrame frame;
    frame.moment = layout.rowCount();
    frame.width = 1080;
    frame.middles = DiagramLayout::spread(frame.width, layout.laneCount());
    frame.height = layout.height(1);
    return frame;
}

/// The arrows of a row, requests first.
std::vector<PictureArrow> arrowsOf(const DiagramPicture& picture, qint64 seq)
{
    std::vector<PictureArrow> arrows;
    std::ranges::copy_if(picture.arrows, std::back_inserter(arrows), [seq](const PictureArrow& arrow) {
        return arrow.seq == seq;
    });
    return arrows;
}

bool clearOf(const DiagramPicture& picture, qint64 seq, const QPointF& sign)
{
    return std::ranges::none_of(picture.texts, [&](const PictureText& text) {
        return text.seq == seq && text.kind == TextKind::Answer &&
               text.space.adjusted(-6, 0, 6, 0).contains(sign);
    });
}

} // namespace

/// A lost answer is never drawn, described or counted as received.
class TestLostAnswer final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { uitest::applyStyle(); }

    void lostAnswer_endsBeforeItsClient_data();
    void lostAnswer_endsBeforeItsClient();
    void possiblyLostRequest_endsBeforeTheServer_data();
    void possiblyLostRequest_endsBeforeTheServer();
    void appendedLayout_equalsANewOne();
    void window_saysThatTheAnswerWasLost();
    void table_saysThatTheAnswerWasLost();
    void badge_isAtItsOwnRecord_data();
    void badge_isAtItsOwnRecord();
};

void TestLostAnswer::lostAnswer_endsBeforeItsClient_data()
{
    QTest::addColumn<QString>("journal");
    QTest::addColumn<qint64>("seq");
    for (const QString& client : {u"A"_s, u"B"_s, u"C"_s}) {
        const auto row = [&client](const char* name, const QString& journal, qint64 seq) {
            QTest::newRow(qPrintable(u"%1 by %2"_s.arg(QLatin1String(name), client)))
                << QString(journal).replace(u'X', client) << seq;
        };
        row("a read", u"A reads; B reads; C reads; X reads; X unheard"_s, 4);
        row("a save", u"A reads; B reads; C reads; X saves 7; X unheard"_s, 5);
        row("a lease", u"A reads; B reads; C reads; X acquires; X unheard"_s, 4);
    }
}

void TestLostAnswer::lostAnswer_endsBeforeItsClient()
{
    QFETCH(QString, journal);
    QFETCH(qint64, seq);
    const TextJournal text(journal);
    DiagramLayout layout;
    layout.setJournal(&text.journal(), {u"A"_s, u"B"_s});
    const DiagramFrame frame = wholeOf(layout);
    const DiagramPicture picture = layout.picture(frame);
    const std::vector<PictureArrow> arrows = arrowsOf(picture, seq);
    QCOMPARE(arrows.size(), 2u);
    QCOMPARE(arrows.front().kind, ArrowKind::Request);
    const PictureArrow& answer = arrows.back();
    QCOMPARE(answer.kind, ArrowKind::Unanswered);
    QCOMPARE(answer.role, Role::Pending);
    const DiagramGeometry geometry(layout, frame);
    const qreal client = geometry.lane(layout.laneOf(text.journal().event(seq).client));
    const qreal missing = std::abs(answer.to.x() - client);
    QVERIFY2(missing >= 30 && missing <= 60, qPrintable(QString::number(missing)));
    QVERIFY(std::abs(answer.from.x() - client) > missing);
    QVERIFY(clearOf(picture, seq, answer.to));
    // The client's state does not change.
    for (const PictureBar& bar : picture.bars)
        QVERIFY(bar.seq != seq || bar.state == Freshness::Stale);
    QVERIFY(std::ranges::any_of(
        picture.legend, [](const LegendEntry& entry) { return entry.sample == LegendSample::LostOnTheWay; }));
}

void TestLostAnswer::possiblyLostRequest_endsBeforeTheServer_data()
{
    QTest::addColumn<Action>("action");
    QTest::newRow("a read") << Action::Read;
    QTest::newRow("a save") << Action::Write;
    QTest::newRow("an increment") << Action::Increment;
    QTest::newRow("a lease") << Action::Acquire;
    QTest::newRow("a lease given back") << Action::Release;
}

void TestLostAnswer::possiblyLostRequest_endsBeforeTheServer()
{
    QFETCH(Action, action);
    for (const QString& client : {u"A"_s, u"B"_s}) {
        JournalBuilder builder;
        Event lost;
        lost.client = client;
        lost.action = action;
        lost.verdict = Verdict::Unknown;
        lost.before = standardRecord().fields;
        lost.after = lost.before.with(stock(7));
        builder.read(client).custom(lost);
        DiagramLayout layout;
        layout.setJournal(&builder.journal(), {u"A"_s, u"B"_s});
        const DiagramFrame frame = wholeOf(layout);
        const DiagramPicture picture = layout.picture(frame);
        const std::vector<PictureArrow> arrows = arrowsOf(picture, 2);
        QCOMPARE(arrows.size(), 1u);
        QCOMPARE(arrows.front().kind, ArrowKind::Unanswered);
        const DiagramGeometry geometry(layout, frame);
        const qreal away = std::abs(arrows.front().to.x() - geometry.server());
        QVERIFY2(away >= 20 && away <= 60, qPrintable(QString::number(away)));
        QVERIFY(
            std::abs(arrows.front().from.x() - geometry.lane(layout.laneOf(client))) <
            std::abs(arrows.front().to.x() - geometry.lane(layout.laneOf(client))));
    }
}

void TestLostAnswer::appendedLayout_equalsANewOne()
{
    TextJournal text(u"A reads; B reads; A saves 7"_s);
    DiagramLayout grown;
    grown.setJournal(&text.journal(), {u"A"_s, u"B"_s});
    for (const char* phrase : {"B saves 8", "A unheard", "A reads", "B acquires", "B unheard"}) {
        text.add(QString::fromUtf8(phrase));
        grown.catchUp();
        DiagramLayout fresh;
        fresh.setJournal(&text.journal(), {u"A"_s, u"B"_s});
        const DiagramPicture one = grown.picture(wholeOf(grown));
        const DiagramPicture other = fresh.picture(wholeOf(fresh));
        QCOMPARE(one.bars.size(), other.bars.size());
        for (std::size_t i = 0; i < one.bars.size(); ++i) {
            QCOMPARE(one.bars[i].rect, other.bars[i].rect);
            QCOMPARE(one.bars[i].state, other.bars[i].state);
        }
        QCOMPARE(one.texts.size(), other.texts.size());
    }
}

void TestLostAnswer::window_saysThatTheAnswerWasLost()
{
    uitest::ShownWindow shown;
    shown.loadAndPlay("lost-answer");
    qint64 save = 1;
    while (!shown.journal().event(save).isCommit())
        ++save;
    QVERIFY(shown.journal().event(save).answerLost);
    QCOMPARE(shown.journal().event(save + 1).action, Action::AnswerLost);
    const auto heard = [&shown] {
        return shown.find<QWidget>("explainPage")->findChild<CodeBox*>(u"heardBox"_s)->code();
    };
    // At the event of the save.
    shown.clickRow(save);
    QCOMPARE(shown.timelineCursor().seq(), save);
    QCOMPARE(heard(), u"nothing: the answer was lost on the way"_s);
    QCOMPARE(uitest::text(*shown.card(uitest::A()), "statusLabel"), u"No answer yet"_s);
    QVERIFY(shown.diagram()->accessibleDescription().contains(u"never heard"_s));
    QVERIFY(
        uitest::text(*shown.find<QWidget>("httpPage"), "noteLabel").contains(u"A never heard this answer"_s));
    // And at the event that reports the lost answer.
    shown.clickRow(save + 1);
    QCOMPARE(shown.diagram()->currentItem(), save + 1);
    QCOMPARE(uitest::text(*shown.find<QWidget>("explainPage"), "titleLabel"), u"A never got the answer"_s);
    QCOMPARE(uitest::text(*shown.card(uitest::A()), "statusLabel"), u"No answer"_s);
    QCOMPARE(shown.timelineCursor().position(), 2);
}

void TestLostAnswer::table_saysThatTheAnswerWasLost()
{
    TextJournal text(u"A reads; A saves 7"_s);
    MessagesModel model;
    model.setJournal(&text.journal());
    const auto cell = [&model](int row, int column) {
        return model.index(row, column).data().toString();
    };
    QCOMPARE(cell(2, MessagesModel::AnswerColumn), u"200 OK · ETag \"2\""_s);
    bool told = false;
    connect(&model, &QAbstractItemModel::dataChanged, this, [&told](const QModelIndex& first) {
        told = told || first.row() == 2;
    });
    text.add(u"A unheard"_s);
    model.tellAppended();
    QVERIFY(told);
    QCOMPARE(cell(2, MessagesModel::AnswerColumn), u"never heard · 200 OK · ETag \"2\""_s);
    QCOMPARE(cell(2, MessagesModel::OutcomeColumn), u"saved as v2, and A does not know"_s);
    QCOMPARE(cell(3, MessagesModel::OutcomeColumn), u"A does not know"_s);
}

void TestLostAnswer::badge_isAtItsOwnRecord_data()
{
    QTest::addColumn<int>("records");
    QTest::addColumn<int>("own");
    QTest::addColumn<QString>("client");
    for (int records = 1; records <= 4; ++records) {
        for (int own = 0; own < records; ++own) {
            for (const QString& client : {u"A"_s, u"B"_s, u"C"_s})
                QTest::newRow(qPrintable(u"%1 of %2, by %3"_s.arg(own + 1).arg(records).arg(client)))
                    << records << own << client;
        }
    }
}

void TestLostAnswer::badge_isAtItsOwnRecord()
{
    QFETCH(int, records);
    QFETCH(int, own);
    QFETCH(QString, client);
    QList<Record> all;
    for (int i = 0; i < records; ++i) {
        Record record = standardRecord();
        record.id = u"r%1"_s.arg(i);
        all.append(record);
    }
    const TextJournal text(
        u"on r%1; A acquires; B reads; C reads; %2 locked"_s.arg(own).arg(client), Locking::Lease, all);
    DiagramLayout layout;
    layout.setJournal(&text.journal(), {u"A"_s, u"B"_s});
    const DiagramFrame frame = wholeOf(layout);
    const DiagramPicture picture = layout.picture(frame);
    const DiagramGeometry geometry(layout, frame);
    const auto refused = std::ranges::find(picture.arrows, ArrowKind::Refused, &PictureArrow::kind);
    QVERIFY(refused != picture.arrows.end());
    qsizetype nearest = 0;
    for (qsizetype record = 1; record < records; ++record) {
        if (std::abs(geometry.server(record) - refused->to.x()) <
            std::abs(geometry.server(nearest) - refused->to.x()))
            nearest = record;
    }
    QCOMPARE(nearest, qsizetype{own});
    // On the edge of its own lifeline, on the side from which the request came, and clear of the others.
    for (qsizetype record = 0; record < records; ++record) {
        const qreal away = std::abs(geometry.server(record) - refused->to.x());
        QCOMPARE(away < 10 + DiagramGeometry::ServerHalf, record == own);
    }
    QVERIFY((refused->to.x() - geometry.server(own)) * (refused->from.x() - geometry.server(own)) > 0);
}

QTEST_MAIN(TestLostAnswer)
#include "tst_lostanswer.moc"
