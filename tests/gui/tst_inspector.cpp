#include "gui/inspector/inspector.h"

#include "gui/inspector/codebox.h"
#include "gui/inspector/versionsmodel.h"
#include "gui/textjournal.h"
#include "gui/theme/fonts.h"
#include "gui/theme/style.h"
#include "warningfreetest.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTextBlock>

using namespace interleave;
using namespace interleave::testing;

namespace {

const QString Lesson = QStringLiteral("A reads; B reads; A saves 7; B saves 8");

/// An inspector that shows one event of a journal.
struct Inspected
{
    TextJournal text;
    Inspector inspector;

    explicit Inspected(
        const QString& journal, qint64 seq, Locking locking = Locking::Off, const QString& words = {})
        : text(journal, locking)
    {
        inspector.resize(380, 800);
        inspector.show(&text.journal(), seq, text.journal().size(), words);
        inspector.show();
    }

    [[nodiscard]] QString label(const char* name) const
    {
        return find<QLabel>(name)->isVisibleTo(&inspector) ? find<QLabel>(name)->text() : QString();
    }

    [[nodiscard]] QString code(const char* name) const { return find<CodeBox>(name)->code(); }

    void openTab(const char* page) const { find<QTabWidget>("tabs")->setCurrentWidget(find<QWidget>(page)); }

    template<typename T>
    [[nodiscard]] T* find(const char* name) const
    {
        auto* found = inspector.findChild<T*>(QString::fromUtf8(name));
        return found;
    }
};

/// The bold parts of a box.
QStringList boldIn(const CodeBox* box)
{
    QStringList result;
    for (QTextBlock block = box->document()->begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            if (it.fragment().charFormat().fontWeight() == QFont::Bold)
                result.append(it.fragment().text());
        }
    }
    return result;
}

} // namespace

class TestInspector final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        loadBundledFonts();
        applyTheme(*qApp, Theme::light());
    }

    void explainTab_saysWhichStepItIs();
    void explainTab_explainsTheLoss();
    void explainTab_explainsTheRefusalAndChoices();
    void explainTab_saysThatNothingIsSelected();
    void explainTab_highlightsTheDecidingParts();
    void httpTab_isExactAndCanBeCopied();
    void httpTab_saysWhatIsMissing();
    void oldMessage_saysThatItsTextsWereDropped();
    void sqlTab_showsValuesAndRows();
    void historyTab_showsEveryVersionsFate();
    void historyTab_comparesTwoVersions();
    void historyTab_cutsNoTime_data();
    void historyTab_cutsNoTime();
    void historyTab_endsAtTheMoment();
    void ranges_doNotOverlap();
    void boxes_areAsHighAsTheirText();
    void theme_canChangeWhileShown();
};

/// At the end the message that decided is chosen, and the cards beside it show the last one.
void TestInspector::explainTab_saysWhichStepItIs()
{
    QCOMPARE(Inspected(Lesson, 6).label("stepLabel"), QStringLiteral("Step 4"));
    QCOMPARE(Inspected(Lesson, 2).label("stepLabel"), QStringLiteral("Step 2 · the cards show step 4"));
    QCOMPARE(Inspected(Lesson, 0).label("stepLabel"), QString());
    // Typing has no number.
    QCOMPARE(Inspected(Lesson, 3).label("stepLabel"), QString());
}

