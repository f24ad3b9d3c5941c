#include "core/export/exporting.h"
#include "gui/filedialogs.h"
#include "gui/pages/roompage.h"
#include "gui/roomwindow.h"
#include "stage/exportsource.h"
#include "warningfreetest.h"

#include <QBuffer>
#include <QCheckBox>
#include <QClipboard>
#include <QImageReader>
#include <QMimeData>
#include <QSvgGenerator>
#include <QTemporaryDir>

using namespace interleave;
using namespace interleave::uitest;

/// Looks for what must not be told in everything that leaves the window: every entry of every export menu,
/// the saved files, pictures as texts, and what a screen reader is told. A new entry is looked through by
/// itself.
class TestRoomSecrets final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { m_shown.reset(); }

    void formats_haveNoSecret_data() { names_data(); }
    void formats_haveNoSecret();
    void menus_haveNoSecret();
    void files_haveNoSecret_data() { names_data(); }
    void files_haveNoSecret();
    void pictures_haveNoSecret_data() { names_data(); }
    void pictures_haveNoSecret();

private:
    void prepare() override;
    static void names_data()
    {
        QTest::addColumn<bool>("hidden");
        QTest::newRow("with names") << false;
        QTest::newRow("names are hidden") << true;
    }

    /// A room in which people saved and were told.
    void fill(bool hidden);
    /// Looks for the secrets in \a bytes, which are told as \a what.
    void search(const QByteArray& bytes, const QString& what);
    /// Chooses every entry, and looks through what it writes or copies.
    void searchMenu(const QMenu& menu);
    void searchEntry(QAction& entry);
    /// Draws what \a widget shows as texts, and looks through them.
    void searchPicture(QWidget& widget);
    /// Labels, tips, and what a screen reader is told.
    void searchTexts(bool isRoomShown);

    /// Not part of any other word.
    static QByteArray firstName() { return "Zuzalindra"; }
    static QByteArray secondName() { return "Qorvanek"; }

    QTemporaryDir m_folder;
    std::unique_ptr<RoomWindow> m_shown;
    /// Of members, and of the room.
    QList<QByteArray> m_secrets;
    QByteArray m_code;
    bool m_isHidden = false;
    int m_searched = 0;
};

void TestRoomSecrets::initTestCase()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    loadBundledFonts();
    applyStyle();
}

void TestRoomSecrets::prepare()
{
    forgetFiles();
    QGuiApplication::clipboard()->clear();
    RoomOptions options;
    options.limits.countdown = 200;
    m_shown = std::make_unique<RoomWindow>(options);
}

void TestRoomSecrets::fill(bool hidden)
{
    m_isHidden = hidden;
    m_searched = 0;
    m_shown->open();
    Room& room = m_shown->room();
    for (const QByteArray& name : {firstName(), secondName()})
        m_shown->phones.push_back(std::make_unique<Phone>(room, name));
    QTRY_COMPARE(m_shown->tiles().model()->rowCount(), 2);
    m_secrets = {room.joinUrl().section(QLatin1Char('#'), 1).toLatin1()};
    for (const auto& phone : m_shown->phones)
        m_secrets.append(phone->secret());
    for (const QByteArray& secret : std::as_const(m_secrets))
        QVERIFY(secret.size() >= 22);
    m_code = room.code().toLatin1();
    m_shown->sell();
    m_shown->reveal();
    QTRY_COMPARE(m_shown->value(), QStringLiteral("stock: 99"));
    if (hidden)
        ShownWindow::click(m_shown->find<QCheckBox>("hideNamesBox"));
    QTRY_COMPARE(room.areNamesHidden(), hidden);
    // The page is drawn a frame later.
    const QModelIndex first = m_shown->tiles().model()->index(0, 0);
    QTRY_COMPARE(first.data(Qt::AccessibleTextRole).toString().contains(QLatin1String(firstName())), !hidden);
}

void TestRoomSecrets::search(const QByteArray& bytes, const QString& what)
{
    QVERIFY2(!bytes.isEmpty(), qPrintable(what));
    ++m_searched;
    for (const QByteArray& secret : std::as_const(m_secrets)) {
        QVERIFY2(!bytes.contains(secret), qPrintable(what));
        QVERIFY2(!bytes.contains(secret.toBase64()), qPrintable(what));
    }
    const QByteArray door = '/' + m_code;
    QVERIFY2(!bytes.contains(door), qPrintable(what));
    for (const QByteArray& name : {firstName(), secondName()})
        QVERIFY2(!m_isHidden || !bytes.contains(name), qPrintable(what));
}

void TestRoomSecrets::searchMenu(const QMenu& menu)
{
    for (QAction* entry : menu.actions()) {
        if (entry->menu() != nullptr)
            searchMenu(*entry->menu());
        else if (!entry->isSeparator())
            searchEntry(*entry);
    }
}

