#include "gui/transactiondiagram/transactionlayout.h"

#include "core/transactions/knownengines.h"
#include "gui/diagram/typesetter.h"
#include "gui/theme/fonts.h"
#include "gui/transactiondiagram/transactionwordings.h"
#include "gui/transactionstories.h"
#include "warningfreetest.h"

#include <QGuiApplication>
#include <QTest>

using namespace interleave;
using namespace interleave::testing;
using namespace Qt::StringLiterals;

namespace {

const QString A = u"A"_s;
const QString B = u"B"_s;
const QString C = u"C"_s;

/// A wrote 999 and takes it back; B reads it in between, and once more.
StoryScript dirtyRead()
{
    StoryScript script({A, B}, u"read uncommitted"_s);
    script.begin(A).write(A, 999).read(B, 999, StoryScript::pending(A, 2)).rollback(A);
    script.read(B, 10, StoryScript::current(0));
    return script;
}

StoryScript lostUpdate()
{
    StoryScript script;
    script.begin(A).begin(B).read(A, 10, StoryScript::current(0)).read(B, 10, StoryScript::current(0));
    script.write(A, 7).commit(A).write(B, 8).commit(B);
    return script;
}

/// B waits for A, and goes on when A has committed.
StoryScript waiting()
{
    StoryScript script;
    script.begin(A).begin(B).write(A, 7).waits(B, 8, A).commit(A).goesOn(B, 8).commit(B);
    return script;
}

StoryScript snapshot()
{
    StoryScript script({A, B}, u"repeatable read"_s);
    script.begin(B).read(B, 10, StoryScript::current(0)).begin(A).write(A, 7).commit(A);
    script.read(B, 10, StoryScript::older(0)).commit(B);
    return script;
}

struct Shown final
{
    explicit Shown(const StoryScript& script, qint64 moment = -1, qreal width = 940)
        : Shown(script.story(), moment, width)
    {
    }
    explicit Shown(TransactionStory shown, qint64 moment = -1, qreal width = 940)
        : story(std::move(shown))
    {
        layout.setStory(&story);
        frame.moment = moment < 0 ? layout.rowCount() : moment;
        frame.width = width;
        frame.middles = DiagramLayout::spread(width, layout.laneCount());
        frame.height = layout.height(1);
        picture = layout.picture(frame);
        typeset(picture, Theme::light());
    }
    Shown(const Shown&) = delete;
    Shown& operator=(const Shown&) = delete;

    [[nodiscard]] QString text(TextKind kind, qint64 seq) const
    {
        for (const PictureText& text : picture.texts) {
            if (text.kind == kind && text.seq == seq)
                return text.text;
        }
        return {};
    }
    [[nodiscard]] QStringList texts(TextKind kind) const
    {
        QStringList result;
        for (const PictureText& text : picture.texts) {
            if (text.kind == kind)
                result.append(text.text);
        }
        return result;
    }
    [[nodiscard]] PictureArrow arrow(ArrowKind kind, qint64 seq) const
    {
        for (const PictureArrow& arrow : picture.arrows) {
            if (arrow.kind == kind && arrow.seq == seq)
                return arrow;
        }
        return {};
    }
    [[nodiscard]] QStringList beads() const
    {
        QStringList result;
        for (const PictureBead& bead : picture.beads)
            result.append(bead.lost ? bead.text + u" lost"_s : bead.text);
        return result;
    }
    [[nodiscard]] std::vector<PicturePath> paths(PathKind kind) const
    {
        std::vector<PicturePath> result;
        std::ranges::copy_if(picture.paths, std::back_inserter(result), [kind](const PicturePath& path) {
            return path.kind == kind;
        });
        return result;
    }
    [[nodiscard]] QList<LegendSample> legend() const
    {
        QList<LegendSample> result;
        for (const LegendEntry& entry : picture.legend)
            result.append(entry.sample);
        return result;
    }
    [[nodiscard]] qreal top(qint64 seq) const { return layout.rowTop(seq, 1); }
    [[nodiscard]] qreal bottom(qint64 seq) const { return layout.rowTop(seq + 1, 1); }
    [[nodiscard]] bool isIn(qreal y, qint64 seq) const { return y >= top(seq) && y <= bottom(seq); }

    TransactionStory story;
    TransactionLayout layout;
    DiagramFrame frame;
    DiagramPicture picture;
};

} // namespace

