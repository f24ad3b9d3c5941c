#include "gui/theme/plaintext.h"

#include "gui/shownwindow.h"
#include "warningfreetest.h"

#include <QComboBox>
#include <QMenu>
#include <QTextDocument>

using namespace interleave;

namespace {

QString nasty()
{
    return QStringLiteral("Salt &Pepper <b>x</b>");
}

/// The visible text of a button or item.
QString seenOnAButton(const QString& text)
{
    QString seen;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == u'&')
            ++i;
        if (i < text.size())
            seen += text.at(i);
    }
    return seen;
}

/// The visible text where markup is recognised.
QString seenAsATip(const QString& text)
{
    if (!Qt::mightBeRichText(text))
        return text;
    QTextDocument document;
    document.setHtml(text);
    return document.toPlainText();
}

} // namespace

/// Names, values and titles by others in the real window: each is shown exactly as written.
class TestPlainText final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }
    void cleanup() { m_shown.reset(); }

    void firstWhole_cutsOnlyTheLast();
    void fitsWhole_isWhatIsShownWhole();
    void figure_isShownInTheWidthItAsksFor();
    void literal_showsEachAmpersand_data();
    void literal_showsEachAmpersand();
    void plainTip_isReadAsWritten_data();
    void plainTip_isReadAsWritten();
    void title_isShownCompletely();
    void everyWidget_showsWhatWasWritten();
    void labels_arePlain();

private:
    void prepare() override { m_shown = std::make_unique<uitest::ShownWindow>(); }

    void look(bool compact);
    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestPlainText::firstWhole_cutsOnlyTheLast()
{
    const QStringList wordings{QStringLiteral("Off · last save wins"), QStringLiteral("Off · last wins")};
    const QFont font = Theme::light().font(TextStyle::Label);
    QStringList shown;
    for (int space = QFontMetrics(font).horizontalAdvance(wordings.first()) + 2; space > 20; --space) {
        const QString words = firstWhole(wordings, font, space);
        if (!shown.contains(words))
            shown.append(words);
    }
    QCOMPARE(shown.first(2), wordings);
    shown.removeIf(
        [](const QString& words) { return QStringLiteral("Off · last wins").startsWith(words.chopped(1)); });
    QCOMPARE(shown, wordings.first(1));
}

void TestPlainText::fitsWhole_isWhatIsShownWhole()
{
    const QString text = QStringLiteral("Off · last wins");
    for (const TextStyle style : {TextStyle::Label, TextStyle::Hint, TextStyle::Figure}) {
        const QFont font = Theme::light().font(style);
        for (int width = QFontMetrics(font).horizontalAdvance(text) + 2; width > -20; --width) {
            const bool whole = fitsWhole(text, font, width);
            QCOMPARE(firstWhole({text}, font, width) == text, whole);
            // An empty wording at the end stands for: whole or not at all.
            QCOMPARE(firstWhole({text, QString()}, font, width), whole ? text : QString());
        }
    }
}

/// Layouts give a label the rounded width that it asks for. A figure once disappeared in it, because it was
/// half a px wider.
void TestPlainText::figure_isShownInTheWidthItAsksFor()
{
    for (int zoom = 75; zoom <= 250; zoom += 5) {
        for (const TextStyle style : {TextStyle::Label, TextStyle::Strong, TextStyle::Figure}) {
            const QFont font = Theme::light().withZoom(zoom).font(style);
            const QFontMetrics metrics(font);
            for (int value = 10; value < 200; ++value) {
                const QString figure = QString::number(value);
                QCOMPARE(firstWhole({figure}, font, metrics.horizontalAdvance(figure)), figure);
            }
        }
    }
}

void TestPlainText::literal_showsEachAmpersand_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << QStringLiteral("Salt Pepper");
    QTest::newRow("one") << QStringLiteral("Salt &Pepper");
    QTest::newRow("two") << QStringLiteral("Salt && Pepper");
    QTest::newRow("at the end") << QStringLiteral("Salt&");
}

void TestPlainText::literal_showsEachAmpersand()
{
    QFETCH(QString, text);
    QCOMPARE(seenOnAButton(literal(text)), text);
    // It has no shortcut, either.
    QPushButton button(literal(text));
    QVERIFY(button.shortcut().isEmpty());
}

