#include "gui/export/exportmenu.h"

#include "gui/export/comparisonmenu.h"
#include "gui/filedialogs.h"
#include "gui/playback/comparison.h"
#include "gui/shownwindow.h"
#include "stage/files/journalfile.h"
#include "warningfreetest.h"

#include <QAbstractScrollArea>
#include <QClipboard>
#include <QImage>
#include <QMessageBox>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTimer>
#include <QXmlStreamReader>

using namespace interleave;
using uitest::A;

/// Exports from the real window, with its menus.
class TestExport final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { m_shown.reset(); }

    void emptyJournal_cannotBeExported();
    void file_isSavedByMouse_data();
    void file_isSavedByMouse();
    void text_isCopiedByMouse_data();
    void text_isCopiedByMouse();
    void picture_isCopied();
    void drawing_isCopied();
    void keyboard_opensAndCopies();
    void diagram_hasTheSameMenu();
    void past_isExportedUpToItsMoment();
    void unwritablePath_isReported();
    void unrepeatableJournal_isReported();
    void comparison_isExportedAsOnePicture();
    void comparison_isExportedAsSingleSides();
    void comparison_hasTheSameMenu();

private:
    void prepare() override;

    /// Opens the menu with \a open and chooses \a entry in it with the mouse.
    template<typename Open>
    void choose(const char* entry, Open open);
    void choose(const char* entry);
    template<typename Open>
    void chooseIn(QMenu* menu, const char* entry, Open open);
    /// Opens the page with the lesson under both rules.
    void compare();
    [[nodiscard]] QString clipboard() const { return QGuiApplication::clipboard()->text(); }
    [[nodiscard]] ExportMenu* menu() { return m_shown->find<ExportMenu>("exportMenu"); }

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestExport::initTestCase()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    uitest::applyStyle();
}

void TestExport::prepare()
{
    uitest::forgetFiles();
    QGuiApplication::clipboard()->clear();
    m_shown = std::make_unique<uitest::ShownWindow>();
}

template<typename Open>
void TestExport::choose(const char* entry, Open open)
{
    chooseIn(menu(), entry, open);
}

template<typename Open>
void TestExport::chooseIn(QMenu* menu, const char* entry, Open open)
{
    auto* action = menu->findChild<QAction*>(QLatin1String(entry), Qt::FindDirectChildrenOnly);
    QVERIFY(action != nullptr);
    // An open menu runs its own event loop.
    QTimer::singleShot(0, menu, [menu, action] {
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        menu->close();
    });
    open();
    QTRY_VERIFY(!menu->isVisible());
}

void TestExport::compare()
{
    m_shown->loadAndPlay("lost-update");
    m_shown->press(Qt::Key_2, Qt::ControlModifier);
    QTRY_VERIFY(m_shown->isComparing() && m_shown->comparison().isSettled());
    QTRY_COMPARE(m_shown->comparison().position(), 4);
}

void TestExport::choose(const char* entry)
{
    choose(entry, [this] { uitest::ShownWindow::click(m_shown->button("exportButton")); });
}

void TestExport::emptyJournal_cannotBeExported()
{
    QVERIFY(!m_shown->button("exportButton")->isEnabled());
    m_shown->clickIn(A(), "readButton");
    QVERIFY(m_shown->button("exportButton")->isEnabled());
}

void TestExport::file_isSavedByMouse_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<QByteArray>("start");
    QTest::newRow("picture") << QStringLiteral(".png") << QByteArray("\x89PNG");
    QTest::newRow("drawing") << QStringLiteral(".svg") << QByteArray("<?xml");
    QTest::newRow("page") << QStringLiteral(".html") << QByteArray("<!DOCTYPE html>");
    QTest::newRow("Mermaid") << QStringLiteral(".mmd") << QByteArray("sequenceDiagram\n");
    QTest::newRow("PlantUML") << QStringLiteral(".puml") << QByteArray("@startuml\n");
    QTest::newRow("journal") << QStringLiteral(".jsonl") << QByteArray("{");
    QTest::newRow("curl script") << QStringLiteral(".sh") << QByteArray("#!/bin/sh\n");
}