/// Where everything in the diagram of a run of transactions goes, and what it says.
class TestTransactionLayout final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }

    void noStory_isEmpty();
    void sessions_haveLanesInTheirOrder();
    void rows_areAsHighAsTheyNeed();
    void steps_endBeforeTheNextIsTaken();
    void transaction_isAFrame();
    void openTransaction_isCut();
    void pendingValue_joinsAtCommit();
    void pendingValue_endsInACross();
    void dirtyRead_comesFromThePendingValue();
    void belief_lastsUntilTheNextRead();
    void lostUpdate_isMarked();
    void oldValue_isHatched();
    void wait_endsAtTheAnswer();
    void snapshot_showsWhatItSees();
    void ownWrite_isReadFromItsRing();
    void repeatedRead_saysWhatWasTold();
    void refusal_hasItsCode();
    void engineRollback_hasNoRequest();
    void deadlock_isNamed();
    void leftOut_hasNoArrow();
    void past_hidesWhatComes();
    void zoom_scalesEveryLength();
    void hit_findsRows();
    void padding_movesWhatFollows();
    void sqlIsShortened_data();
    void sqlIsShortened();
    void texts_neverCollide_data();
    void texts_neverCollide();

private:
    EnginePool m_pool;
};

void TestTransactionLayout::noStory_isEmpty()
{
    TransactionLayout layout;
    QCOMPARE(layout.rowCount(), 0);
    QVERIFY(layout.picture({}).texts.empty());
    layout.setStory(nullptr);
    QCOMPARE(layout.laneCount(), 0);
    const Shown shown{StoryScript()};
    QCOMPARE(shown.beads(), QStringList(u"10"_s));
    QCOMPARE(shown.legend(), QList<LegendSample>());
}

void TestTransactionLayout::sessions_haveLanesInTheirOrder()
{
    StoryScript script({A, B, C});
    script.read(C, 10).read(A, 10).read(B, 10);
    const Shown shown(script);
    QCOMPARE(shown.layout.laneCount(), 3);
    const qreal server = shown.frame.middles.server;
    const qreal right = shown.arrow(ArrowKind::Request, 3).from.x();
    QVERIFY(shown.arrow(ArrowKind::Request, 2).from.x() < server);
    QVERIFY(right > server);
    QVERIFY(shown.arrow(ArrowKind::Request, 1).from.x() > right);
    QCOMPARE(shown.arrow(ArrowKind::Request, 1).role, Role::ClientC);
    QCOMPARE(shown.layout.headingsOf(0).first(), u"Session A"_s);
}

void TestTransactionLayout::rows_areAsHighAsTheyNeed()
{
    StoryScript script = waiting();
    script.refused(B, u"40001"_s).rollsBack(B).leavesOut(B);
    Shown shown(script);
    QList<int> heights;
    for (qint64 seq = 1; seq <= shown.layout.rowCount(); ++seq)
        heights.append(static_cast<int>(shown.layout.rowHeight(seq, 1)));
    QCOMPARE(heights, QList<int>({32, 32, 64, 32, 64, 32, 64, 64, 32, 24}));
    QCOMPARE(shown.layout.messageRows(), 4);
    shown.layout.setMessageHeight(44);
    QCOMPARE(shown.layout.rowHeight(3, 1), 44.0);
    QCOMPARE(shown.layout.rowHeight(4, 1), 32.0);
    QCOMPARE(shown.layout.rowTop(11, 1) - shown.layout.rowTop(1, 1), 440.0 - 80);
}

void TestTransactionLayout::steps_endBeforeTheNextIsTaken()
{
    // B's step 4 is answered after A's step 5.
    const Shown shown(waiting());
    QList<qint64> ends;
    for (int step = 0; step <= shown.layout.stepCount(); ++step)
        ends.append(shown.layout.endOfStep(step));
    QCOMPARE(ends, QList<qint64>({0, 1, 2, 3, 4, 6, 7}));
}

void TestTransactionLayout::transaction_isAFrame()
{
    const Shown shown(lostUpdate());
    QCOMPARE(shown.picture.frames.size(), std::size_t{2});
    const PictureFrame& frame = shown.picture.frames.front();
    QCOMPARE(frame.role, Role::ClientA);
    QVERIFY(shown.isIn(frame.rect.top(), 1));
    QVERIFY(shown.isIn(frame.rect.bottom(), 6));
    QVERIFY(frame.begins && frame.ends);
    QVERIFY(std::abs(frame.rect.center().x() - shown.frame.middles.clients.first()) < 0.01);
}