void TestRoomSecrets::searchEntry(QAction& entry)
{
    const QString name = entry.objectName();
    QGuiApplication::clipboard()->clear();
    entry.trigger();
    if (name.startsWith(QLatin1String("save"))) {
        const QString path = m_folder.filePath(QStringLiteral("%1-%2").arg(m_searched).arg(name));
        choose(*m_shown, "exportDialog", path);
        QFile file(path);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
        const QByteArray bytes = file.readAll();
        search(bytes, name);
        if (QImageReader picture(path); picture.canRead()) {
            for (const QString& key : picture.textKeys())
                search(key.toUtf8() + picture.text(key).toUtf8(), name);
        }
        return;
    }
    QVERIFY2(name.startsWith(QLatin1String("copy")), qPrintable(name));
    const QMimeData* copied = QGuiApplication::clipboard()->mimeData();
    QVERIFY2(!copied->formats().isEmpty(), qPrintable(name));
    for (const QString& format : copied->formats()) {
        if (const QByteArray bytes = copied->data(format); !bytes.isEmpty())
            search(bytes, name + QLatin1Char(' ') + format);
    }
}

void TestRoomSecrets::searchPicture(QWidget& widget)
{
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::WriteOnly));
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(widget.size());
    widget.render(&generator);
    const QByteArray svg = buffer.data();
    QVERIFY2(svg.contains("<text"), qPrintable(widget.objectName()));
    search(svg, QLatin1String(widget.metaObject()->className()));
}

void TestRoomSecrets::searchTexts(bool isRoomShown)
{
    QStringList all;
    for (const QWidget* widget : m_shown->window.findChildren<QWidget*>())
        all << widget->accessibleName() << widget->accessibleDescription() << widget->toolTip()
            << widget->windowTitle() << widget->property("text").toString()
            << widget->property("plainText").toString();
    if (isRoomShown) {
        const QAbstractItemModel* model = m_shown->tiles().model();
        for (int row = 0; row < model->rowCount(); ++row)
            all << model->index(row, 0).data(Qt::AccessibleTextRole).toString();
    }
    search(all.join(QLatin1Char('\n')).toUtf8(), QStringLiteral("texts"));
}

void TestRoomSecrets::formats_haveNoSecret()
{
    QFETCH(const bool, hidden);
    fill(hidden);
    const ExportSource source = exportSource(m_shown->stage, m_shown->journal().size());
    for (const QString& name : exportFormatNames()) {
        const ExportFormat format = *exportFormatNamed(name);
        if (isDrawn(format))
            continue;
        const auto text = exportText(format, source);
        search(text ? *text : text.error().toUtf8(), name);
    }
    QVERIFY(m_searched >= 4);
    // With names shown they are there, so the search finds what is there.
    const auto journal = exportText(ExportFormat::Journal, source);
    QVERIFY(journal);
    QCOMPARE(journal->contains(firstName()), !hidden);
    QVERIFY(journal->contains("Bearer ***"));
}

/// With hidden names, which says most; a dialog for each file takes its time.
void TestRoomSecrets::menus_haveNoSecret()
{
    fill(true);
    for (const Qt::Key page : {Qt::Key_5, Qt::Key_1, Qt::Key_2}) {
        m_shown->press(page, Qt::ControlModifier);
        if (page == Qt::Key_2) {
            QTRY_VERIFY(m_shown->isComparing() && m_shown->comparison().isSettled());
            QTRY_VERIFY(m_shown->comparison().position() > 0);
        }
        const int before = m_searched;
        const auto* shown = m_shown->window.findChild<QPushButton*>(QStringLiteral("exportButton"));
        QVERIFY(shown->menu() != nullptr);
        searchMenu(*shown->menu());
        QVERIFY2(m_searched - before >= 10, qPrintable(QString::number(m_searched - before)));
    }
}

void TestRoomSecrets::files_haveNoSecret()
{
    QFETCH(const bool, hidden);
    fill(hidden);
    const auto searchFile = [this](const QString& path) {
        QFile file(path);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
        search(file.readAll(), path);
    };
    const QString journal = m_folder.filePath(QStringLiteral("%1.jsonl").arg(hidden));
    saveByDialog(*m_shown, journal);
    searchFile(journal);
    const QString scenario = m_folder.filePath(QStringLiteral("%1.json").arg(hidden));
    m_shown->press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    choose(*m_shown, "saveDialog", scenario);
    searchFile(scenario);
    // What is kept of a session that another one replaces.
    ShownWindow::click(m_shown->button("readStep"));
    QTRY_VERIFY(QFile::exists(RecentFiles::lastSession()));
    searchFile(RecentFiles::lastSession());
}

void TestRoomSecrets::pictures_haveNoSecret()
{
    QFETCH(const bool, hidden);
    fill(hidden);
    searchTexts(true);
    // The code is on the page so that people can type it, but not as part of an address.
    searchPicture(*m_shown->window.findChild<RoomPage*>());
    m_shown->press(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(m_shown->page().isVisible());
    // The messages of phones, and the requests themselves.
    for (qint64 seq = 1; seq <= m_shown->journal().size(); ++seq) {
        m_shown->timelineCursor().show(seq);
        QCoreApplication::processEvents();
        searchPicture(m_shown->page());
        searchTexts(false);
    }
    m_shown->press(Qt::Key_T, Qt::ControlModifier);
    QCoreApplication::processEvents();
    searchPicture(m_shown->page());
}

QTEST_MAIN(TestRoomSecrets)

#include "tst_roomsecrets.moc"
