#include "gui/record/fieldlist.h"
#include "gui/record/fieldrow.h"
#include "gui/record/valuepopup.h"
#include "gui/shownwindow.h"
#include "warningfreetest.h"

#include <QClipboard>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>

using namespace interleave;

/// Values of every type in the real window: a value that nobody changes is sent unchanged.
class TestValues final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }
    void cleanup() { m_shown.reset(); }

    void untouchedValue_isSentUnchanged_data() { values(); }
    void untouchedValue_isSentUnchanged();
    void typedAgainValue_isUnchanged_data() { values(); }
    void typedAgainValue_isUnchanged();
    void longText_isShownAsExcerptAndInFull();
    void lineBreaks_areShownAndNotEdited();
    void pastedText_isNotCut();
    void longText_doesNotWidenTheWindow();
    void nullField_takesEveryType_data();
    void nullField_takesEveryType();
    void type_isShownIfNotObvious_data();
    void type_isShownIfNotObvious();
    void scrolledList_becomesCompact();
    void emptiedList_placesNewFields_data();
    void emptiedList_placesNewFields();

private:
    void prepare() override;

    static void values();
    void hold(const QByteArray& json);
    [[nodiscard]] FieldEdit* field(const char* name)
    {
        return m_shown->card(uitest::A())->findChild<FieldEdit*>(QLatin1String(name));
    }
    [[nodiscard]] QByteArray note() const
    {
        return toJson(*m_shown->journal().latest().record(uitest::id())->fields.find(QStringLiteral("note")));
    }

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestValues::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
}

void TestValues::values()
{
    QTest::addColumn<QByteArray>("json");
    const auto add = [](const char* name, const QByteArray& json) {
        QTest::newRow(name) << json;
    };
    add("as long as a line edit is", '"' + QByteArray(32767, 'x') + '"');
    add("longer than a line edit", '"' + QByteArray(32768, 'x') + '"');
    add("much longer", '"' + QByteArray(400000, 'y') + '"');
    add("two lines", "\"one\\ntwo\"");
    add("a line feed and a carriage return", "\"one\\r\\ntwo\\r\\n\"");
    add("a tab", "\"one\\ttwo\"");
    add("a zero", "\"one\\u0000two\"");
    add("an escape sequence", "\"\\u001b[31mred\"");
    add("a separator of lines", "\"one\u2028two\u2029\"");
    add("what stands for an object", "\"\uFFFC\"");
    add("blanks around it", "\"  Lamp  \"");
    add("an empty text", "\"\"");
    add("a text of digits", "\"10\"");
    add("a text of leading zeros", "\"007\"");
    add("the text null", "\"null\"");
    add("the text true", "\"true\"");
    add("a pair of surrogates", "\"\U0001F4A1 lamp\"");
    add("from right to left", "\"\u05DE\u05E0\u05D5\u05E8\u05D4 \u202E abc\"");
    add("markup", "\"Salt &Pepper <b>x</b>\"");
    add("quotation marks", "\"\\\"quoted\\\" \\\\ \"");
    add("a fraction", "1.5");
    add("a whole double", "7.0");
    add("a small fraction", "0.1");
    add("a huge double", "1e+300");
    add("a tiny double", "5e-324");
    add("minus nothing", "-0.0");
    add("the largest integer", "9007199254740991");
    add("the smallest integer", "-9007199254740991");
    add("true", "true");
    add("false", "false");
    add("null", "null");
}

/// A reads {"stock": 10, "note": \a json, "name": "Lamp"}.
void TestValues::hold(const QByteArray& json)
{
    m_shown->put("{\"stock\": 10, \"note\": " + json + ", \"name\": \"Lamp\"}");
    m_shown->clickIn(uitest::A(), "readButton");
}

void TestValues::untouchedValue_isSentUnchanged()
{
    QFETCH(QByteArray, json);
    hold(json);
    const QByteArray before = note();
    // Into every field with mouse and Tab, and out again.
    for (const char* name : {"stockField", "noteField", "nameField"}) {
        FieldEdit* edit = field(name);
        QTest::mouseClick(edit, Qt::LeftButton, {}, QPoint(20, edit->height() / 2));
        if (QWidget* popup = QApplication::activePopupWidget())
            popup->close();
        QTest::keyClick(edit, Qt::Key_Home);
        QTest::keyClick(edit, Qt::Key_End);
        m_shown->press(Qt::Key_Tab);
    }
    m_shown->save(uitest::A(), QStringLiteral("7"));
    QCOMPARE(uitest::text(*m_shown->card(uitest::A()), "statusLabel"), QStringLiteral("200 OK"));
    const Fields& fields = m_shown->journal().latest().record(uitest::id())->fields;
    QCOMPARE(toJson(*fields.find(QStringLiteral("stock"))), QByteArray("7"));
    QVERIFY(note() == before);
    QCOMPARE(toJson(*fields.find(QStringLiteral("name"))), QByteArray("\"Lamp\""));
    QCOMPARE(fields.size(), 3);
}

