#include "gui/shownwindow.h"

#include "core/values/excerpt.h"
#include "gui/diagram/diagramcomposer.h"
#include "gui/inspector/codebox.h"
#include "gui/merge/mergepane.h"
#include "gui/record/valuedisplay.h"
#include "gui/widgets/iconbutton.h"
#include "warningfreetest.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QClipboard>
#include <QLabel>
#include <QRadioButton>
#include <QTabWidget>
#include <QTextEdit>

using namespace interleave;

namespace {

/// Still fits into the body of a request.
constexpr qsizetype Length = 100'000;
/// The longest text allowed in a widget: a sentence or tool tip with a few values.
constexpr qsizetype LongestText = 5 * LongestShown + 100;

QByteArray body(const QByteArray& name, const QByteArray& value)
{
    return "{\"stock\": 10, \"" + name + "\": " + value + ", \"name\": \"Lamp\"}";
}

} // namespace

/// Very long fields and values: no view may lay out all of one, because that would freeze the window.
class TestLongValues final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }
    void cleanup() { m_shown.reset(); }

    void everyView_showsTheBeginning_data() { bodies(); }
    void everyView_showsTheBeginning();
    void exactTexts_areCopiedWhole();
    void merge_showsTheBeginning_data();
    void merge_showsTheBeginning();
    void card_sendsTheWholeValue();

private:
    void prepare() override
    {
        m_long.clear();
        m_shown = std::make_unique<uitest::ShownWindow>();
    }

    static void bodies();
    void look();
    void lookAtWidget(const QWidget& widget);
    void lookAtModel(const QAbstractItemModel& model);
    void lookAtDiagram();
    void expectShort(const QString& text, const QObject& owner, const char* what);

    std::unique_ptr<uitest::ShownWindow> m_shown;
    QStringList m_long;
};

void TestLongValues::bodies()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    const QByteArray x(Length, 'x');
    const QByteArray y(Length, 'y');
    QTest::newRow("a long value") << body("note", '"' + x + '"') << body("note", '"' + y + '"');
    QTest::newRow("a value of many lines") << body("note", '"' + QByteArray(x).replace("xx", "x\\n") + '"')
                                           << body("note", '"' + QByteArray(y).replace("yy", "y\\n") + '"');
    QTest::newRow("a long name of a field") << body(x, "1") << body(x, "2");
    QTest::newRow("the value that stands for the record")
        << QByteArray("{\"note\": \"" + x + "\"}") << QByteArray("{\"note\": \"" + y + "\"}");
    QByteArray many = "{\"stock\": 1";
    for (int i = 0; i < 60; ++i)
        many += ", \"f" + QByteArray::number(i) + "\": \"" + QByteArray(3000, 'x') + '"';
    QTest::newRow("many long values") << QByteArray(many + '}') << QByteArray(many + ", \"more\": 1}");
    QTest::newRow("a body of blanks") << QByteArray("{\"stock\": 1" + QByteArray(Length, ' ') + '}')
                                      << QByteArray("{\"stock\": 2" + QByteArray(Length, '\n') + '}');
}

void TestLongValues::expectShort(const QString& text, const QObject& owner, const char* what)
{
    if (text.size() > LongestText)
        m_long.append(QStringLiteral("%1 %2: %3 of %4 characters: %5")
                          .arg(
                              QLatin1String(owner.metaObject()->className()),
                              owner.objectName().left(40),
                              QLatin1String(what),
                              QString::number(text.size()),
                              text.left(60)));
}

void TestLongValues::lookAtWidget(const QWidget& widget)
{
    expectShort(widget.accessibleName(), widget, "name");
    expectShort(widget.accessibleDescription(), widget, "description");
    expectShort(widget.toolTip(), widget, "tip");
    expectShort(widget.windowTitle(), widget, "title");
    if (const auto* label = qobject_cast<const QLabel*>(&widget))
        expectShort(label->text(), widget, "text");
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        expectShort(button->text(), widget, "text");
    // An editable field has all of its text.
    if (const auto* edit = qobject_cast<const FieldEdit*>(&widget); edit != nullptr && edit->isReadOnly())
        expectShort(edit->text(), widget, "text");
    if (const auto* value = qobject_cast<const ValueDisplay*>(&widget)) {
        expectShort(value->value(), widget, "value");
        expectShort(value->summary(), widget, "summary");
    }
    // The exact texts of a message may be longer.
    if (const auto* edit = qobject_cast<const QTextEdit*>(&widget)) {
        if (edit->toPlainText().size() > CodeBox::LongestText + LongestText)
            expectShort(edit->toPlainText(), widget, "text");
    }
    if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget); view != nullptr && view->model())
        lookAtModel(*view->model());
}