void TestExport::file_isSavedByMouse()
{
    QFETCH(const QString, suffix);
    QFETCH(const QByteArray, start);
    m_shown->playLesson();
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("lesson"));
    choose(qPrintable(QStringLiteral("save") + suffix));
    // The dialog adds the suffix.
    uitest::choose(*m_shown, "exportDialog", path);
    QFile file(path + suffix);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY2(content.startsWith(start), content.left(20).constData());
    if (suffix == QLatin1String(".jsonl")) {
        const auto read = loadJournal(path + suffix);
        QVERIFY(read);
        QCOMPARE(read->journal.size(), m_shown->journal().size());
    }
}

void TestExport::text_isCopiedByMouse_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QString>("says");
    QTest::newRow("Mermaid") << QStringLiteral("copy.mmd")
                             << QStringLiteral("client2->>server: 4. PUT stock 8 · no If-Match\n");
    QTest::newRow("PlantUML") << QStringLiteral("copy.puml")
                              << QStringLiteral("client2 -> server : 4. PUT stock 8 · no If-Match\n");
    QTest::newRow("curl") << QStringLiteral("copy.sh")
                          << QStringLiteral("ask '4. B: PUT stock 8 · no If-Match' 200 ");
}

void TestExport::text_isCopiedByMouse()
{
    QFETCH(const QString, entry);
    QFETCH(const QString, says);
    m_shown->playLesson();
    choose(qPrintable(entry));
    QVERIFY2(clipboard().contains(says), qPrintable(clipboard()));
}

void TestExport::picture_isCopied()
{
    m_shown->playLesson();
    choose("copy.png");
    const QImage image = QGuiApplication::clipboard()->image();
    QCOMPARE(image.width(), 2 * 1080);
    QVERIFY(image.height() > 2 * 4 * DiagramLayout::MessageHeight);
    QCOMPARE(image.pixelColor(0, 0), Theme::light().window());
}

void TestExport::drawing_isCopied()
{
    m_shown->playLesson();
    choose("copy.svg");
    const QByteArray svg = QGuiApplication::clipboard()->mimeData()->data(QStringLiteral("image/svg+xml"));
    QXmlStreamReader xml(svg);
    while (!xml.atEnd())
        xml.readNext();
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(svg.contains("v2 is lost: A’s"));
    QCOMPARE(clipboard().toUtf8(), svg);
}

