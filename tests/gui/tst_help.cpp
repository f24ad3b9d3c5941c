#include "gui/help/helppanel.h"

#include "cli/syntax/manualpage.h"
#include "gui/help/helptext.h"
#include "gui/shownwindow.h"
#include "gui/window/presenter.h"
#include "warningfreetest.h"

#include <QDir>
#include <QMenu>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>

using namespace interleave;

class TestHelp final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }
    void cleanup() { m_shown.reset(); }

    void f1_opensAndEscapeCloses();
    void topics_areShownOneByOne();
    void coveredPage_takesNoKeys();
    void presenting_escapeClosesTheHelpFirst();
    void cheatSheet_listsEveryKey();
    void texts_nameOnlyExistingScenarios();
    void text_usesTheThemesFonts();
    void text_growsWithTheZoom();
    void about_isReachedWithTheKeyboard();
    void about_tellsTheNotices();

private:
    void prepare() override;

    [[nodiscard]] HelpPanel* panel() { return m_shown->window.findChild<HelpPanel*>(); }
    [[nodiscard]] QTextBrowser* text() { return m_shown->find<QTextBrowser>("helpText"); }
    /// The tables under these headings: key → what it does.
    static QMap<QString, QString> sheet(const QStringList& headings);

    std::unique_ptr<uitest::ShownWindow> m_shown;
};

void TestHelp::prepare()
{
    m_shown = std::make_unique<uitest::ShownWindow>();
}

QMap<QString, QString> TestHelp::sheet(const QStringList& headings)
{
    QMap<QString, QString> keys;
    bool meant = false;
    for (const QString& line : HelpPanel::text(HelpPanel::Keys).split(QLatin1Char('\n'))) {
        if (line.startsWith(QLatin1Char('#')))
            meant = headings.contains(line.section(QStringLiteral("# "), 1));
        const QStringList cells = line.split(QLatin1Char('|'));
        if (!meant || cells.size() != 4 || cells.at(1).startsWith(QLatin1Char('-')) ||
            cells.at(1).trimmed() == QStringLiteral("Key"))
            continue;
        for (const QString& key : cells.at(1).split(QStringLiteral(", ")))
            keys.insert(key.trimmed(), cells.at(2).trimmed());
    }
    return keys;
}

void TestHelp::f1_opensAndEscapeCloses()
{
    m_shown->stockOf(uitest::A())->setFocus();
    QWidget* before = m_shown->window.focusWidget();
    m_shown->press(Qt::Key_F1);
    QVERIFY(panel()->isVisible());
    QCOMPARE(panel()->geometry(), m_shown->find<QWidget>("pageScroll")->geometry());
    QVERIFY(text()->hasFocus());
    QTest::keyClick(text(), Qt::Key_Escape);
    QVERIFY(!panel()->isVisible());
    QCOMPARE(m_shown->window.focusWidget(), before);
    m_shown->press(Qt::Key_F1);
    QVERIFY(panel()->isVisible());
    m_shown->press(Qt::Key_F1);
    QVERIFY(!panel()->isVisible());
    m_shown->press(Qt::Key_F1);
    m_shown->click(m_shown->button("closeHelpButton"));
    QVERIFY(!panel()->isVisible());
    // Also with the menu.
    m_shown->find<QAction>("helpAction")->trigger();
    QVERIFY(panel()->isVisible());
    // It follows the window's size.
    m_shown->window.resize(1000, 700);
    QTRY_COMPARE(panel()->geometry(), m_shown->find<QWidget>("pageScroll")->geometry());
}