void TestTransactionLayout::openTransaction_isCut()
{
    const Shown shown(lostUpdate(), 4);
    const PictureFrame& frame = shown.picture.frames.front();
    QVERIFY(!frame.ends);
    QCOMPARE(frame.rect.bottom(), shown.top(5));
}

void TestTransactionLayout::pendingValue_joinsAtCommit()
{
    const Shown shown(lostUpdate());
    QCOMPARE(shown.picture.rings.size(), std::size_t{2});
    const PictureRing& ring = shown.picture.rings.front();
    QCOMPARE(ring.text, u"7"_s);
    QCOMPARE(ring.role, Role::ClientA);
    QVERIFY(shown.isIn(ring.rect.center().y(), 5));
    QVERIFY(ring.rect.right() < shown.frame.middles.server);
    // From the ring down, and into the database's lifeline.
    const PicturePath down = shown.paths(PathKind::Pending).at(1);
    QCOMPARE(down.points.size(), 3);
    QVERIFY(!down.gone);
    QVERIFY(shown.isIn(down.points.last().y(), 6));
    QVERIFY(std::abs(down.points.last().x() - shown.frame.middles.server) < 10);
    QCOMPARE(shown.arrow(ArrowKind::Answer, 5).from.x(), shown.arrow(ArrowKind::Request, 5).to.x());
    QVERIFY(shown.arrow(ArrowKind::Request, 5).to.x() < ring.rect.left());
}

void TestTransactionLayout::pendingValue_endsInACross()
{
    const Shown shown(dirtyRead());
    const PicturePath down = shown.paths(PathKind::Pending).at(1);
    QVERIFY(down.gone);
    QVERIFY(shown.isIn(down.points.last().y(), 4));
    QCOMPARE(shown.beads(), QStringList(u"10"_s));
    QCOMPARE(shown.text(TextKind::Answer, 4), u"999 is gone"_s);
    QVERIFY(shown.legend().contains(LegendSample::RolledBack));
}

void TestTransactionLayout::dirtyRead_comesFromThePendingValue()
{
    const Shown shown(dirtyRead());
    const PictureArrow answer = shown.arrow(ArrowKind::Answer, 3);
    const qreal strand = shown.picture.rings.front().rect.center().x();
    QCOMPARE(answer.role, Role::Lost);
    QVERIFY(answer.from.x() < shown.frame.middles.server);
    QVERIFY(answer.from.x() > strand);
    QCOMPARE(shown.text(TextKind::Answer, 3), u"stock 999 · not committed"_s);
    QCOMPARE(shown.text(TextKind::Note, 3), u"A’s 999 is not committed yet"_s);
    // The second read is of what is committed.
    QVERIFY(shown.arrow(ArrowKind::Answer, 5).from.x() > shown.frame.middles.server);
    QCOMPARE(shown.text(TextKind::Note, 5), QString());
}

void TestTransactionLayout::belief_lastsUntilTheNextRead()
{
    const Shown shown(dirtyRead());
    QCOMPARE(shown.picture.bars.size(), std::size_t{1});
    const PictureBar& bar = shown.picture.bars.front();
    QVERIFY(bar.neverWas);
    QVERIFY(shown.isIn(bar.rect.top(), 3));
    QVERIFY(shown.isIn(bar.rect.bottom(), 5));
    QCOMPARE(shown.texts(TextKind::Believes), QStringList(u"believes 999"_s));
}

void TestTransactionLayout::lostUpdate_isMarked()
{
    const Shown shown(lostUpdate());
    QCOMPARE(shown.beads(), QStringList({u"10"_s, u"7 lost"_s, u"8"_s}));
    QCOMPARE(shown.text(TextKind::Note, 8), u"A’s 7 is lost"_s);
    QVERIFY(shown.legend().contains(LegendSample::Lost));
    // Not before it was.
    const Shown before(lostUpdate(), 7);
    QCOMPARE(before.beads(), QStringList({u"10"_s, u"7"_s}));
}

void TestTransactionLayout::oldValue_isHatched()
{
    const Shown shown(lostUpdate());
    QCOMPARE(shown.picture.bars.size(), std::size_t{1});
    const PictureBar& bar = shown.picture.bars.front();
    QVERIFY(!bar.neverWas);
    QCOMPARE(bar.state, Freshness::Stale);
    QCOMPARE(bar.lane, 1);
    QVERIFY(shown.isIn(bar.rect.top(), 6));
    QVERIFY(shown.isIn(bar.rect.bottom(), 7));
}

