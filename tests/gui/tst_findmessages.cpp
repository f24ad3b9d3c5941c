#include "gui/messages/messagesbar.h"
#include "gui/messages/messagesfilter.h"
#include "gui/messages/messagesmodel.h"
#include "gui/messages/messagesview.h"
#include "gui/playback/transactiontransport.h"
#include "gui/shownwindow.h"
#include "gui/widgets/choicebutton.h"
#include "gui/window/navigation.h"
#include "stage/scenariorun.h"
#include "warningfreetest.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QToolButton>

using namespace interleave;
using namespace Qt::StringLiterals;
using uitest::A;
using uitest::B;

/// Finding messages in their table: the model of what is found, and the bar above the table, by mouse and
/// keys.
class TestFindMessages final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();

    void query_findsRows_data();
    void query_findsRows();
    void filter_passesTheModelTester();
    void foundRows_growWithTheJournal();
    void momentShown_changesNoRow();
    void manyMessages_areSearchedInSlices();
    void text_isFoundByKeys();
    void emptyResult_saysSoAndHowToGoBack();
    void refused_areShownByTheMouse();
    void chosenMessage_isShown();
    void hiddenMessage_isNotSelected();
    void lookingBack_keepsTheQuery();
    void clientChoice_findsItsMessages();
    void transactions_areFound();
    void pageWithoutTable_offersNothing();

private:
    void prepare() override;
    [[nodiscard]] static QString found(const MessagesFilter& filter);
    /// The search through all messages, of which there may be more.
    [[nodiscard]] static bool isOver(const QTableView& view)
    {
        return !qobject_cast<const MessagesFilter*>(view.model())->isSearching();
    }
    [[nodiscard]] QTableView* table() { return m_shown->find<QTableView>("messagesView"); }
    [[nodiscard]] QLineEdit* field() { return m_shown->find<QLineEdit>("findField"); }
    [[nodiscard]] QString count() { return m_shown->find<QLabel>("foundLabel")->text(); }
    void showLesson(const char* name);

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestFindMessages::initTestCase()
{
    uitest::applyStyle();
}

void TestFindMessages::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
}

void TestFindMessages::cleanup()
{
    m_shown.reset();
}

/// The numbers of the events that were found.
QString TestFindMessages::found(const MessagesFilter& filter)
{
    QStringList seqs;
    for (int row = 0; row < filter.rowCount(); ++row)
        seqs.append(filter.index(row, 0).data(MessagesModel::SeqRole).toString());
    return seqs.join(u' ');
}

void TestFindMessages::query_findsRows_data()
{
    QTest::addColumn<MessagesQuery>("query");
    QTest::addColumn<QString>("found");
    // A and B read, A types 7 and saves, B types 8 and saves, which is refused.
    QTest::newRow("nothing asked") << MessagesQuery{} << u"1 2 3 4 5 6"_s;
    QTest::newRow("a client") << MessagesQuery{{}, u"B"_s} << u"2 5 6"_s;
    QTest::newRow("a word") << MessagesQuery{u"stock 8"_s} << u"5 6"_s;
    QTest::newRow("in small letters") << MessagesQuery{u"get"_s} << u"1 2"_s;
    QTest::newRow("a status") << MessagesQuery{u"412"_s} << u"6"_s;
    QTest::newRow("what became of it") << MessagesQuery{u"saved v2"_s} << u"4"_s;
    QTest::newRow("refused") << MessagesQuery{{}, {}, {}, true} << u"6"_s;
    QTest::newRow("lost") << MessagesQuery{{}, {}, {}, false, true} << QString();
    QTest::newRow("either") << MessagesQuery{{}, {}, {}, true, true} << u"6"_s;
    QTest::newRow("another record") << MessagesQuery{{}, {}, u"chair"_s} << QString();
    QTest::newRow("the record") << MessagesQuery{u"put"_s, u"A"_s, u"item"_s} << u"4"_s;
}

void TestFindMessages::query_findsRows()
{
    QFETCH(MessagesQuery, query);
    const Journal journal = uitest::lesson(Locking::Version);
    MessagesModel model;
    model.setJournal(&journal);
    MessagesFilter filter(model);
    filter.setQuery(query);
    QTRY_VERIFY(!filter.isSearching());
    QTEST(found(filter), "found");
    for (int row = 0; row < filter.rowCount(); ++row) {
        const QModelIndex index = filter.index(row, 1);
        QCOMPARE(filter.mapFromSource(filter.mapToSource(index)), index);
    }
}