void TestPlainText::plainTip_isReadAsWritten_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QStringLiteral("Desk lamp");
    QTest::newRow("an ampersand alone") << QStringLiteral("Salt & Pepper");
    QTest::newRow("markup") << nasty();
    QTest::newRow("markup and an entity") << QStringLiteral("<i>&lt;</i> &amp;");
    QTest::newRow("an entity") << QStringLiteral("a &lt; b");
    QTest::newRow("less than") << QStringLiteral("1 < 2");
    QTest::newRow("two lines") << QStringLiteral("<b>one</b>\ntwo");
}

void TestPlainText::plainTip_isReadAsWritten()
{
    QFETCH(QString, text);
    QCOMPARE(seenAsATip(plainTip(text)), text);
}

void TestPlainText::title_isShownCompletely()
{
    m_shown->load("lost-update");
    Scenario scenario = *m_shown->stage.scenario();
    scenario.title = nasty();
    m_shown->stage.load(scenario);
    QTRY_VERIFY(m_shown->stage.canStep());
    QCOMPARE(seenOnAButton(m_shown->button("scenarioButton")->text()), nasty());
    // The style draws the same text: with one more letter it is wider.
    scenario.title = QStringLiteral("Salt Pepper <b>x</b>");
    const int with = m_shown->button("scenarioButton")->sizeHint().width();
    m_shown->stage.load(scenario);
    QTRY_VERIFY(m_shown->stage.canStep());
    QVERIFY(m_shown->button("scenarioButton")->sizeHint().width() < with);
}

void TestPlainText::look(bool compact)
{
    m_shown->window.resize(compact ? QSize(900, 560) : QSize(1440, 900));
    m_shown->settle();
    int seen = 0;
    const QList<QWidget*> widgets = m_shown->window.findChildren<QWidget*>();
    for (QWidget* widget : widgets) {
        const auto judge = [&](const QString& shown, const char* what) {
            QVERIFY2(
                !shown.contains(QStringLiteral("Salt Pepper")) &&
                    !shown.contains(QStringLiteral("Pepper x")) && !shown.contains(QStringLiteral("&amp;")) &&
                    !shown.contains(QStringLiteral("&lt;")),
                qPrintable(
                    QStringLiteral("%1 %2: %3").arg(widget->objectName(), QLatin1String(what), shown)));
            seen += shown.contains(QStringLiteral("Salt &Pepper")) ? 1 : 0;
        };
        judge(seenAsATip(widget->toolTip()), "tip");
        if (auto* button = qobject_cast<QAbstractButton*>(widget))
            judge(seenOnAButton(button->text()), "button");
        if (auto* label = qobject_cast<QLabel*>(widget)) {
            widget->ensurePolished();
            QVERIFY2(label->textFormat() != Qt::AutoText, qPrintable(label->objectName()));
            judge(label->textFormat() == Qt::PlainText ? label->text() : seenAsATip(label->text()), "label");
        }
        for (const QAction* action : widget->actions())
            judge(seenOnAButton(action->text()), "action");
    }
    QVERIFY2(seen > 3, qPrintable(QString::number(seen)));
}

void TestPlainText::everyWidget_showsWhatWasWritten()
{
    const QByteArray text = nasty().toUtf8();
    m_shown->put("{\"stock\": 10, \"" + text + "\": \"" + text + "\"}");
    m_shown->stage.setLocking(Locking::Version);
    m_shown->settle();
    for (const QString& client : {uitest::A(), uitest::B()}) {
        m_shown->clickIn(client, "readButton");
        auto* field = m_shown->card(client)->findChild<FieldEdit*>(nasty() + QStringLiteral("Field"));
        QVERIFY(field != nullptr);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, nasty() + client);
    }
    m_shown->clickIn(uitest::A(), "saveButton");
    m_shown->clickIn(uitest::B(), "saveButton");
    look(false);
    m_shown->click(m_shown->buttonOf(uitest::B(), "mergeButton"));
    m_shown->settle();
    look(false);
    look(true);
}

/// A label is plain text by default.
void TestPlainText::labels_arePlain()
{
    QWidget window;
    auto* label = new QLabel(nasty(), &window);
    auto* rich = new QLabel(QStringLiteral("<b>ours</b>"), &window);
    rich->setTextFormat(Qt::RichText);
    window.show();
    QCOMPARE(label->textFormat(), Qt::PlainText);
    QCOMPARE(rich->textFormat(), Qt::RichText);
}

QTEST_MAIN(TestPlainText)

#include "tst_plaintext.moc"