void TestTransactionLayout::wait_endsAtTheAnswer()
{
    const Shown shown(waiting());
    const std::vector<PicturePath> bars = shown.paths(PathKind::Waits);
    QCOMPARE(bars.size(), std::size_t{1});
    QVERIFY(shown.isIn(bars.front().points.first().y(), 4));
    QVERIFY(shown.isIn(bars.front().points.last().y(), 6));
    QCOMPARE(shown.text(TextKind::Note, 4), u"waits for A"_s);
    // The request is in one row, the answer in another.
    QCOMPARE(shown.arrow(ArrowKind::Request, 4).seq, 4);
    QCOMPARE(shown.arrow(ArrowKind::Answer, 4).seq, 0);
    QCOMPARE(shown.arrow(ArrowKind::Request, 6).seq, 0);
    QCOMPARE(shown.arrow(ArrowKind::Answer, 6).seq, 6);
    QCOMPARE(shown.text(TextKind::Step, 4), shown.text(TextKind::Step, 6));
    // While it lasts, it goes down to the moment.
    const Shown during(waiting(), 5);
    QCOMPARE(during.paths(PathKind::Waits).front().points.last().y(), during.top(6));
}

void TestTransactionLayout::snapshot_showsWhatItSees()
{
    const Shown shown(snapshot());
    const std::vector<PicturePath> seen = shown.paths(PathKind::Snapshot);
    QCOMPARE(seen.size(), std::size_t{1});
    QCOMPARE(seen.front().role, Role::ClientB);
    QVERIFY(shown.isIn(seen.front().points.first().y(), 2));
    QVERIFY(shown.isIn(seen.front().points.last().y(), 6));
    QCOMPARE(shown.texts(TextKind::Values), QStringList(u"B still sees 10"_s));
    QCOMPARE(shown.text(TextKind::Note, 6), u"B reads its snapshot: 7 is committed"_s);
    QCOMPARE(shown.picture.marks.front().middle.y(), seen.front().points.first().y());
    QVERIFY(shown.legend().contains(LegendSample::Snapshot));
}

void TestTransactionLayout::ownWrite_isReadFromItsRing()
{
    StoryScript script;
    script.begin(A).write(A, 7).read(A, 7, StoryScript::current(0)).read(B, 10, StoryScript::current(0));
    const Shown shown(script);
    const qreal trunk = shown.frame.middles.server;
    const QRectF ring = shown.picture.rings.front().rect;
    QVERIFY(shown.arrow(ArrowKind::Answer, 3).from.x() < ring.center().x());
    QVERIFY(shown.arrow(ArrowKind::Answer, 4).from.x() - trunk < 20);
}

void TestTransactionLayout::repeatedRead_saysWhatWasTold()
{
    StoryScript script;
    script.begin(B).read(B, 10, StoryScript::current(0)).begin(A).write(A, 7).commit(A);
    script.read(B, 7, StoryScript::current(5)).commit(B);
    const Shown shown(script);
    QCOMPARE(shown.text(TextKind::Note, 6), u"B was told 10 before"_s);
    QCOMPARE(shown.text(TextKind::Note, 2), QString());
}

void TestTransactionLayout::refusal_hasItsCode()
{
    StoryScript script({A, B}, u"repeatable read"_s);
    script.begin(B).read(B, 10, StoryScript::current(0)).begin(A).write(A, 7).commit(A);
    script.refused(B, u"40001"_s).rollsBack(B);
    const Shown shown(script);
    const PictureArrow request = shown.arrow(ArrowKind::Refused, 6);
    QCOMPARE(request.role, Role::ClientB);
    QVERIFY(std::abs(request.to.x() - shown.frame.middles.server) < 10);
    QCOMPARE(shown.text(TextKind::Answer, 6), u"40001 · could not serialize"_s);
    QCOMPARE(shown.text(TextKind::Note, 6), u"A committed 7 after B’s snapshot"_s);
    QCOMPARE(shown.text(TextKind::Request, 7), u"ROLLBACK"_s);
    QCOMPARE(shown.text(TextKind::Step, 7), QString());
}