void TestHelp::topics_areShownOneByOne()
{
    m_shown->press(Qt::Key_F1);
    const QList<std::pair<const char*, QString>> topics{
        {"lessonTopic", QStringLiteral("The lesson")},
        {"roomTopic", QStringLiteral("The room")},
        {"workshopTopic", QStringLiteral("A workshop in ten minutes")},
        {"scenariosTopic", QStringLiteral("Write a scenario")},
        {"curlTopic", QStringLiteral("Join with curl")},
        {"stacksTopic", QStringLiteral("In your stack")},
        {"aboutTopic", QStringLiteral("About Interleave")},
        {"keysTopic", QStringLiteral("Keys")}};
    for (const auto& [name, title] : topics) {
        m_shown->click(m_shown->button(name));
        QVERIFY(m_shown->button(name)->isChecked());
        QCOMPARE(text()->document()->firstBlock().text(), title);
        QCOMPARE(m_shown->button(name)->text(), title);
        QCOMPARE(text()->accessibleName(), title);
        QCOMPARE(text()->verticalScrollBar()->value(), 0);
        QVERIFY(text()->document()->characterCount() > 500);
        // No text is cut off at the side.
        QVERIFY(text()->document()->size().width() <= text()->viewport()->width());
    }
    // Keys scroll a long text.
    m_shown->click(m_shown->button("keysTopic"));
    text()->setFocus();
    QTest::keyClick(text(), Qt::Key_PageDown);
    QVERIFY(text()->verticalScrollBar()->value() > 0);
    // It opens at the same topic next time.
    QTest::keyClick(text(), Qt::Key_Escape);
    m_shown->press(Qt::Key_F1);
    QCOMPARE(panel()->topic(), HelpPanel::Keys);
}

void TestHelp::coveredPage_takesNoKeys()
{
    m_shown->press(Qt::Key_F1);
    QVERIFY(!m_shown->buttonOf(uitest::A(), "readButton")->isEnabled());
    for (int i = 0; i < 40; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(!m_shown->page().isAncestorOf(QApplication::focusWidget()));
    }
    m_shown->press(Qt::Key_F1);
    QVERIFY(m_shown->buttonOf(uitest::A(), "readButton")->isEnabled());
}

void TestHelp::presenting_escapeClosesTheHelpFirst()
{
    m_shown->press(Qt::Key_F11);
    m_shown->press(Qt::Key_F1);
    QVERIFY(panel()->isVisible());
    const int top = text()->verticalScrollBar()->value();
    QTest::keyClick(text(), Qt::Key_PageDown);
    QVERIFY(text()->verticalScrollBar()->value() > top);
    QTest::keyClick(text(), Qt::Key_Escape);
    QVERIFY(!panel()->isVisible());
    QVERIFY(m_shown->window.presenter().isPresenting());
    m_shown->press(Qt::Key_Escape);
    QVERIFY(!m_shown->window.presenter().isPresenting());
}

void TestHelp::cheatSheet_listsEveryKey()
{
    // Every action with a key is in the tables under its name, and the other way round.
    QMap<QString, QString> there;
    for (const QAction* action : m_shown->window.findChildren<QAction*>()) {
        if (panel()->actions().contains(action))
            continue;
        for (const QKeySequence& key : action->shortcuts())
            there.insert(
                key.toString(QKeySequence::PortableText), action->text().remove(QStringLiteral("…")));
    }
    const QMap<QString, QString> told = sheet(
        {QStringLiteral("Anywhere"),
         QStringLiteral("When a step asks first"),
         QStringLiteral("In presenter mode")});
    const auto lines = [](const QMap<QString, QString>& keys) {
        QStringList result;
        for (auto it = keys.cbegin(); it != keys.cend(); ++it)
            result.append(it.key() + QStringLiteral(": ") + it.value());
        return result;
    };
    // Name the difference.
    QStringList onlyTold = lines(told);
    onlyTold.removeIf([only = lines(there)](const QString& line) { return only.contains(line); });
    QVERIFY2(onlyTold.isEmpty(), qPrintable(onlyTold.join(QLatin1Char('\n'))));
    QCOMPARE(lines(there), lines(told));
    QVERIFY(there.size() > 15);
}

void TestHelp::texts_nameOnlyExistingScenarios()
{
    QStringList titles;
    for (const NamedScenario& named : builtinScenarios())
        titles.append(named.scenario.title);
    // In italics after “Play” or “Open”.
    static const QRegularExpression named(QStringLiteral("(?:Play|Open) \\*([^*]+)\\*"));
    int found = 0;
    auto match = named.globalMatch(HelpPanel::text(HelpPanel::Workshop));
    while (match.hasNext()) {
        const QString title = match.next().captured(1);
        QVERIFY2(titles.contains(title), qPrintable(title));
        ++found;
    }
    QVERIFY2(found >= 3, qPrintable(QString::number(found)));
}

