#include "gui/messages/transactionsmodel.h"

#include "core/stories.h"
#include "core/transactionwords/transactionexplanation.h"
#include "core/transactionwords/transactionparts.h"
#include "gui/messages/messagesmodel.h"
#include "warningfreetest.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace interleave;
using namespace interleave::fixtures;

/// The events of a run of transactions as a table.
class TestTransactionsModel final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void model_passesTheModelTester();
    void lookingBack_tellsNoMoreThanThen();
};

namespace {

std::shared_ptr<const TransactionStory> story()
{
    return std::make_shared<const TransactionStory>(dirtyRead());
}

} // namespace

void TestTransactionsModel::model_passesTheModelTester()
{
    TransactionsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto shown = story();
    model.setStory(shown, Cast(sessionNames(shown->journal)));
    QCOMPARE(model.rowCount(), static_cast<int>(shown->journal.size()));
    model.setMoment(2);
    model.setMoment(shown->journal.size());
    model.setStory(nullptr, Cast());
    QCOMPARE(model.rowCount(), 0);
}

/// Whether what was read was ever there is known only when it is taken back.
void TestTransactionsModel::lookingBack_tellsNoMoreThanThen()
{
    const auto shown = story();
    TransactionsModel model;
    model.setStory(shown, Cast(sessionNames(shown->journal)));
    bool differs = false;
    for (qint64 moment = shown->journal.size(); moment >= 1; --moment) {
        QSignalSpy changed(&model, &TransactionsModel::dataChanged);
        model.setMoment(moment);
        for (qint64 seq = 1; seq <= moment; ++seq) {
            const QModelIndex cell = model.index(static_cast<int>(seq) - 1, MessagesModel::OutcomeColumn);
            const Explanation then = explainTransaction(*shown, seq, moment);
            QCOMPARE(cell.data().toString(), then.title);
            QCOMPARE(cell.data(MessagesModel::SeverityRole).value<Severity>(), then.severity);
            differs = differs || then.title != explainTransaction(*shown, seq).title;
        }
        // All rows are drawn anew.
        QVERIFY(moment == shown->journal.size() || changed.first().first().toModelIndex().row() == 0);
    }
    QVERIFY(differs);
}

QTEST_MAIN(TestTransactionsModel)

#include "tst_transactionsmodel.moc"
