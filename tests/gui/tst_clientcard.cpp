#include "gui/panels/clientcard.h"

#include "gui/journalfixtures.h"
#include "gui/labels/wraplabel.h"
#include "gui/marked.h"
#include "gui/outcome/resultslot.h"
#include "gui/record/amountedit.h"
#include "gui/record/fieldedit.h"
#include "stage/stage.h"
#include "warningfreetest.h"

#include <QAccessible>
#include <QPushButton>
#include <QScrollArea>
#include <QStyleOptionFrame>

using namespace interleave;

/// The stage is never started: the card shows journals built by the test.
class TestClientCard final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { uitest::applyStyle(); }
    void cleanup();

    void cardBeforeTheFirstRead_showsOnlyLabels();
    void card_showsWhatTheClientKnows_data();
    void card_showsWhatTheClientKnows();
    void staleCopy_isNotToldToTheClient();
    void typedText_survivesEveryUpdate();
    void typedText_isDroppedByEscape();
    void badText_isReportedOnTheCard_data();
    void badText_isReportedOnTheCard();
    void removedField_keepsItsTypedText();
    void moreFields_scrollInside();
    void amount_doesNotScrollInTheNarrowestCard();
    void inertCard_takesNoInputAndKeepsTheFocus();
    void controls_haveNames();

private:
    void prepare() override;

    FieldEdit* field(const char* name) { return m_card->findChild<FieldEdit*>(QLatin1String(name)); }
    QPushButton* button(const char* name) { return m_card->findChild<QPushButton*>(QLatin1String(name)); }
    QString answer();
    void showAndType(const QString& text);

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<ClientCard> m_card;
};

void TestClientCard::prepare()
{
    m_stage = std::make_unique<Stage>(StageOptions{});
    m_card = std::make_unique<ClientCard>(*m_stage);
    m_card->setClient(Cast({uitest::A(), uitest::B()}).member(uitest::B()));
    m_card->resize(312, 296);
}

void TestClientCard::cleanup()
{
    m_card.reset();
    m_stage.reset();
}

QString TestClientCard::answer()
{
    QStringList parts;
    for (const char* label : {"statusLabel", "sentenceLabel", "originLabel"})
        parts.append(uitest::text(*m_card, label));
    return parts.join(QStringLiteral(" | "));
}

/// Replaces the text of the stock field with keys.
void TestClientCard::showAndType(const QString& text)
{
    m_card->show();
    field("stockField")->setFocus();
    field("stockField")->selectAll();
    QTest::keyClick(field("stockField"), Qt::Key_Delete);
    QTest::keyClicks(field("stockField"), text);
}

void TestClientCard::cardBeforeTheFirstRead_showsOnlyLabels()
{
    m_card->render(uitest::journal().latest());
    QCOMPARE(field("stockField")->text(), QString());
    QCOMPARE(field("nameField")->placeholderText(), QStringLiteral("—"));
    QVERIFY(!field("stockField")->isEnabled());
    QVERIFY(button("readButton")->isEnabled());
    QVERIFY(!button("saveButton")->isEnabled());
    QCOMPARE(answer(), QStringLiteral(" | No request yet | "));
}

void TestClientCard::card_showsWhatTheClientKnows_data()
{
    QTest::addColumn<Locking>("locking");
    QTest::addColumn<qint64>("events");
    QTest::addColumn<QString>("stock");
    QTest::addColumn<QString>("hint");
    QTest::addColumn<QString>("answer");
    QTest::newRow("after its read") << Locking::Off << qint64{2} << "10"
                                    << ""
                                    << "200 OK | Read v1. | answer to step 2";
    QTest::newRow("after the other's save nothing has changed for it")
        << Locking::Off << qint64{4} << "10"
        << ""
        << "200 OK | Read v1. | answer to step 2";
    QTest::newRow("while it edits") << Locking::Off << qint64{5} << "8"
                                    << "read 10 · v1"
                                    << "200 OK | Read v1. | answer to step 2";
    QTest::newRow("after its save") << Locking::Off << qint64{6} << "8"
                                    << "saved"
                                    << "200 OK | Saved as v3. | answer to step 4";
    QTest::newRow("after a refusal the draft is still there")
        << Locking::Version << qint64{6} << "8"
        << "read 10 · v1"
        << "412 | Not saved: record is at v2. | answer to step 4";
}