void TestExport::keyboard_opensAndCopies()
{
    m_shown->playLesson();
    QTimer::singleShot(0, menu(), [this] {
        const QList<QAction*> actions = menu()->actions();
        for (const QAction* action : actions) {
            if (action->isSeparator())
                continue;
            QTest::keyClick(menu(), Qt::Key_Down);
            if (menu()->activeAction()->objectName() == QLatin1String("copy.mmd"))
                break;
        }
        QTest::keyClick(menu(), Qt::Key_Return);
        menu()->close();
    });
    m_shown->press(Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY(clipboard().startsWith(QStringLiteral("sequenceDiagram\n")));
}

void TestExport::diagram_hasTheSameMenu()
{
    m_shown->playLesson();
    choose("copy.puml", [this] {
        const QPoint at = m_shown->diagram()->viewport()->rect().center();
        QContextMenuEvent event(
            QContextMenuEvent::Mouse, at, m_shown->diagram()->viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(m_shown->diagram()->viewport(), &event);
        QVERIFY(menu()->isVisible());
    });
    QTRY_VERIFY(clipboard().startsWith(QStringLiteral("@startuml\n")));
}

void TestExport::past_isExportedUpToItsMoment()
{
    m_shown->playLesson();
    m_shown->clickRow(2);
    QVERIFY(m_shown->timelineCursor().isPast());
    choose("copy.mmd");
    QVERIFY(clipboard().contains(QStringLiteral("2. GET item")));
    QVERIFY(!clipboard().contains(QStringLiteral("PUT")));
}

void TestExport::unwritablePath_isReported()
{
    m_shown->playLesson();
    menu()->save(QStringLiteral("/nowhere/at-all.mmd"), [] { return QByteArray("sequenceDiagram"); });
    auto* box = m_shown->find<QMessageBox>("problemBox");
    QVERIFY(box != nullptr);
    QCOMPARE(
        box->text(),
        QStringLiteral(
            "“/nowhere/at-all.mmd” was not written: No such file or directory. Choose another place."));
    box->close();
}

void TestExport::unrepeatableJournal_isReported()
{
    m_shown->clickIn(A(), "readButton");
    m_shown->stage.setLocking(Locking::Version);
    QTRY_COMPARE(m_shown->journal().latest().locking(), Locking::Version);
    choose("copy.sh");
    auto* box = m_shown->find<QMessageBox>("problemBox");
    QVERIFY(box != nullptr);
    QVERIFY2(
        box->text().startsWith(QStringLiteral("Locking is changed after step 1,")), qPrintable(box->text()));
    QCOMPARE(clipboard(), QString());
    box->close();
}

void TestExport::comparison_isExportedAsOnePicture()
{
    compare();
    QVERIFY(m_shown->button("exportButton")->isEnabled());
    auto* both = m_shown->find<ComparisonMenu>("comparisonMenu");
    QCOMPARE(m_shown->button("exportButton")->menu(), both);
    const auto open = [this] {
        uitest::ShownWindow::click(m_shown->button("exportButton"));
    };
    chooseIn(both, "copyBoth.svg", open);
    const QString svg = clipboard();
    for (const char* expected :
         {"The lost update, without locking",
          "The lost update, locking: Version",
          "v2 is lost: A’s",
          "412 · nothing written",
          "PUT stock 8 · If-Match"})
        QVERIFY2(svg.contains(QString::fromUtf8(expected)), expected);
    QXmlStreamReader xml(svg);
    while (!xml.atEnd())
        xml.readNext();
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));

    chooseIn(both, "copyBoth.png", open);
    const QImage whole = QGuiApplication::clipboard()->image();
    // Only as far as it is shown.
    m_shown->click(m_shown->button("backButton"));
    QTRY_COMPARE(m_shown->comparison().position(), 3);
    chooseIn(both, "copyBoth.png", open);
    QVERIFY(QGuiApplication::clipboard()->image().height() < whole.height());
    QCOMPARE(QGuiApplication::clipboard()->image().width(), whole.width());

    const QTemporaryDir folder;
    chooseIn(both, "saveBoth.png", open);
    uitest::choose(*m_shown, "exportDialog", folder.filePath(QStringLiteral("both")));
    QCOMPARE(QImage(folder.filePath(QStringLiteral("both.png"))).width(), whole.width());
    // A page has all that was played, and opens where it is shown.
    chooseIn(both, "saveBoth.html", open);
    uitest::choose(*m_shown, "exportDialog", folder.filePath(QStringLiteral("both")));
    QFile page(folder.filePath(QStringLiteral("both.html")));
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QByteArray html = page.readAll();
    QVERIFY(html.contains("data-last=\"4\" data-opening=\"3\""));
    QVERIFY(html.contains("<h2>Without locking</h2>") && html.contains("<h2>Locking: Version</h2>"));
    // At the start there is nothing to export.
    m_shown->click(m_shown->button("firstButton"));
    QTRY_VERIFY(!m_shown->button("exportButton")->isEnabled());
    m_shown->press(Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(m_shown->button("exportButton")->menu(), menu());
}

void TestExport::comparison_isExportedAsSingleSides()
{
    compare();
    QMenu* left = m_shown->find<QMenu>("leftExportMenu");
    QMenu* right = m_shown->find<QMenu>("rightExportMenu");
    QCOMPARE(left->title(), QStringLiteral("Left: Off"));
    QCOMPARE(right->title(), QStringLiteral("Right: Version"));
    const auto popup = [](QMenu* side) {
        return [side] {
            side->popup(QPoint(10, 10));
            QTRY_VERIFY(!side->isVisible());
        };
    };
    chooseIn(left, "copy.mmd", popup(left));
    QVERIFY(clipboard().contains(QStringLiteral("lost")));
    QVERIFY(!clipboard().contains(QStringLiteral("412")));
    chooseIn(right, "copy.mmd", popup(right));
    QVERIFY(clipboard().contains(QStringLiteral("412")));
    chooseIn(right, "copy.sh", popup(right));
    QVERIFY(clipboard().startsWith(QStringLiteral("#!/bin/sh\n")));
}

void TestExport::comparison_hasTheSameMenu()
{
    compare();
    auto* both = m_shown->find<ComparisonMenu>("comparisonMenu");
    QWidget* view = m_shown->find<QAbstractScrollArea>("compareView")->viewport();
    chooseIn(both, "copyBoth.svg", [view, both] {
        const QPoint place(40, 60);
        QContextMenuEvent event(QContextMenuEvent::Mouse, place, view->mapToGlobal(place));
        QCoreApplication::sendEvent(view, &event);
        QVERIFY(both->isVisible());
    });
    QTRY_VERIFY(clipboard().startsWith(QStringLiteral("<?xml")));
}

QTEST_MAIN(TestExport)
#include "tst_export.moc"