void TestValues::typedAgainValue_isUnchanged()
{
    QFETCH(QByteArray, json);
    hold(json);
    const QByteArray before = note();
    FieldEdit* edit = field("noteField");
    if (edit->isExcerpt()) {
        // It accepts no typing.
        const QString shown = edit->text();
        edit->setFocus();
        QTest::keyClicks(edit, QStringLiteral("typed"));
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClick(edit, Qt::Key_X, Qt::ControlModifier);
        QCOMPARE(edit->text(), shown);
    } else {
        const QString shown = edit->text();
        QCOMPARE(
            shown,
            toText(*m_shown->journal().latest().record(uitest::id())->fields.find(QStringLiteral("note"))));
        edit->setFocus();
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        QVERIFY(edit->text().isEmpty());
        edit->insert(shown);
        emit edit->textEdited(shown);
        m_shown->press(Qt::Key_Tab);
    }
    m_shown->save(uitest::A(), QStringLiteral("7"));
    QCOMPARE(uitest::text(*m_shown->card(uitest::A()), "statusLabel"), QStringLiteral("200 OK"));
    QVERIFY(note() == before);
}

void TestValues::longText_isShownAsExcerptAndInFull()
{
    const QByteArray text = "The beginning. " + QByteArray(40000, 'x') + " The end.";
    hold('"' + text + '"');
    FieldEdit* edit = field("noteField");
    QVERIFY(edit->isReadOnly());
    QVERIFY(edit->isEnabled());
    QVERIFY2(
        edit->text().startsWith(QStringLiteral("40,024 characters: The beginning. x")),
        qPrintable(edit->text()));
    QVERIFY(edit->text().endsWith(u'…'));
    QVERIFY(edit->accessibleDescription().contains(QStringLiteral("left as it is")));
    for (const bool byMouse : {true, false}) {
        edit->setFocus();
        if (byMouse)
            QTest::mouseClick(edit, Qt::LeftButton, {}, QPoint(20, edit->height() / 2));
        else
            QTest::keyClick(edit, Qt::Key_Space);
        auto* popup = qobject_cast<ValuePopup*>(QApplication::activePopupWidget());
        QVERIFY(popup != nullptr);
        QCOMPARE(popup->findChild<QPlainTextEdit*>()->toPlainText().remove(u'\n'), QString::fromLatin1(text));
        QGuiApplication::clipboard()->clear();
        QTest::mouseClick(popup->findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromLatin1(text));
        QVERIFY(popup->screen()->availableGeometry().contains(popup->geometry()));
        QTest::keyClick(popup->findChild<QPlainTextEdit*>(), Qt::Key_Escape);
        QTRY_VERIFY(QApplication::activePopupWidget() == nullptr);
    }
    // A short one can be edited again.
    m_shown->put("{\"stock\": 10, \"note\": \"short\", \"name\": \"Lamp\"}");
    m_shown->clickIn(uitest::A(), "readButton");
    QVERIFY(!edit->isReadOnly());
    QCOMPARE(edit->text(), QStringLiteral("short"));
}

void TestValues::lineBreaks_areShownAndNotEdited()
{
    hold("\"one\\ntwo\\tthree\"");
    FieldEdit* edit = field("noteField");
    QVERIFY(edit->isReadOnly());
    QCOMPARE(edit->text(), QStringLiteral("one\u240Atwo\u2409three"));
    QCOMPARE(edit->wholeText(), QStringLiteral("one\ntwo\tthree"));
    // Return works as in every field.
    const qint64 events = m_shown->journal().size();
    QTest::keyClick(edit, Qt::Key_Return);
    m_shown->settle();
    QCOMPARE(m_shown->journal().size(), events + 1);
    QCOMPARE(note(), QByteArray("\"one\\ntwo\\tthree\""));
}

void TestValues::pastedText_isNotCut()
{
    hold("\"short\"");
    FieldEdit* edit = field("noteField");
    edit->setFocus();
    edit->selectAll();
    const QString text(50000, u'z');
    edit->insert(text);
    emit edit->textEdited(edit->text());
    QCOMPARE(edit->text().size(), 50000);
    m_shown->clickIn(uitest::A(), "saveButton");
    QCOMPARE(note().size(), 50002);
    QVERIFY(edit->isExcerpt());
}

/// A label as wide as a long text would push everything else off the screen.
void TestValues::longText_doesNotWidenTheWindow()
{
    const int before = m_shown->window.minimumSizeHint().width();
    m_shown->put("{\"note\": \"" + QByteArray(60000, 'W') + "\", \"other\": \"a\\nb\\nc\\nd\\ne\\nf\"}");
    m_shown->clickIn(uitest::A(), "readButton");
    m_shown->clickIn(uitest::B(), "readButton");
    m_shown->clickIn(uitest::A(), "saveButton");
    m_shown->clickIn(uitest::B(), "saveButton");
    QVERIFY2(
        m_shown->window.minimumSizeHint().width() <= std::max(before, 1440),
        qPrintable(QString::number(m_shown->window.minimumSizeHint().width())));
    QCOMPARE(m_shown->window.size(), QSize(1440, 900));
    const QList<QWidget*> widgets = m_shown->window.findChildren<QWidget*>();
    for (const QWidget* widget : widgets) {
        if (widget->isVisible())
            QVERIFY2(widget->width() <= 1440 && widget->height() <= 20000, qPrintable(widget->objectName()));
    }
}