void TestClientCard::card_showsWhatTheClientKnows()
{
    QFETCH(Locking, locking);
    QFETCH(qint64, events);
    m_card->render(uitest::lesson(locking).at(events));
    QTEST(field("stockField")->text(), "stock");
    QTEST(field("stockField")->accessibleDescription(), "hint");
    QTEST(answer(), "answer");
    QCOMPARE(field("nameField")->text(), QStringLiteral("Desk lamp"));
    QCOMPARE(field("nameField")->accessibleDescription(), QString());
}

void TestClientCard::staleCopy_isNotToldToTheClient()
{
    m_card->setClient(Cast({uitest::A(), uitest::B()}).member(uitest::A()));
    const Journal journal = uitest::lesson(Locking::Off);
    m_card->render(journal.at(4));
    const QString before = answer();
    m_card->render(journal.latest());
    QCOMPARE(answer(), before);
    QCOMPARE(before, QStringLiteral("200 OK | Saved as v2. | answer to step 3"));
}

void TestClientCard::typedText_survivesEveryUpdate()
{
    Journal journal = uitest::journal();
    uitest::read(journal, uitest::B());
    m_card->render(journal.latest());
    showAndType(QStringLiteral("12"));
    QTest::keyClick(field("stockField"), Qt::Key_Home);

    uitest::read(journal, QStringLiteral("curl"));
    uitest::editStock(journal, QStringLiteral("curl"), 3);
    uitest::save(journal, QStringLiteral("curl"));
    m_card->render(journal.latest());
    QCOMPARE(field("stockField")->text(), QStringLiteral("12"));
    QTest::keyClicks(field("stockField"), QStringLiteral("4"));
    QCOMPARE(field("stockField")->text(), QStringLiteral("412"));
}

void TestClientCard::typedText_isDroppedByEscape()
{
    Journal journal = uitest::journal();
    uitest::read(journal, uitest::B());
    m_card->render(journal.latest());
    showAndType(QStringLiteral("seven"));
    QTest::keyClick(field("stockField"), Qt::Key_Enter);
    QVERIFY(uitest::isMarked(*field("stockField")));
    QTest::keyClick(field("stockField"), Qt::Key_Escape);
    m_card->render(journal.latest());
    QCOMPARE(field("stockField")->text(), QStringLiteral("10"));
    QVERIFY(!uitest::isMarked(*field("stockField")));
    QCOMPARE(answer(), QStringLiteral("200 OK | Read v1. | answer to step 1"));
}

void TestClientCard::badText_isReportedOnTheCard_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("empty") << ""
                           << "Not sent: “stock” is empty. Type a number, such as 7.";
    QTest::newRow("no number")
        << "seven"
        << "Not sent: “stock” holds a number, and this is none. Type digits, such as 7.";
    QTest::newRow("huge")
        << "99999999999999999999"
        << "Not sent: This number is too large for “stock”. Type one up to 9007199254740991.";
}

void TestClientCard::badText_isReportedOnTheCard()
{
    QFETCH(QString, text);
    Journal journal = uitest::journal();
    uitest::read(journal, uitest::B());
    m_card->render(journal.latest());
    connect(m_card.get(), &ClientCard::inputChanged, m_card.get(), [this, &journal] {
        m_card->render(journal.latest());
    });
    showAndType(text);
    QTest::keyClick(field("stockField"), Qt::Key_Enter);
    QTEST(uitest::text(*m_card, "sentenceLabel"), "sentence");
    QCOMPARE(field("stockField")->text(), text);
    // The whole sentence fits, even in the narrowest card.
    m_card->resize(m_card->minimumSize());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QVERIFY(m_card->findChild<WrapLabel*>(QStringLiteral("sentenceLabel"))->fits());

    QTest::keyClicks(field("stockField"), QStringLiteral("1"));
    QCOMPARE(uitest::text(*m_card, "statusLabel"), QStringLiteral("200 OK"));
}

