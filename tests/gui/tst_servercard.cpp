#include "gui/panels/servercard.h"

#include "core/values/text.h"
#include "gui/journalfixtures.h"
#include "gui/record/valuedisplay.h"
#include "gui/record/versionchips.h"
#include "gui/widgets/chip.h"
#include "gui/widgets/toggleswitch.h"
#include "warningfreetest.h"

#include <QAccessible>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace interleave;

class TestServerCard final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { uitest::applyStyle(); }

    void value_isShownWithItsVersion();
    void history_strikesLostVersions();
    void history_isShorterInANarrowCard();
    void chip_saysWhatChanged_data();
    void chip_saysWhatChanged();
    void history_countsHiddenVersions();
    void rule_isShownInWordsAndAsAClause();
    void status_isNeverCut();
    void everyRule_hasAButton();
    void switch_isAnAccessibleCheckBox();
    void longValues_stayInside();

private:
    static QStringList chips(const ServerCard& card);
};

/// The texts of the chips, the lost ones in brackets.
QStringList TestServerCard::chips(const ServerCard& card)
{
    QStringList texts;
    for (const Chip* chip : card.findChild<QWidget*>(QStringLiteral("versionChips"))->findChildren<Chip*>()) {
        if (chip->isVisible())
            texts.append(chip->isLost() ? QStringLiteral("[%1]").arg(chip->text()) : chip->text());
    }
    return texts;
}

void TestServerCard::value_isShownWithItsVersion()
{
    ServerCard card;
    card.render(uitest::lesson(Locking::Off).latest(), uitest::id(), Locking::Off);
    const auto* value = card.findChild<ValueDisplay*>();
    QCOMPARE(value->value(), QStringLiteral("8"));
    QCOMPARE(value->summary(), QStringLiteral("stock · Desk lamp"));
    QCOMPARE(card.findChild<Chip*>(QStringLiteral("versionChip"))->text(), QStringLiteral("v3"));
    QCOMPARE(uitest::text(card, "pathLabel"), QStringLiteral("/records/item"));
}

void TestServerCard::history_strikesLostVersions()
{
    ServerCard card;
    card.show();
    const Journal journal = uitest::lesson(Locking::Off);
    card.render(journal.at(4), uitest::id(), Locking::Off);
    QCOMPARE(chips(card).join(QStringLiteral(", ")), QStringLiteral("v2 · A · 10 → 7, v1 · 10"));
    card.render(journal.latest(), uitest::id(), Locking::Off);
    QCOMPARE(
        chips(card).mid(0, 2).join(QStringLiteral(", ")),
        QStringLiteral("v3 · B · 10 → 8, [v2 · A · 10 → 7]"));
}

/// As many as fit whole say what they changed; where not even two do, they say what they hold.
void TestServerCard::history_isShorterInANarrowCard()
{
    ServerCard card;
    card.show();
    card.render(uitest::lesson(Locking::Off).latest(), uitest::id(), Locking::Off);
    card.resize(440, card.height());
    QCOMPARE(
        chips(card).join(QStringLiteral(", ")),
        QStringLiteral("v3 · B · 10 → 8, [v2 · A · 10 → 7], v1 · 10"));
    card.resize(248, card.height());
    QCOMPARE(chips(card).join(QStringLiteral(", ")), QStringLiteral("v3 B 8, [v2 A 7], v1 10"));
    const QWidget* row = card.findChild<QWidget*>(QStringLiteral("versionChips"));
    QVERIFY(row->accessibleName().contains(QStringLiteral("v2 · A · 10 → 7, lost")));
}

void TestServerCard::chip_saysWhatChanged_data()
{
    QTest::addColumn<Fields>("after");
    QTest::addColumn<QString>("text");
    const Value stock = qint64{10};
    const Value name = QStringLiteral("Desk lamp");
    QTest::newRow("the number that represents the record")
        << Fields{{QStringLiteral("stock"), qint64{7}}, {QStringLiteral("name"), name}}
        << QStringLiteral("v2 · A · 10 → 7");
    QTest::newRow("a text beside it")
        << Fields{{QStringLiteral("stock"), stock}, {QStringLiteral("name"), QStringLiteral("Bulb")}}
        << QStringLiteral("v2 · A · name Bulb");
    QTest::newRow("a long text")
        << Fields{{QStringLiteral("stock"), stock}, {QStringLiteral("name"), QStringLiteral("A lamp for the desk")}}
        << QStringLiteral("v2 · A · name A lamp for the…");
    QTest::newRow("nothing") << Fields{{QStringLiteral("stock"), stock}, {QStringLiteral("name"), name}}
                             << QStringLiteral("v2 · A · 10");
    QTest::newRow("a field that is gone")
        << Fields{{QStringLiteral("stock"), stock}} << QStringLiteral("v2 · A · name –");
}

void TestServerCard::chip_saysWhatChanged()
{
    QFETCH(const Fields, after);
    Record record{
        uitest::id(),
        {{QStringLiteral("stock"), qint64{10}}, {QStringLiteral("name"), QStringLiteral("Desk lamp")}},
        1,
        0};
    VersionTree tree(record);
    Event event;
    event.seq = 1;
    event.client = uitest::A();
    event.action = Action::Write;
    event.verdict = Verdict::Saved;
    event.record = record.id;
    event.version = 2;
    event.base = 1;
    event.after = after;
    tree.append(event);
    QTEST(chipText(tree.at(2), tree), "text");
    QCOMPARE(chipText(tree.at(1), tree), QStringLiteral("v1 · 10"));
}