void TestValues::nullField_takesEveryType_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("remark");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("a number") << QStringLiteral("7") << QStringLiteral("number") << QByteArray("7");
    QTest::newRow("a fraction") << QStringLiteral("1.5") << QStringLiteral("number") << QByteArray("1.5");
    QTest::newRow("true") << QStringLiteral("true") << QStringLiteral("true or false") << QByteArray("true");
    QTest::newRow("a word") << QStringLiteral("seven") << QStringLiteral("text") << QByteArray("\"seven\"");
    QTest::newRow("a number as text")
        << QStringLiteral("\"7\"") << QStringLiteral("text") << QByteArray("\"7\"");
}

void TestValues::nullField_takesEveryType()
{
    QFETCH(QString, typed);
    QFETCH(QByteArray, json);
    hold("null");
    FieldEdit* edit = field("noteField");
    QCOMPARE(edit->accessibleDescription(), QStringLiteral("no value"));
    QTest::mouseClick(edit, Qt::LeftButton, {}, QPoint(20, edit->height() / 2));
    QTest::keyClicks(edit, typed);
    QTEST(edit->accessibleDescription(), "remark");
    m_shown->clickIn(uitest::A(), "saveButton");
    QCOMPARE(note(), json);
}

void TestValues::type_isShownIfNotObvious_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("remark");
    QTest::newRow("a number") << QByteArray("10") << QString();
    QTest::newRow("a text of digits") << QByteArray("\"10\"") << QStringLiteral("text");
    QTest::newRow("a text") << QByteArray("\"ten\"") << QString();
    QTest::newRow("the text null") << QByteArray("\"null\"") << QStringLiteral("text");
    QTest::newRow("null") << QByteArray("null") << QStringLiteral("no value");
    QTest::newRow("true") << QByteArray("true") << QString();
}

void TestValues::type_isShownIfNotObvious()
{
    QFETCH(QByteArray, json);
    hold(json);
    QTEST(field("noteField")->accessibleDescription(), "remark");
    QVERIFY(!field("noteField")->toolTip().isEmpty());
}

void TestValues::scrolledList_becomesCompact()
{
    uitest::applyStyle();
    FieldList list;
    list.setFields({QStringLiteral("name"), QStringLiteral("price"), QStringLiteral("stock")});
    // Each field takes a line of its own, with and without a scroll bar beside it; there is height for one.
    const QStringList wide{QStringLiteral("as wide as the list")};
    list.setExpected(
        {{QStringLiteral("name"), wide}, {QStringLiteral("price"), wide}, {QStringLiteral("stock"), wide}});
    FieldRow& first = *list.rows().constFirst();
    list.resize(first.edit().widthOf(wide.constFirst()), first.sizeHint().height());
    list.show();
    QTRY_VERIFY(list.verticalScrollBar()->isVisible());
    list.setCompact(true);
    QVERIFY(!list.verticalScrollBar()->isVisible());
    QCOMPARE(list.lines(), 3);
    for (const FieldRow* row : list.rows())
        QVERIFY(row->isVisible());
    list.setCompact(false);
    QTRY_VERIFY(list.verticalScrollBar()->isVisible());
}

void TestValues::emptiedList_placesNewFields_data()
{
    QTest::addColumn<bool>("compact");
    QTest::newRow("in rows") << false;
    QTest::newRow("compact") << true;
}

void TestValues::emptiedList_placesNewFields()
{
    QFETCH(const bool, compact);
    uitest::applyStyle();
    const QStringList fields{QStringLiteral("name"), QStringLiteral("stock")};
    const QStringList wide{QStringLiteral("as wide as the list")};
    FieldList list;
    list.setCompact(compact);
    list.setFields(fields);
    list.setExpected({{fields.at(0), wide}, {fields.at(1), wide}});
    list.resize(list.rows().constFirst()->edit().widthOf(wide.constFirst()), 200);
    list.show();
    QTRY_COMPARE(list.lines(), compact ? 2 : 1);
    const QSignalSpy changed(&list, &FieldList::linesChanged);
    list.setFields({});
    QCOMPARE(list.lines(), 1);
    QCOMPARE(changed.size(), 1);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(list.findChildren<FieldRow*>().isEmpty());
    // Their rows may be where the others were in memory.
    list.setFields(fields);
    QTRY_COMPARE(list.lines(), compact ? 2 : 1);
    for (FieldRow* row : list.rows())
        QVERIFY(row->isVisible() && row->width() > 0 && list.widget()->rect().contains(row->geometry()));
    QTRY_VERIFY(!list.rows().at(0)->geometry().intersects(list.rows().at(1)->geometry()));
}

QTEST_MAIN(TestValues)

#include "tst_values.moc"