void TestClientCard::removedField_keepsItsTypedText()
{
    Journal journal = uitest::journal();
    uitest::read(journal, uitest::B());
    m_card->render(journal.latest());
    showAndType(QStringLiteral("12"));

    Event removal;
    removal.client = QStringLiteral("curl");
    removal.record = uitest::id();
    removal.action = Action::Write;
    removal.verdict = Verdict::Saved;
    removal.status = 200;
    removal.version = 2;
    removal.before = uitest::lamp(10);
    removal.after = {{QStringLiteral("colour"), QStringLiteral("red")}};
    journal.append(removal);
    uitest::read(journal, uitest::B());
    m_card->render(journal.latest());
    QCOMPARE(field("colourField")->text(), QStringLiteral("red"));
    QCOMPARE(field("stockField")->text(), QStringLiteral("12"));
    QTRY_VERIFY(field("nameField") == nullptr);
}

void TestClientCard::moreFields_scrollInside()
{
    Fields many;
    for (int i = 0; i < 12; ++i)
        many.set(QStringLiteral("field%1").arg(i), qint64{i});
    const Journal journal(JournalHeader{Locking::Off, 0, 0, {Record{uitest::id(), many, 1, 0}}});
    m_card->render(journal.latest());
    m_card->show();
    QCOMPARE(m_card->height(), 296);
    const auto* list = m_card->findChild<QScrollArea*>(QStringLiteral("fieldList"));
    QCOMPARE(list->height(), 88);
    QCOMPARE(list->widget()->height(), 12 * 40 + 11 * 8);
}

void TestClientCard::amount_doesNotScrollInTheNarrowestCard()
{
    auto* amount = m_card->findChild<AmountEdit*>();
    m_card->resize(m_card->minimumWidth(), 296);
    m_card->show();
    // A text that is too wide scrolls with the last typed character.
    QStyleOptionFrame option;
    option.initFrom(amount);
    const QMargins margins = amount->textMargins();
    const int space = amount->style()->subElementRect(QStyle::SE_LineEditContents, &option, amount).width() -
                      margins.left() - margins.right();
    QVERIFY(QFontMetrics(amount->font()).horizontalAdvance(QStringLiteral("−10")) < space);
}

void TestClientCard::inertCard_takesNoInputAndKeepsTheFocus()
{
    Journal journal = uitest::journal();
    uitest::read(journal, uitest::B());
    m_card->render(journal.latest());
    m_card->show();
    m_card->activateWindow();
    button("saveButton")->setFocus();
    QTRY_VERIFY(button("saveButton")->hasFocus());
    m_card->setInert(true);
    QVERIFY(button("saveButton")->hasFocus());
    QTest::keyClicks(field("stockField"), QStringLiteral("5"));
    QCOMPARE(field("stockField")->text(), QStringLiteral("10"));
    m_card->setInert(false);
    field("stockField")->setFocus();
    QTest::keyClicks(field("stockField"), QStringLiteral("5"));
    QCOMPARE(field("stockField")->text(), QStringLiteral("105"));
}

void TestClientCard::controls_haveNames()
{
    m_card->render(uitest::lesson(Locking::Off).latest());
    const QList<std::pair<QWidget*, QString>> names{
        {button("readButton"), QStringLiteral("Client B: Read")},
        {button("saveButton"), QStringLiteral("Client B: Save")},
        {field("stockField"), QStringLiteral("Client B: stock")},
        {field("nameField"), QStringLiteral("Client B: name")},
    };
    for (const auto& [widget, name] : names)
        QCOMPARE(QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name), name);
}

QTEST_MAIN(TestClientCard)

#include "tst_clientcard.moc"
