#include "gui/messages/messagesmodel.h"

#include "gui/journalfixtures.h"
#include "warningfreetest.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace interleave;

class TestMessagesModel final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void model_passesTheModelTester();
    void rows_showTheJournal_data();
    void rows_showTheJournal();
    void severities_followTheVerdict();
    void moment_marksLaterEvents();
    void nullJournal_hasNoRows();

private:
    static QString row(const MessagesModel& model, int row);
};

QString TestMessagesModel::row(const MessagesModel& model, int row)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells.append(model.index(row, column).data().toString());
    return cells.join(QStringLiteral(" | "));
}

void TestMessagesModel::model_passesTheModelTester()
{
    MessagesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Journal journal = uitest::journal();
    model.setJournal(&journal);
    QCOMPARE(model.rowCount(), 0);

    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    uitest::read(journal, uitest::A());
    uitest::editStock(journal, uitest::A(), 7);
    model.tellAppended();
    model.tellAppended();
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model.rowCount(), 2);

    Journal other = uitest::lesson(Locking::Version);
    model.setJournal(&other);
    QCOMPARE(model.rowCount(), 6);
    QCOMPARE(model.index(5, 0).data(MessagesModel::SeqRole).toLongLong(), 6);
}

void TestMessagesModel::rows_showTheJournal_data()
{
    QTest::addColumn<Locking>("locking");
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("text");
    QTest::newRow("a read") << Locking::Off << 0
                            << QStringLiteral("1 | A | GET item | 200 OK · ETag \"1\" · stock 10 | ");
    QTest::newRow("an edit is no step")
        << Locking::Off << 2 << QStringLiteral(" | A | typed stock 7 |  | on A’s screen only");
    QTest::newRow("a save") << Locking::Off << 3
                            << QStringLiteral(
                                   "3 | A | PUT stock 7 · no If-Match | 200 OK · ETag \"2\" | saved as v2");
    QTest::newRow("a lost update")
        << Locking::Off << 5
        << QStringLiteral("4 | B | PUT stock 8 · no If-Match | 200 OK · ETag \"3\" | A’s v2 is lost");
    QTest::newRow("a refusal") << Locking::Version << 5
                               << QStringLiteral("4 | B | PUT stock 8 · no If-Match | 412 · nothing written "
                                                 "· now \"2\" | refused, nothing written");
}

void TestMessagesModel::rows_showTheJournal()
{
    QFETCH(Locking, locking);
    QFETCH(int, number);
    QFETCH(QString, text);
    const Journal journal = uitest::lesson(locking);
    MessagesModel model;
    model.setJournal(&journal);
    QCOMPARE(row(model, number), text);
}

void TestMessagesModel::severities_followTheVerdict()
{
    const Journal off = uitest::lesson(Locking::Off);
    MessagesModel model;
    model.setJournal(&off);
    const auto severity = [&model](int row, int column) {
        return model.index(row, column).data(MessagesModel::SeverityRole).value<Severity>();
    };
    QCOMPARE(severity(3, MessagesModel::OutcomeColumn), Severity::Good);
    QCOMPARE(severity(5, MessagesModel::AnswerColumn), Severity::Good);
    QCOMPARE(severity(5, MessagesModel::OutcomeColumn), Severity::Lost);
    const Journal on = uitest::lesson(Locking::Version);
    model.setJournal(&on);
    QCOMPARE(severity(5, MessagesModel::OutcomeColumn), Severity::Stale);
}

void TestMessagesModel::moment_marksLaterEvents()
{
    MessagesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Journal journal = uitest::lesson(Locking::Off);
    model.setJournal(&journal);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    const auto marks = [&model] {
        QString text;
        for (int row = 0; row < model.rowCount(); ++row)
            text += model.index(row, 0).data(MessagesModel::NotYetRole).toBool() ? u'-' : u'x';
        return text;
    };
    QCOMPARE(marks(), QStringLiteral("xxxxxx"));
    model.setMoment(4);
    QCOMPARE(marks(), QStringLiteral("xxxx--"));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex().row(), 4);
    QCOMPARE(changed.first().at(1).toModelIndex().row(), 5);
    QCOMPARE(
        row(model, 5), QStringLiteral("4 | B | PUT stock 8 · no If-Match | 200 OK · ETag \"3\" | not yet"));
    QCOMPARE(model.index(5, 4).data(MessagesModel::SeverityRole).value<Severity>(), Severity::Neutral);
    // Events that arrive while the past is shown are "not yet", too.
    uitest::read(journal, uitest::A());
    model.tellAppended();
    QCOMPARE(marks(), QStringLiteral("xxxx---"));
    model.setMoment(7);
    QCOMPARE(marks(), QStringLiteral("xxxxxxx"));
    // The newest moment follows.
    uitest::read(journal, uitest::B());
    model.tellAppended();
    QCOMPARE(marks(), QStringLiteral("xxxxxxxx"));
}

void TestMessagesModel::nullJournal_hasNoRows()
{
    MessagesModel model;
    model.setJournal(nullptr);
    model.tellAppended();
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestMessagesModel)

#include "tst_messagesmodel.moc"