void TestInspector::explainTab_explainsTheLoss()
{
    const QString words = QStringLiteral("A sold three lamps & B sold two.");
    const Inspected inspected(Lesson, 6, Locking::Off, words);
    QCOMPARE(inspected.label("titleLabel"), QStringLiteral("A’s update was lost"));
    const QColor ink = inspected.find<QLabel>("titleLabel")->palette().color(QPalette::WindowText);
    QCOMPARE(ink, Theme::light().color(Role::Lost));
    QVERIFY(
        inspected.label("storyLabel").contains(QStringLiteral("It never saw A’s <b>version 2</b>, stock 7")));
    QVERIFY(inspected.label("wordsLabel")
                .contains(QStringLiteral("<i>A sold three lamps &amp; B sold two.</i>")));
    QCOMPARE(inspected.label("sentHeading"), QStringLiteral("B sent"));
    QVERIFY(inspected.code("sentBox").startsWith(QLatin1String("PUT /records/item")));
    QVERIFY(inspected.code("ranBox").endsWith(QStringLiteral("→ 1 row: 8 went over version 2")));
    QVERIFY(inspected.code("heardBox").startsWith(QLatin1String("200 OK")));
    QVERIFY(inspected.label("textbookLabel").contains(QLatin1String("Lost update (P4)")));
    QCOMPARE(inspected.label("choicesLabel"), QString());
}

void TestInspector::explainTab_explainsTheRefusalAndChoices()
{
    const Inspected inspected(Lesson, 6, Locking::Version);
    QCOMPARE(inspected.label("titleLabel"), QStringLiteral("B’s save was refused"));
    QCOMPARE(inspected.label("wordsLabel"), QString());
    QCOMPARE(inspected.label("choicesHeading"), QStringLiteral("B can now"));
    QVERIFY(inspected.label("choicesLabel").contains(QLatin1String("<b>Reload</b>: take v2")));
}

void TestInspector::explainTab_saysThatNothingIsSelected()
{
    const Inspected inspected(Lesson, 0);
    QCOMPARE(inspected.label("titleLabel"), QStringLiteral("Nothing chosen"));
    QVERIFY(!inspected.find<QWidget>("sentSection")->isVisibleTo(&inspected.inspector));
}

void TestInspector::explainTab_highlightsTheDecidingParts()
{
    const Inspected inspected(Lesson, 6, Locking::Version);
    QCOMPARE(boldIn(inspected.find<CodeBox>("sentBox")), QStringList(QStringLiteral("\"1\"")));
    QCOMPARE(
        boldIn(inspected.find<CodeBox>("ranBox")),
        QStringList({QStringLiteral("AND version = 1"), QStringLiteral("→ 0 rows: version is 2, not 1")}));
    QCOMPARE(
        boldIn(inspected.find<CodeBox>("heardBox")), QStringList(QStringLiteral("412 Precondition Failed")));
}

void TestInspector::httpTab_isExactAndCanBeCopied()
{
    Inspected inspected(Lesson, 6, Locking::Version);
    inspected.inspector.setPort(9001);
    inspected.openTab("httpPage");
    const QString request = inspected.code("requestBox");
    QVERIFY(request.startsWith(QLatin1String("PUT /records/item HTTP/1.1\nHost: ")));
    QVERIFY(request.endsWith(QLatin1String("\n\n{\"stock\": 8, \"name\": \"Desk lamp\"}")));
    QCOMPARE(boldIn(inspected.find<CodeBox>("requestBox")), QStringList(QStringLiteral("If-Match: \"1\"")));
    QVERIFY(boldIn(inspected.find<CodeBox>("responseBox")).contains(QStringLiteral("ETag: \"2\"")));

    QTest::mouseClick(inspected.find<QPushButton>("copyAsCurlButton"), Qt::LeftButton);
    QVERIFY(
        QGuiApplication::clipboard()->text().contains(QLatin1String("http://localhost:9001/records/item")));
    QTest::mouseClick(inspected.find<QPushButton>("copyButton"), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().contains(QLatin1String("HTTP/1.1 412 Precondition Failed")));
}

void TestInspector::oldMessage_saysThatItsTextsWereDropped()
{
    Journal journal(JournalHeader{Locking::Off, 0, 0, {standardRecord()}});
    Event read;
    read.client = QStringLiteral("A");
    read.record = standardRecord().id;
    read.status = 200;
    read.version = 1;
    read.after = standardRecord().fields;
    journal.append(read);
    Inspector inspector;
    inspector.show(&journal, 1, 1, {});
    const auto said = [&inspector](const char* page) {
        const auto* label = inspector.findChild<QWidget*>(QLatin1String(page))
                                ->findChild<QLabel*>(QStringLiteral("emptyLabel"));
        return label->isHidden() ? QString() : label->text();
    };
    QCOMPARE(said("httpPage"), QStringLiteral("The exact texts of a message this old are not kept."));
    QCOMPARE(said("sqlPage"), QStringLiteral("The statements of a message this old are not kept."));
    QVERIFY(inspector.findChild<QPushButton*>(QStringLiteral("copyButton"))->isHidden());
}