void TestHelp::text_usesTheThemesFonts()
{
    const Theme theme = Theme::dark();
    for (int topic = 0; topic < HelpPanel::TopicCount; ++topic) {
        QTextDocument document;
        setHelpText(document, HelpPanel::text(static_cast<HelpPanel::Topic>(topic)), theme);
        bool code = false;
        for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
            for (auto it = block.begin(); !it.atEnd(); ++it) {
                const QTextCharFormat format = it.fragment().charFormat();
                const QString family = format.font().family();
                code = code || family == QStringLiteral("JetBrains Mono");
                QVERIFY2(
                    family == QStringLiteral("Inter") || family == QStringLiteral("JetBrains Mono"),
                    qPrintable(family));
                QVERIFY(format.font().pixelSize() >= 13);
                QVERIFY(contrast(format.foreground().color(), theme.window()) >= 4.5);
            }
        }
        QVERIFY(code || topic == HelpPanel::Keys || topic == HelpPanel::About);
    }
}

void TestHelp::text_growsWithTheZoom()
{
    m_shown->press(Qt::Key_F1);
    const auto size = [this] {
        return text()->document()->firstBlock().begin().fragment().charFormat().font().pixelSize();
    };
    QCOMPARE(size(), 20);
    m_shown->press(Qt::Key_Plus, Qt::ControlModifier);
    m_shown->press(Qt::Key_Plus, Qt::ControlModifier);
    QTRY_COMPARE(size(), 30);
    m_shown->press(Qt::Key_0, Qt::ControlModifier);
    QTRY_COMPARE(size(), 20);
}

void TestHelp::about_isReachedWithTheKeyboard()
{
    m_shown->window.resize(1280, 720);
    auto* more = m_shown->button("moreButton");
    more->setFocus();
    QTest::keyClick(more, Qt::Key_Space);
    auto* menu = m_shown->find<QMenu>("moreMenu");
    QTRY_VERIFY(menu->isVisible());
    // It is the last one, and so the first one upwards.
    QTest::keyClick(menu, Qt::Key_Up);
    QCOMPARE(menu->activeAction(), m_shown->find<QAction>("aboutAction"));
    QTest::keyClick(menu, Qt::Key_Return);
    QTRY_VERIFY(panel()->isVisible());
    QCOMPARE(panel()->topic(), HelpPanel::About);
    QVERIFY(m_shown->button("aboutTopic")->isChecked());
    QVERIFY(text()->hasFocus());
    QVERIFY(text()->document()->toPlainText().contains(
        QStringLiteral("Interleave %1 shows").arg(programVersion())));
    // The first licence is read without scrolling, and the keys reach the last one.
    auto* bar = text()->verticalScrollBar();
    QVERIFY(bar->maximum() > 0);
    QTest::keyClick(text(), Qt::Key_End);
    QCOMPARE(bar->value(), bar->maximum());
    QVERIFY(text()->document()->size().width() <= text()->viewport()->width());
    QTest::keyClick(text(), Qt::Key_Escape);
    QVERIFY(!panel()->isVisible());
    QVERIFY(m_shown->window.focusWidget() == more);
}

void TestHelp::about_tellsTheNotices()
{
    m_shown->press(Qt::Key_F1);
    m_shown->click(m_shown->button("aboutTopic"));
    const QString shown = text()->document()->toPlainText();
    const QStringList files = QDir(QStringLiteral(INTERLEAVE_LICENCES)).entryList({QStringLiteral("*.md")});
    QVERIFY(files.size() >= 10);
    for (const QString& name : files) {
        QFile file(QDir(QStringLiteral(INTERLEAVE_LICENCES)).filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTextDocument notice;
        notice.setMarkdown(QString::fromUtf8(file.readAll()), QTextDocument::MarkdownDialectGitHub);
        QVERIFY2(shown.contains(notice.toPlainText().trimmed()), qPrintable(name));
    }
    QVERIFY(shown.contains(QStringLiteral("under the MIT License")));
}

QTEST_MAIN(TestHelp)

#include "tst_help.moc"