void TestFindMessages::filter_passesTheModelTester()
{
    MessagesModel model;
    MessagesFilter filter(model);
    const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Journal journal = uitest::journal();
    model.setJournal(&journal);
    filter.setQuery({u"get"_s});
    uitest::read(journal, A());
    uitest::editStock(journal, A(), 7);
    model.tellAppended();
    QTRY_VERIFY(!filter.isSearching());
    QCOMPARE(filter.rowCount(), 1);
    uitest::read(journal, B());
    model.tellAppended();
    QTRY_COMPARE(filter.rowCount(), 2);
    filter.setQuery({});
    QCOMPARE(filter.rowCount(), 3);
    uitest::read(journal, A());
    model.tellAppended();
    QCOMPARE(filter.rowCount(), 4);
    const Journal other = uitest::lesson(Locking::Version);
    filter.setQuery({{}, {}, {}, true});
    model.setJournal(&other);
    QTRY_COMPARE(filter.rowCount(), 1);
    model.setJournal(nullptr);
    QCOMPARE(filter.rowCount(), 0);
}

void TestFindMessages::foundRows_growWithTheJournal()
{
    Journal journal = uitest::journal();
    MessagesModel model;
    model.setJournal(&journal);
    MessagesFilter filter(model);
    filter.setQuery({{}, u"A"_s});
    uitest::read(journal, B());
    uitest::read(journal, A());
    model.tellAppended();
    QTRY_COMPARE(found(filter), u"2"_s);
}

void TestFindMessages::momentShown_changesNoRow()
{
    const Journal journal = uitest::lesson(Locking::Version);
    MessagesModel model;
    model.setJournal(&journal);
    MessagesFilter filter(model);
    filter.setQuery({u"refused"_s});
    QTRY_COMPARE(found(filter), u"6"_s);
    model.setMoment(2);
    QCOMPARE(found(filter), u"6"_s);
    QVERIFY(filter.index(0, 0).data(MessagesModel::NotYetRole).toBool());
}

void TestFindMessages::manyMessages_areSearchedInSlices()
{
    Journal journal = uitest::journal();
    constexpr int many = 100'000;
    for (int i = 0; i < many; ++i)
        uitest::read(journal, i % 1000 == 0 ? B() : A());
    MessagesModel model;
    model.setJournal(&journal);
    MessagesFilter filter(model);
    filter.setQuery({u"get b"_s});
    // Not all in one go: the window is painted in between.
    int turns = 0;
    while (filter.isSearching()) {
        QCoreApplication::processEvents();
        ++turns;
    }
    QVERIFY(turns > 2);
    QVERIFY(filter.rowCount() >= many / 1000);
}