void TestTransactionLayout::engineRollback_hasNoRequest()
{
    StoryScript script({A, B}, u"serializable"_s);
    script.begin(B).read(B, 10, StoryScript::current(0)).begin(A).write(A, 7).commit(A);
    script.refused(B, u"40001"_s).isRolledBack(B);
    const Shown shown(script);
    QCOMPARE(shown.text(TextKind::Request, 7), QString());
    QVERIFY(shown.text(TextKind::Answer, 7).endsWith(u"rolled back"_s));
    const PictureArrow answer = shown.arrow(ArrowKind::Answer, 7);
    QVERIFY(
        std::abs(answer.from.x() - shown.frame.middles.server) <
        std::abs(answer.to.x() - shown.frame.middles.server));
}

void TestTransactionLayout::deadlock_isNamed()
{
    StoryScript script;
    script.begin(A).begin(B).write(A, 7).waits(A, 8, B).refused(B, u"40P01"_s);
    const Shown shown(script, -1, 1200);
    QCOMPARE(shown.text(TextKind::Note, 5), u"deadlock: A and B wait for each other"_s);
    const Shown narrow(script, -1, 700);
    QVERIFY(narrow.text(TextKind::Note, 5).startsWith(u"deadlock"_s));
}

void TestTransactionLayout::leftOut_hasNoArrow()
{
    StoryScript script;
    script.begin(A).leavesOut(A);
    const Shown shown(script);
    QCOMPARE(shown.arrow(ArrowKind::Request, 2).seq, 0);
    QCOMPARE(shown.text(TextKind::LeftOut, 2), u"COMMIT · left out"_s);
}

void TestTransactionLayout::past_hidesWhatComes()
{
    const Shown shown(lostUpdate(), 5);
    QCOMPARE(shown.beads(), QStringList(u"10"_s));
    QCOMPARE(shown.text(TextKind::NotYet, 6), u"COMMIT · not yet"_s);
    QCOMPARE(shown.arrow(ArrowKind::Request, 6).seq, 0);
    QCOMPARE(shown.texts(TextKind::Playhead), QStringList(u"step 5 of 8"_s));
    QVERIFY(shown.picture.bars.empty());
    QVERIFY(!shown.legend().contains(LegendSample::Lost));
}

void TestTransactionLayout::zoom_scalesEveryLength()
{
    const Shown shown(lostUpdate());
    DiagramFrame twice = shown.frame;
    twice.scale = 2;
    twice.width *= 2;
    twice.height *= 2;
    twice.middles = DiagramLayout::spread(twice.width, 2);
    twice.middles.server = 2 * shown.frame.middles.server;
    for (qsizetype lane = 0; lane < 2; ++lane)
        twice.middles.clients[lane] = 2 * shown.frame.middles.clients.at(lane);
    const DiagramPicture large = shown.layout.picture(twice);
    for (std::size_t i = 0; i < large.arrows.size(); ++i) {
        QCOMPARE(large.arrows[i].to, 2 * shown.picture.arrows[i].to);
        QCOMPARE(large.arrows[i].from, 2 * shown.picture.arrows[i].from);
    }
    QCOMPARE(large.rings.front().rect.width(), 2 * shown.picture.rings.front().rect.width());
    QCOMPARE(large.frames.front().rect.height(), 2 * shown.picture.frames.front().rect.height());
}

void TestTransactionLayout::hit_findsRows()
{
    const Shown shown(lostUpdate());
    for (qint64 seq = 1; seq <= shown.layout.rowCount(); ++seq) {
        const QPointF middle(200, (shown.top(seq) + shown.bottom(seq)) / 2);
        QCOMPARE(shown.layout.hit(middle, shown.frame), (DiagramHit{DiagramHit::Part::Row, seq}));
    }
    QCOMPARE(shown.layout.hit({200, 2}, shown.frame), DiagramHit());
    QCOMPARE(shown.layout.hit({200, shown.bottom(8) + 30}, shown.frame), DiagramHit());
}

void TestTransactionLayout::padding_movesWhatFollows()
{
    Shown shown(lostUpdate());
    const qreal third = shown.top(3);
    const qreal fourth = shown.top(4);
    shown.layout.padAfter(3, 50);
    QCOMPARE(shown.top(3), third);
    QCOMPARE(shown.top(4), fourth + 50);
    QCOMPARE(shown.layout.rowHeight(3, 1), 64.0);
    shown.layout.setMessageHeight(50);
    shown.layout.setMessageHeight(64);
    QCOMPARE(shown.top(4), fourth);
}