void TestServerCard::history_countsHiddenVersions()
{
    Journal journal = uitest::journal();
    uitest::read(journal, uitest::A());
    for (qint64 stock = 20; stock < 26; ++stock) {
        uitest::editStock(journal, uitest::A(), stock);
        uitest::save(journal, uitest::A());
    }
    ServerCard card;
    card.show();
    card.render(journal.latest(), uitest::id(), Locking::Off);
    QStringList texts = chips(card);
    texts.sort();
    QCOMPARE(texts.join(QStringLiteral(", ")), QStringLiteral("+5, v6 · A · 23 → 24, v7 · A · 24 → 25"));
    const QWidget* row = card.findChild<QWidget*>(QStringLiteral("versionChips"));
    for (const Chip* chip : row->findChildren<Chip*>())
        QVERIFY(!chip->isVisible() || row->rect().contains(chip->geometry()));
}

void TestServerCard::rule_isShownInWordsAndAsAClause()
{
    ServerCard card;
    const Journal journal = uitest::journal();
    const auto* clause = card.findChild<QWidget*>(QStringLiteral("whereLabel"));
    card.render(journal.latest(), uitest::id(), Locking::Off);
    QVERIFY(!card.findChild<ToggleSwitch*>()->isChecked());
    QCOMPARE(uitest::text(card, "lockingStatus"), QStringLiteral("Off · last save wins"));
    QCOMPARE(clause->accessibleName(), QStringLiteral("WHERE id = ?"));
    card.render(journal.latest(), uitest::id(), Locking::Version);
    QVERIFY(card.findChild<ToggleSwitch*>()->isChecked());
    QCOMPARE(uitest::text(card, "lockingStatus"), QStringLiteral("On · old versions refused"));
    QCOMPARE(clause->accessibleName(), QStringLiteral("WHERE id = ? AND version = ?"));
}

/// In the card of a window of 1280 × 720 px, and in narrower ones of several clients.
void TestServerCard::status_isNeverCut()
{
    ServerCard card;
    const auto* status = card.findChild<QLabel*>(QStringLiteral("lockingStatus"));
    card.show();
    for (const int width : {308, 360}) {
        card.resize(width, card.height());
        QCOMPARE(card.width(), width);
        for (const Locking rule : AllLocking) {
            card.render(uitest::journal().latest(), uitest::id(), rule);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
            const QString words = QStringLiteral("%1 px, %2").arg(QString::number(width), toName(rule));
            const QString shortText = Text::tr(ruleOf(rule).shortStatus);
            const QFontMetrics metrics = status->fontMetrics();
            QVERIFY2(
                std::min(metrics.horizontalAdvance(status->text()), metrics.horizontalAdvance(shortText)) <=
                    status->width(),
                qPrintable(words));
        }
    }
}

void TestServerCard::everyRule_hasAButton()
{
    ServerCard card;
    QSignalSpy chosen(&card, &ServerCard::lockingChosen);
    for (const Locking rule : AllLocking) {
        auto* button = card.findChild<QPushButton*>(toName(rule) + QStringLiteral("Rule"));
        QCOMPARE(button != nullptr, rule != Locking::Off);
        if (button == nullptr)
            continue;
        card.render(uitest::lesson(Locking::Off).latest(), uitest::id(), rule);
        QVERIFY(button->isChecked() && button->isEnabled());
        QCOMPARE(button->text(), toTitle(rule));
        QVERIFY(!button->accessibleDescription().isEmpty());
        button->click();
        QCOMPARE(chosen.takeFirst().first().value<Locking>(), rule);
    }
}

void TestServerCard::switch_isAnAccessibleCheckBox()
{
    ServerCard card;
    card.render(uitest::journal().latest(), uitest::id(), Locking::Off);
    card.show();
    auto* locking = card.findChild<ToggleSwitch*>();
    const QSignalSpy chosen(&card, &ServerCard::lockingChosen);
    QTest::keyClick(locking, Qt::Key_Space);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(0).value<Locking>(), Locking::Version);
    QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(locking);
    QCOMPARE(accessible->role(), QAccessible::CheckBox);
    QCOMPARE(accessible->text(QAccessible::Name), QStringLiteral("Locking"));
    QVERIFY(accessible->state().checked);
}

void TestServerCard::longValues_stayInside()
{
    Journal journal(JournalHeader{
        Locking::Off,
        0,
        0,
        {Record{
            uitest::id(),
            {{QStringLiteral("stock"), qint64{9007199254740991}},
             {QStringLiteral("name"), QString(4000, u'x')}},
            1,
            0}}});
    ServerCard card;
    card.resize(352, 296);
    card.render(journal.latest(), uitest::id(), Locking::Off);
    card.show();
    QCOMPARE(card.size(), QSize(352, 296));
    QVERIFY(!card.grab().isNull());
}

QTEST_MAIN(TestServerCard)

#include "tst_servercard.moc"