void TestInspector::httpTab_saysWhatIsMissing()
{
    Inspected edit(Lesson, 3);
    edit.openTab("httpPage");
    QVERIFY(edit.find<QWidget>("httpPage")
                ->findChild<QLabel*>(QStringLiteral("emptyLabel"))
                ->text()
                .contains(QLatin1String("Nothing was sent")));
    QVERIFY(!edit.find<QPushButton>("copyButton")->isVisible());

    Inspected save(Lesson, 4);
    save.openTab("httpPage");
    QVERIFY(save.find<QWidget>("httpPage")->findChild<QLabel*>(QStringLiteral("noteLabel"))->isVisible());
}

void TestInspector::sqlTab_showsValuesAndRows()
{
    Inspected inspected(Lesson, 6, Locking::Version);
    inspected.openTab("sqlPage");
    QCOMPARE(
        inspected.code("statementsBox"),
        QStringLiteral("UPDATE records SET body = ?, version = version + 1 WHERE id = ? AND version = ?\n"
                       "  ?1 = '{\"stock\": 8, \"name\": \"Desk lamp\"}'\n"
                       "  ?2 = 'item'\n"
                       "  ?3 = 1\n"
                       "→ 0 rows"));
    QCOMPARE(
        boldIn(inspected.find<CodeBox>("statementsBox")),
        QStringList({QStringLiteral("AND version = ?"), QStringLiteral("→ 0 rows")}));
    // It was drawn when it first became visible, with the right height.
    const auto* box = inspected.find<CodeBox>("statementsBox");
    QTRY_COMPARE(box->height(), qCeil(box->document()->size().height()));
}

namespace {

QStringList rowsOf(const QAbstractItemModel& model)
{
    QStringList result;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (const int column :
             {VersionsModel::VersionColumn,
              VersionsModel::AuthorColumn,
              VersionsModel::ValuesColumn,
              VersionsModel::FateColumn})
            cells.append(model.index(row, column).data().toString());
        result.append(cells.join(QLatin1String(" | ")));
    }
    return result;
}

} // namespace

void TestInspector::historyTab_showsEveryVersionsFate()
{
    const TextJournal text(Lesson);
    VersionsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setCast(Cast({QStringLiteral("A"), QStringLiteral("B")}));
    model.show(&text.journal(), QStringLiteral("item"), text.journal().size());
    QCOMPARE(
        rowsOf(model),
        QStringList(
            {QStringLiteral("v3 | B | stock 8, name Desk lamp | current"),
             QStringLiteral("v2 | A | stock 7, name Desk lamp | lost"),
             QStringLiteral("v1 | start | stock 10, name Desk lamp | kept")}));
    QCOMPARE(model.index(1, 0).data(VersionsModel::InkRole).value<Role>(), Role::Lost);
    QCOMPARE(
        model.index(1, VersionsModel::AuthorColumn).data(VersionsModel::InkRole).value<Role>(),
        Role::ClientA);
    QCOMPARE(model.index(2, VersionsModel::TimeColumn).data().toString().size(), 8);
    model.show(nullptr, {}, 0);
    QCOMPARE(model.rowCount(), 0);
}

