#include "gui/panels/askbar.h"

#include "gui/journalfixtures.h"
#include "warningfreetest.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace interleave;

namespace {

const QStringList Titles{
    QStringLiteral("Goes through"),
    QStringLiteral("Waits"),
    QStringLiteral("Is refused"),
    QStringLiteral("Reads what was never committed")};
const QStringList ShortTitles{
    QStringLiteral("Goes through"),
    QStringLiteral("Waits"),
    QStringLiteral("Refused"),
    QStringLiteral("Reads dirty")};
const QStringList Names{
    QStringLiteral("goesThroughAnswer"),
    QStringLiteral("waitsAnswer"),
    QStringLiteral("refusedAnswer"),
    QStringLiteral("readsUncommittedAnswer")};

} // namespace

/// Four answers in one line of a page.
class TestAskBar final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { uitest::applyStyle(); }
    void cleanup() { m_window.reset(); }

    void answers_areGivenByMouse();
    void answers_areGivenByKey();
    void keys_workOnlyWhileTheBarIsShown();
    void beg_focusesTheFirstAnswerAndGivesTheFocusBack();
    void otherAnswers_replaceThoseBefore();
    void narrowBar_shortensTheAnswers_data();
    void narrowBar_shortensTheAnswers();
    void longQuestion_isCutBeforeTheAnswers();

private:
    void prepare() override;
    void resizeBar(int width);
    [[nodiscard]] QPushButton* button(qsizetype index) const
    {
        return m_window->findChild<QPushButton*>(Names.at(index));
    }

    std::unique_ptr<QWidget> m_window;
    AskBar* m_bar = nullptr;
    QLineEdit* m_field = nullptr;
};

void TestAskBar::prepare()
{
    m_window = std::make_unique<QWidget>();
    auto* column = new QVBoxLayout(m_window.get());
    column->setContentsMargins(0, 0, 0, 0);
    m_field = new QLineEdit(m_window.get());
    m_bar = new AskBar(m_window.get());
    column->addWidget(m_field);
    column->addWidget(m_bar);
    m_bar->setAnswers(Titles, Names, ShortTitles);
    m_bar->setQuestion(QStringLiteral("A has not committed. What does B read?"));
    m_window->setMinimumWidth(1);
    m_window->resize(900, 80);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_field->setFocus();
}

void TestAskBar::resizeBar(int width)
{
    m_window->resize(width, 80);
    QTRY_COMPARE(m_bar->width(), width);
    m_window->layout()->activate();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
}

void TestAskBar::answers_areGivenByMouse()
{
    QSignalSpy answered(m_bar, &AskBar::answered);
    for (int index = 0; index < 4; ++index) {
        QTest::mouseClick(button(index), Qt::LeftButton);
        QCOMPARE(answered.size(), index + 1);
        QCOMPARE(answered.last().first().toInt(), index);
    }
}

void TestAskBar::answers_areGivenByKey()
{
    m_bar->beg();
    QSignalSpy answered(m_bar, &AskBar::answered);
    QTest::keyClick(m_window.get(), Qt::Key_4);
    QTest::keyClick(m_window.get(), Qt::Key_1);
    QTest::keyClick(m_window.get(), Qt::Key_5);
    QCOMPARE(answered.size(), 2);
    QCOMPARE(answered.first().first().toInt(), 3);
    QCOMPARE(answered.last().first().toInt(), 0);
}

void TestAskBar::keys_workOnlyWhileTheBarIsShown()
{
    QSignalSpy answered(m_bar, &AskBar::answered);
    m_field->clearFocus();
    m_bar->hide();
    QTest::keyClick(m_window.get(), Qt::Key_2);
    QCOMPARE(answered.size(), 0);
    m_bar->show();
    QTest::keyClick(m_window.get(), Qt::Key_2);
    QCOMPARE(answered.size(), 1);
}

void TestAskBar::beg_focusesTheFirstAnswerAndGivesTheFocusBack()
{
    m_bar->beg();
    QVERIFY(button(0)->hasFocus());
    m_bar->hide();
    QVERIFY(m_field->hasFocus());
}

void TestAskBar::otherAnswers_replaceThoseBefore()
{
    m_bar->setAnswers(
        {QStringLiteral("Yes"), QStringLiteral("No")},
        {QStringLiteral("yesAnswer"), QStringLiteral("noAnswer")});
    QCOMPARE(m_bar->focusOrder().size(), 2);
    QVERIFY(button(0) == nullptr);
    QSignalSpy answered(m_bar, &AskBar::answered);
    m_bar->beg();
    QTest::keyClick(m_window.get(), Qt::Key_2);
    QTest::keyClick(m_window.get(), Qt::Key_3);
    QCOMPARE(answered.size(), 1);
    QCOMPARE(
        m_window->findChild<QPushButton*>(QStringLiteral("noAnswer"))->accessibleName(),
        QStringLiteral("No"));
}

void TestAskBar::narrowBar_shortensTheAnswers_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<QString>("shown");
    const auto wide =
        QStringLiteral("1  Goes through|2  Waits|3  Is refused|4  Reads what was never committed");
    const auto narrow = QStringLiteral("1  Goes through|2  Waits|3  Refused|4  Reads dirty");
    QTest::newRow("1440 px wide window") << 1060 << wide;
    QTest::newRow("1280 px wide window") << 890 << wide;
    QTest::newRow("at 125 %") << 712 << narrow;
    QTest::newRow("at 150 %") << 593 << narrow;
    QTest::newRow("at 250 %") << 356 << QStringLiteral("1|2|3|4");
}

void TestAskBar::narrowBar_shortensTheAnswers()
{
    QFETCH(const int, width);
    resizeBar(width);
    QStringList shown;
    int end = m_window->findChild<QLabel*>(QStringLiteral("questionLabel"))->geometry().right();
    QVERIFY(end >= 160);
    for (qsizetype i = 0; i < Names.size(); ++i) {
        const QPushButton* answer = button(i);
        shown.append(answer->text());
        QVERIFY(answer->width() >= answer->sizeHint().width());
        QVERIFY(answer->x() > end);
        end = answer->geometry().right();
        QCOMPARE(answer->accessibleName(), Titles.at(i));
        if (!answer->text().contains(Titles.at(i)))
            QCOMPARE(answer->toolTip(), Titles.at(i));
    }
    QVERIFY(end < width);
    QTEST(shown.join(QLatin1Char('|')), "shown");
}

/// A verdict before the question goes first, then the question is cut.
void TestAskBar::longQuestion_isCutBeforeTheAnswers()
{
    const QString question(120, QLatin1Char('w'));
    m_bar->setQuestion(question);
    resizeBar(890);
    QCOMPARE(button(3)->text(), QStringLiteral("4  Reads dirty"));
    m_bar->setQuestion(question, QStringLiteral("1 of 1 right. What does B read?"));
    QCOMPARE(button(3)->text(), QStringLiteral("4  Reads what was never committed"));
    QVERIFY(m_bar->minimumSizeHint().width() == 0);
}

QTEST_MAIN(TestAskBar)

#include "tst_askbar.moc"
