#include "gui/shownwindow.h"

#include "gui/record/valuedisplay.h"
#include "warningfreetest.h"

#include <QSignalSpy>

using namespace interleave;
using uitest::A;
using uitest::B;

/// Animations in the real window. The test does not check how long they take: they begin at once, and end.
class TestMotion final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { uitest::applyStyle(); }
    void cleanup();

    void lostVersion_pulsesOnce();
    void staleCopy_pulsesOnce();
    void staleCopy_doesNotPulseAgain();
    void refusedSave_pulsesNoCard();
    void withoutAnimations_nothingMoves();
    void inThePast_nothingMoves();
    void pulse_isInItsRolesColourAndFades();
    void value_fadesOver();

private:
    void prepare() override;

    /// Records which cards pulse at the next event, as "A B", after the page has handled it.
    void watch();

    std::unique_ptr<uitest::ShownWindow> m_shown;
    QStringList m_pulses;
};

void TestMotion::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
    m_shown->window.setAnimated(true);
    m_pulses.clear();
    watch();
}

void TestMotion::cleanup()
{
    m_shown.reset();
}

void TestMotion::watch()
{
    for (const QString& client : {A(), B()}) {
        const auto* pulse = m_shown->card(client)->findChild<QVariantAnimation*>(QStringLiteral("pulse"));
        QVERIFY(pulse != nullptr);
        connect(pulse, &QAbstractAnimation::stateChanged, this, [this, client](auto state) {
            const bool begins = state == QAbstractAnimation::Running;
            m_pulses.append(client + (begins ? QStringLiteral(" begins") : QStringLiteral(" ends")));
        });
    }
}

void TestMotion::lostVersion_pulsesOnce()
{
    m_shown->clickIn(A(), "readButton");
    m_shown->clickIn(B(), "readButton");
    m_shown->save(A(), QStringLiteral("7"));
    QTRY_VERIFY(!m_shown->card(B())->isPulsing());
    m_pulses.clear();
    m_shown->save(B(), QStringLiteral("8"));
    QTRY_COMPARE(m_pulses, QStringList({QStringLiteral("A begins"), QStringLiteral("A ends")}));
    // Looking back and forward does not repeat it.
    m_shown->press(Qt::Key_Left, Qt::AltModifier);
    m_shown->press(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(m_pulses.size(), 2);
}

void TestMotion::staleCopy_pulsesOnce()
{
    m_shown->clickIn(A(), "readButton");
    m_shown->clickIn(B(), "readButton");
    QCOMPARE(m_pulses, QStringList());
    m_shown->save(A(), QStringLiteral("7"));
    QTRY_COMPARE(m_pulses, QStringList({QStringLiteral("B begins"), QStringLiteral("B ends")}));
}

void TestMotion::staleCopy_doesNotPulseAgain()
{
    m_shown->clickIn(A(), "readButton");
    m_shown->put(R"({"stock": 9, "name": "Desk lamp"})");
    QTRY_COMPARE(m_pulses, QStringList({QStringLiteral("A begins"), QStringLiteral("A ends")}));
    m_shown->put(R"({"stock": 8, "name": "Desk lamp"})");
    QCOMPARE(m_pulses.size(), 2);
}

void TestMotion::refusedSave_pulsesNoCard()
{
    m_shown->load("version-check");
    m_shown->stage.playTo(3);
    QTRY_COMPARE(m_shown->stage.position(), 3);
    QTRY_VERIFY(!m_shown->card(B())->isPulsing());
    m_pulses.clear();
    m_shown->stage.step();
    QTRY_COMPARE(m_shown->stage.position(), 4);
    QCOMPARE(m_pulses, QStringList());
}

void TestMotion::withoutAnimations_nothingMoves()
{
    m_shown->window.setAnimated(false);
    m_shown->playLesson();
    QCOMPARE(m_pulses, QStringList());
    const auto* fade = m_shown->window.findChild<ValueDisplay*>()->findChild<QVariantAnimation*>();
    QCOMPARE(fade->state(), QAbstractAnimation::Stopped);
}

void TestMotion::inThePast_nothingMoves()
{
    m_shown->clickIn(A(), "readButton");
    m_shown->press(Qt::Key_Left, Qt::AltModifier);
    QVERIFY(m_shown->timelineCursor().isPast());
    m_shown->put(R"({"stock": 42, "name": "Floor lamp"})");
    QCOMPARE(m_pulses, QStringList());
}

void TestMotion::pulse_isInItsRolesColourAndFades()
{
    ClientCard* card = m_shown->card(A());
    const QImage still = card->grab().toImage();
    card->pulse(Role::Lost);
    const QImage first = card->grab().toImage();
    QVERIFY(first != still);
    QCOMPARE(first.pixelColor(0, card->height() / 2), themeOf(card).color(Role::Lost));
    // Only the border changes, not the card's content.
    const QRect inside = card->rect().adjusted(8, 8, -8, -8);
    QCOMPARE(first.copy(inside), still.copy(inside));
    QTRY_VERIFY(!card->isPulsing());
    QCOMPARE(card->grab().toImage(), still);
    QCOMPARE(m_pulses.size(), 2);
}

void TestMotion::value_fadesOver()
{
    auto* display = m_shown->window.findChild<ValueDisplay*>();
    const auto* fade = display->findChild<QVariantAnimation*>();
    const QImage ten = display->grab().toImage();
    display->setValue(QStringLiteral("7"), display->summary());
    QCOMPARE(display->value(), QStringLiteral("7"));
    QCOMPARE(display->grab().toImage(), ten);
    QTRY_COMPARE(fade->state(), QAbstractAnimation::Stopped);
    const QImage seven = display->grab().toImage();
    QVERIFY(seven != ten);
    // Setting the same value is not a change.
    display->setValue(QStringLiteral("7"), display->summary());
    QCOMPARE(fade->state(), QAbstractAnimation::Stopped);
}

QTEST_MAIN(TestMotion)

#include "tst_motion.moc"
