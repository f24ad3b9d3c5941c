#include "gui/export/exportmenu.h"

#include "gui/filehand.h"
#include "gui/shownwindow.h"
#include "stage/journalfile.h"

#include <QClipboard>
#include <QImage>
#include <QMessageBox>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTimer>
#include <QXmlStreamReader>

using namespace interleave;
using hand::A;
using hand::B;

/// What is shown, taken out of the real window by its menus.
class TestExport final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_shown.reset(); }

    void nothingYet_isNothingToExport();
    void file_isSavedByMouse_data();
    void file_isSavedByMouse();
    void text_isCopiedByMouse_data();
    void text_isCopiedByMouse();
    void picture_isCopied();
    void drawing_isCopied();
    void keyboard_opensAndCopies();
    void diagram_hasTheSameMenu();
    void past_isExportedAsItWas();
    void placeThatCannotBeWritten_isNamed();
    void whatCurlCannotRepeat_isTold();

private:
    /// Opens the menu by \a open and chooses \a entry in it by the mouse.
    template<typename Open>
    void choose(const char* entry, Open open);
    void choose(const char* entry);
    [[nodiscard]] QString clipboard() const { return QGuiApplication::clipboard()->text(); }
    [[nodiscard]] ExportMenu* menu() { return m_shown->find<ExportMenu>("exportMenu"); }

    std::unique_ptr<hand::ShownWindow> m_shown;
};

void TestExport::initTestCase()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    hand::dress();
}

void TestExport::init()
{
    hand::failOnWarnings();
    hand::forgetFiles();
    QGuiApplication::clipboard()->clear();
    m_shown = std::make_unique<hand::ShownWindow>();
}

template<typename Open>
void TestExport::choose(const char* entry, Open open)
{
    QAction* action = m_shown->find<QAction>(entry);
    QVERIFY(action != nullptr);
    // An open menu has an event loop of its own.
    QTimer::singleShot(0, menu(), [this, action] {
        QTest::mouseClick(menu(), Qt::LeftButton, {}, menu()->actionGeometry(action).center());
        menu()->close();
    });
    open();
    QTRY_VERIFY(!menu()->isVisible());
}

void TestExport::choose(const char* entry)
{
    choose(entry, [this] { hand::ShownWindow::click(m_shown->button("exportButton")); });
}

void TestExport::nothingYet_isNothingToExport()
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
    // The dialog knows the suffix.
    hand::choose(*m_shown, "exportDialog", path);
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
                             << QStringLiteral("client2->>server: 4. PUT stock 8\n");
    QTest::newRow("PlantUML") << QStringLiteral("copy.puml")
                              << QStringLiteral("client2 -> server : 4. PUT stock 8\n");
    QTest::newRow("curl") << QStringLiteral("copy.sh") << QStringLiteral("ask '4. B: PUT stock 8' 200 ");
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
    QVERIFY(svg.contains("lost: A’s v2"));
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

void TestExport::past_isExportedAsItWas()
{
    m_shown->playLesson();
    m_shown->clickRow(2);
    QVERIFY(m_shown->moment().isPast());
    choose("copy.mmd");
    QVERIFY(clipboard().contains(QStringLiteral("2. GET item")));
    QVERIFY(!clipboard().contains(QStringLiteral("PUT")));
}

void TestExport::placeThatCannotBeWritten_isNamed()
{
    m_shown->playLesson();
    menu()->save(QStringLiteral("/nowhere/at-all.mmd"));
    auto* box = m_shown->find<QMessageBox>("problemBox");
    QVERIFY(box != nullptr);
    QCOMPARE(
        box->text(),
        QStringLiteral(
            "“/nowhere/at-all.mmd” was not written: No such file or directory. Choose another place."));
    box->close();
}

void TestExport::whatCurlCannotRepeat_isTold()
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

QTEST_MAIN(TestExport)
#include "tst_export.moc"