void TestFindMessages::showLesson(const char* name)
{
    m_shown->loadAndPlay(name);
    m_shown->press(Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(table()->isVisible());
    QTRY_VERIFY(field()->hasFocus());
}

void TestFindMessages::text_isFoundByKeys()
{
    showLesson("lost-update");
    const int all = table()->model()->rowCount();
    QTest::keyClicks(field(), u"put"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 2);
    QCOMPARE(count(), u"2 of %1"_s.arg(all));
    // Enter goes to the next, and from the last one to the first.
    QTest::keyClick(field(), Qt::Key_Home);
    QTest::keyClick(field(), Qt::Key_Return);
    const qint64 first = table()->currentIndex().data(MessagesModel::SeqRole).toLongLong();
    QCOMPARE(m_shown->timelineCursor().seq(), first);
    QTest::keyClick(field(), Qt::Key_F3);
    const qint64 second = table()->currentIndex().data(MessagesModel::SeqRole).toLongLong();
    QVERIFY(second != first && second > 0);
    QCOMPARE(m_shown->timelineCursor().seq(), second);
    QTest::keyClick(field(), Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(m_shown->timelineCursor().seq(), first);
    QVERIFY(field()->hasFocus());
    // Escape shows all, and goes to the table.
    QTest::keyClick(field(), Qt::Key_Escape);
    QCOMPARE(table()->model()->rowCount(), all);
    QVERIFY(field()->text().isEmpty());
    QVERIFY(field()->hasFocus());
    QTest::keyClick(field(), Qt::Key_Escape);
    QVERIFY(table()->hasFocus());
    m_shown->press(Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(field()->hasFocus());
}

void TestFindMessages::emptyResult_saysSoAndHowToGoBack()
{
    showLesson("lost-update");
    const int all = table()->model()->rowCount();
    QTest::keyClicks(field(), u"<b>nowhere"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 0);
    QCOMPARE(count(), u"0 of %1"_s.arg(all));
    QVERIFY(table()->accessibleDescription().contains(u"No message"_s));
    m_shown->click(m_shown->button("showAllButton"));
    QCOMPARE(table()->model()->rowCount(), all);
    QVERIFY(table()->accessibleDescription().isEmpty());
}

void TestFindMessages::refused_areShownByTheMouse()
{
    showLesson("version-check");
    m_shown->click(m_shown->button("findRefusedButton"));
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    QVERIFY(table()->model()->index(0, MessagesModel::AnswerColumn).data().toString().contains(u"412"_s));
    m_shown->click(m_shown->button("findRefusedButton"));
    QTRY_VERIFY(table()->model()->rowCount() > 1);
}

void TestFindMessages::chosenMessage_isShown()
{
    showLesson("lost-update");
    QTest::keyClicks(field(), u"put"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 2);
    const QModelIndex first = table()->model()->index(0, MessagesModel::RequestColumn);
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualRect(first).center());
    const qint64 seq = first.data(MessagesModel::SeqRole).toLongLong();
    QCOMPARE(m_shown->timelineCursor().seq(), seq);
    // The diagram keeps all of them.
    m_shown->press(Qt::Key_T, Qt::ControlModifier);
    QTRY_VERIFY(m_shown->diagram()->isVisible());
    QCOMPARE(m_shown->diagram()->layout().rowCount(), m_shown->journal().size());
}

void TestFindMessages::hiddenMessage_isNotSelected()
{
    showLesson("lost-update");
    m_shown->timelineCursor().show(1);
    QCOMPARE(table()->currentIndex().row(), 0);
    QTest::keyClicks(field(), u"put"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 2);
    QVERIFY(!table()->currentIndex().isValid());
    // The moment stays, and is selected again when all are shown.
    QCOMPARE(m_shown->timelineCursor().seq(), 1);
    QTest::keyClick(field(), Qt::Key_Escape);
    QCOMPARE(table()->currentIndex().row(), 0);
}

void TestFindMessages::lookingBack_keepsTheQuery()
{
    showLesson("version-check");
    m_shown->click(m_shown->button("findRefusedButton"));
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    m_shown->click(m_shown->button("backButton"));
    m_shown->click(m_shown->button("backButton"));
    QCOMPARE(table()->model()->rowCount(), 1);
    QVERIFY(m_shown->button("findRefusedButton")->isChecked());
}

void TestFindMessages::clientChoice_findsItsMessages()
{
    showLesson("lost-update");
    auto* choice = m_shown->find<ChoiceButton>("findClientChoice");
    choice->choose(u"B"_s);
    QTRY_VERIFY(isOver(*table()) && table()->model()->rowCount() > 0);
    for (int row = 0; row < table()->model()->rowCount(); ++row)
        QCOMPARE(table()->model()->index(row, MessagesModel::ClientColumn).data().toString(), u"B"_s);
    // One record is no choice.
    QVERIFY(!m_shown->find<QWidget>("findRecordChoice")->isVisible());
    // A lesson that is played again has no message of B at first.
    const int found = table()->model()->rowCount();
    m_shown->loadAndPlay("lost-update");
    QTRY_COMPARE(table()->model()->rowCount(), found);
    QCOMPARE(choice->value().toString(), u"B"_s);
}

void TestFindMessages::transactions_areFound()
{
    m_shown->window.navigation().show(u"transactions"_s);
    Page& page = *m_shown->window.navigation().page();
    TransactionTransport& transport = *page.transactionTransport();
    transport.chooseEngine(u"sqlite"_s);
    QTRY_VERIFY(transport.story() != nullptr && transport.progress().isEmpty());
    while (!transport.isOver())
        transport.playNext();
    m_shown->press(Qt::Key_F, Qt::ControlModifier);
    auto* view = page.findChild<QTableView*>(u"messagesView"_s);
    auto* text = page.findChild<QLineEdit*>(u"findField"_s);
    QTRY_VERIFY(view->isVisible() && text->hasFocus());
    const int all = view->model()->rowCount();
    QTest::keyClicks(text, u"select"_s);
    QTRY_VERIFY(isOver(*view) && view->model()->rowCount() > 0 && view->model()->rowCount() < all);
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(transport.message(), view->currentIndex().data(MessagesModel::SeqRole).toLongLong());
    // In the answers, too, whatever moment is shown.
    auto* clear = text->findChild<QToolButton*>();
    QVERIFY(clear != nullptr && clear->isVisible());
    QTest::mouseClick(clear, Qt::LeftButton);
    QCOMPARE(text->text(), QString());
    QTest::keyClicks(text, u"done"_s);
    QTRY_VERIFY(isOver(*view) && view->model()->rowCount() > 1);
    const int done = view->model()->rowCount();
    QTest::keyClick(text, Qt::Key_Return);
    QCoreApplication::processEvents();
    QCOMPARE(view->model()->rowCount(), done);
}

void TestFindMessages::pageWithoutTable_offersNothing()
{
    const auto* find = m_shown->window.findChild<QAction*>(u"findAction"_s);
    QVERIFY(find->isEnabled());
    m_shown->window.navigation().show(u"compare"_s);
    QVERIFY(!find->isEnabled());
    m_shown->press(Qt::Key_F, Qt::ControlModifier);
    m_shown->window.navigation().show(u"two-clients"_s);
    QVERIFY(find->isEnabled());
}

QTEST_MAIN(TestFindMessages)

#include "tst_findmessages.moc"