void TestTransactionLayout::sqlIsShortened_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QStringList>("shorter");
    const auto row = [](const char* name, const QString& sql, const QStringList& shorter) {
        QTest::newRow(name) << sql << shorter;
    };
    row("an update",
        u"UPDATE item SET stock = 7 WHERE id = 'lamp'"_s,
        {u"UPDATE … stock = 7"_s, u"SET stock = 7"_s, u"UPDATE"_s});
    row("two values",
        u"UPDATE item SET stock = 7, version = 2 WHERE id = 'lamp' AND version = 1"_s,
        {u"UPDATE … stock = 7, version = 2"_s, u"UPDATE … stock = 7, …"_s, u"SET stock = 7"_s, u"UPDATE"_s});
    row("a query", u"SELECT stock FROM item WHERE id = 'lamp'"_s, {u"SELECT stock"_s, u"SELECT"_s});
    row("a query that locks",
        u"SELECT stock FROM item WHERE id = 'lamp' FOR UPDATE NOWAIT"_s,
        {u"SELECT stock … FOR UPDATE NOWAIT"_s, u"SELECT stock"_s, u"SELECT"_s});
    row("a new row",
        u"INSERT INTO item VALUES ('sofa', 3)"_s,
        {u"INSERT … ('sofa', 3)"_s, u"INSERT item"_s, u"INSERT"_s});
    row("a row that goes", u"DELETE FROM item WHERE id = 'lamp'"_s, {u"DELETE … item"_s, u"DELETE"_s});
    row("something else", u"SET lock_timeout = '50ms'"_s, {u"SET"_s});
}

void TestTransactionLayout::sqlIsShortened()
{
    QFETCH(const QString, sql);
    QFETCH(const QStringList, shorter);
    const StoryScript script = lostUpdate();
    TransactionEvent event;
    event.statement = {sql};
    const StoryView view(script.story());
    QCOMPARE(TransactionWordings(view).requestOf(event), QStringList(sql) + shorter);
}

void TestTransactionLayout::texts_neverCollide_data()
{
    QTest::addColumn<QString>("lesson");
    QTest::addColumn<QString>("level");
    const KnownEngine* sqlite = knownEngine(u"sqlite"_s);
    for (const NamedTransactionLesson& named : builtinTransactionLessons()) {
        if (!named.lesson.engines.contains(sqlite->name))
            continue;
        for (const QString& level : sqlite->levels)
            QTest::newRow(qPrintable(named.name + u", "_s + level)) << named.name << level;
    }
}

/// Of every lesson at every level, at every moment, in wide and narrow windows with high and low rows.
void TestTransactionLayout::texts_neverCollide()
{
    QFETCH(const QString, lesson);
    QFETCH(const QString, level);
    const TransactionStory story = lessonStory(m_pool, lesson, u"sqlite"_s, level);
    QCOMPARE(story.problem, QString());
    TransactionLayout layout;
    layout.setStory(&story);
    for (const int height : {DiagramLayout::LeastMessageHeight, DiagramLayout::MessageHeight}) {
        layout.setMessageHeight(height);
        for (const qreal width : {600.0, 940.0, 1500.0}) {
            for (qint64 moment = 0; moment <= layout.rowCount(); ++moment) {
                DiagramFrame frame;
                frame.moment = moment;
                frame.width = width;
                frame.middles = DiagramLayout::spread(width, layout.laneCount());
                frame.height = layout.height(1);
                DiagramPicture picture = layout.picture(frame);
                typeset(picture, Theme::light());
                for (std::size_t i = 0; i < picture.texts.size(); ++i) {
                    const PictureText& one = picture.texts[i];
                    QVERIFY2(
                        one.box.isEmpty() || (one.box.left() >= 0 && one.box.right() <= width),
                        qPrintable(one.text));
                    for (std::size_t j = i + 1; j < picture.texts.size(); ++j) {
                        const PictureText& other = picture.texts[j];
                        // Pills of low rows may touch the next text by a px, as in the diagram of messages.
                        const QRectF both = one.box.intersected(other.box);
                        QVERIFY2(
                            both.width() <= 0 || both.height() <= 4,
                            qPrintable(u"%1 / %2"_s.arg(one.text, other.text)));
                    }
                    for (const PictureRing& ring : picture.rings)
                        QVERIFY2(
                            !ring.rect.adjusted(1, 4, -1, -4).intersects(one.box),
                            qPrintable(u"%1 on %2"_s.arg(one.text, ring.text)));
                }
            }
        }
    }
}

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    TestTransactionLayout test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_transactionlayout.moc"