void TestInspector::historyTab_comparesTwoVersions()
{
    Inspected inspected(Lesson, 6);
    inspected.openTab("historyPage");
    // The event's version and its base.
    QCOMPARE(inspected.label("diffHeading"), QStringLiteral("From v1 to v3"));
    QCOMPARE(inspected.code("diffBox"), QStringLiteral("− stock 10\n+ stock 8"));
    auto* table = inspected.find<QTableView>("versionsTable");
    table->selectRow(1);
    QCOMPARE(inspected.code("diffBox"), QStringLiteral("stock 7\nname Desk lamp"));
    table->clearSelection();
    QVERIFY(!inspected.find<CodeBox>("diffBox")->isVisible());
    QCOMPARE(
        diffText({{QStringLiteral("a"), qint64{1}}}, {{QStringLiteral("a"), qint64{1}}}),
        QStringLiteral("no field differs"));
}

void TestInspector::historyTab_cutsNoTime_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("hasTime");
    QTest::newRow("as narrow as at 1280 px") << 318 << false;
    QTest::newRow("wider") << 420 << true;
}

/// A value is worth more than when it was saved, and half a time is worth nothing.
void TestInspector::historyTab_cutsNoTime()
{
    QFETCH(int, width);
    QFETCH(bool, hasTime);
    Inspected inspected(Lesson, 6);
    inspected.openTab("historyPage");
    inspected.inspector.resize(width, 600);
    const auto* table = inspected.find<QTableView>("versionsTable");
    QTRY_COMPARE(table->isColumnHidden(VersionsModel::TimeColumn), !hasTime);
    for (int column = 0; column < VersionsModel::ColumnCount; ++column) {
        if (table->isColumnHidden(column))
            continue;
        const QHeaderView* header = table->horizontalHeader();
        QVERIFY(header->sectionSizeHint(column) <= header->sectionSize(column));
        if (column != VersionsModel::ValuesColumn)
            QVERIFY(
                table->sizeHintForIndex(table->model()->index(0, column)).width() <=
                header->sectionSize(column));
    }
    const QString tip = table->model()->index(0, 0).data(Qt::ToolTipRole).toString();
    QVERIFY(tip.contains(table->model()->index(0, VersionsModel::TimeColumn).data().toString()));
}

void TestInspector::historyTab_endsAtTheMoment()
{
    const TextJournal text(Lesson);
    VersionsModel model;
    model.show(&text.journal(), QStringLiteral("item"), 4);
    QCOMPARE(
        rowsOf(model),
        QStringList(
            {QStringLiteral("v2 | A | stock 7, name Desk lamp | current"),
             QStringLiteral("v1 | start | stock 10, name Desk lamp | kept")}));
    QCOMPARE(model.rowOf(2), 0);
    QCOMPARE(model.rowOf(3), -1);
}

void TestInspector::ranges_doNotOverlap()
{
    QCOMPARE(
        rangesOf(QStringLiteral("a \"1\" b \"1\""), {QStringLiteral("\"1\"")}),
        QList<TextRange>({{2, 3}, {8, 3}}));
    QCOMPARE(
        rangesOf(
            QStringLiteral("abcd"),
            {QStringLiteral("bc"), QStringLiteral("cd"), QString(), QStringLiteral("a")}),
        QList<TextRange>({{0, 1}, {1, 2}}));
}

void TestInspector::boxes_areAsHighAsTheirText()
{
    CodeBox box;
    box.resize(300, 400);
    box.setCode(QStringLiteral("one"));
    const int one = box.sizeHint().height();
    box.setCode(QStringLiteral("one\ntwo"));
    QCOMPARE(box.sizeHint().height() - one, 20);
    box.setCode(QString(200, QLatin1Char('x')));
    QVERIFY(box.sizeHint().height() > one + 60);
    box.setCode({});
    QVERIFY(box.isHidden());
}

void TestInspector::theme_canChangeWhileShown()
{
    Inspected inspected(Lesson, 6);
    applyTheme(*qApp, Theme::dark().withZoom(150));
    const QColor ink = inspected.find<QLabel>("titleLabel")->palette().color(QPalette::WindowText);
    applyTheme(*qApp, Theme::light());
    QCOMPARE(ink, Theme::dark().color(Role::Lost));
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    TestInspector test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_inspector.moc"