void TestLongValues::lookAtModel(const QAbstractItemModel& model)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                expectShort(model.data(model.index(row, column), role).toString(), model, "cell");
        }
    }
}

void TestLongValues::lookAtDiagram()
{
    const DiagramView& view = *m_shown->diagram();
    const DiagramPicture picture = DiagramComposer(view.layout(), view.frame()).compose();
    for (const PictureText& text : picture.texts) {
        for (const QString& wording : text.wordings)
            expectShort(wording, view, "wording");
    }
}

/// Checks all widgets, visible or not, on each tab.
void TestLongValues::look()
{
    auto* tabs = m_shown->find<QTabWidget>("tabs");
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        for (const QWidget* widget : m_shown->window.findChildren<QWidget*>())
            lookAtWidget(*widget);
    }
    lookAtDiagram();
    QVERIFY2(m_long.isEmpty(), qPrintable(m_long.join(u'\n')));
}

void TestLongValues::everyView_showsTheBeginning()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    m_shown->put(first);
    m_shown->clickIn(uitest::A(), "readButton");
    look();
    m_shown->put(second);
    look();
    m_shown->clickIn(uitest::A(), "saveButton");
    look();
    m_shown->timelineCursor().show(1);
    look();
}

void TestLongValues::exactTexts_areCopiedWhole()
{
    const QByteArray sent = body("note", '"' + QByteArray(Length, 'x') + '"');
    m_shown->put(sent);
    const auto* box = m_shown->find<CodeBox>("requestBox");
    m_shown->find<QTabWidget>("tabs")->setCurrentWidget(m_shown->find<QWidget>("httpPage"));
    QTRY_VERIFY(box->toPlainText().contains(QStringLiteral("… (100,")));
    m_shown->button("copyButton")->click();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QString::fromLatin1(sent)));
    m_shown->button("copyAsCurlButton")->click();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QString::fromLatin1(sent)));
    m_shown->button("servingButton")->click();
    auto* join = m_shown->find<QWidget>("joinPopup");
    look();
    join->findChildren<IconButton*>().last()->click();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QString::fromLatin1(sent)));
    join->close();
}

void TestLongValues::merge_showsTheBeginning_data()
{
    QTest::addColumn<QString>("field");
    QTest::newRow("a long value") << QStringLiteral("note");
    QTest::newRow("a long name of a field") << QString(Length, u'n');
}

void TestLongValues::merge_showsTheBeginning()
{
    QFETCH(QString, field);
    m_shown->put(body(field.toUtf8(), "\"short\""));
    m_shown->clickIn(uitest::A(), "readButton");
    m_shown->clickIn(uitest::B(), "readButton");
    m_shown->stage.setLocking(Locking::Version);
    QTRY_COMPARE(m_shown->journal().latest().locking(), Locking::Version);
    for (const QString& client : {uitest::A(), uitest::B()}) {
        m_shown->stage.edit(client, field, QString(Length, client.at(0)));
        look();
        m_shown->clickIn(client, "saveButton");
        look();
    }
    QTRY_COMPARE(uitest::text(*m_shown->card(uitest::B()), "statusLabel"), QStringLiteral("412"));
    m_shown->clickIn(uitest::B(), "mergeButton");
    const auto* pane = m_shown->find<MergePane>("mergePane");
    QVERIFY(pane != nullptr && pane->isVisible());
    look();
    // The chosen value is taken completely.
    const auto choices = pane->findChildren<QRadioButton*>();
    QCOMPARE(choices.size(), 2);
    choices.first()->click();
    m_shown->clickIn(uitest::B(), "saveMergedButton");
    const Fields& fields = m_shown->journal().latest().record(uitest::id())->fields;
    QVERIFY(*fields.find(field) == Value(QString(Length, u'B')));
    look();
}

void TestLongValues::card_sendsTheWholeValue()
{
    const QByteArray sent = body("note", '"' + QByteArray(Length, 'x') + '"');
    m_shown->put(sent);
    m_shown->clickIn(uitest::A(), "readButton");
    m_shown->save(uitest::A(), QStringLiteral("7"));
    const Fields& fields = m_shown->journal().latest().record(uitest::id())->fields;
    QCOMPARE(toText(*fields.find(QStringLiteral("note"))).size(), Length);
}

QTEST_MAIN(TestLongValues)

#include "tst_longvalues.moc"
