#include "gui/window/reducedmotion.h"
#include "warningfreetest.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace interleave;

/// The desktop's settings, in files that the test writes to its own configuration folder.
class TestReducedMotion final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void cleanup();

    void desktopSettings_areRead_data();
    void desktopSettings_areRead();
    void missingSettings_meanNo();
    void anySetting_isEnough();

private:
    void prepare() override;

    void write(const QString& file, const QByteArray& content);

    std::unique_ptr<QTemporaryDir> m_folder;
    QByteArray m_before;
};

void TestReducedMotion::prepare()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_before = qgetenv("XDG_CONFIG_HOME");
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_folder->path()));
}

void TestReducedMotion::cleanup()
{
    qputenv("XDG_CONFIG_HOME", m_before);
    m_folder.reset();
}

void TestReducedMotion::write(const QString& file, const QByteArray& content)
{
    const QString path = m_folder->filePath(file);
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile device(path);
    QVERIFY(device.open(QIODevice::WriteOnly));
    QCOMPARE(device.write(content), content.size());
}

void TestReducedMotion::desktopSettings_areRead_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("reduced");
    const QString kde = QStringLiteral("kdeglobals");
    const QString gtk4 = QStringLiteral("gtk-4.0/settings.ini");
    const QString gtk3 = QStringLiteral("gtk-3.0/settings.ini");
    QTest::newRow("KDE, instant") << kde << QByteArray("[KDE]\nAnimationDurationFactor=0\n") << true;
    QTest::newRow("KDE, instant, as a fraction")
        << kde << QByteArray("[General]\na=b\n\n[KDE]\nAnimationDurationFactor=0.0\n") << true;
    QTest::newRow("KDE, slower") << kde << QByteArray("[KDE]\nAnimationDurationFactor=2\n") << false;
    QTest::newRow("KDE, faster") << kde << QByteArray("[KDE]\nAnimationDurationFactor=0.25\n") << false;
    QTest::newRow("KDE, something else") << kde << QByteArray("[KDE]\nSingleClick=false\n") << false;
    QTest::newRow("KDE, in another group")
        << kde << QByteArray("[General]\nAnimationDurationFactor=0\n") << false;
    QTest::newRow("KDE, no number") << kde << QByteArray("[KDE]\nAnimationDurationFactor=\n") << false;
    for (const auto& [name, file] : {std::pair("GTK 4", gtk4), std::pair("GTK 3", gtk3)}) {
        const auto row = [&, file = file, name = name](const char* what, const QByteArray& value, bool is) {
            QTest::addRow("%s, %s", name, what)
                << file << "[Settings]\ngtk-theme-name=Adwaita\n" + value + "\n"
                << is;
        };
        row("0", "gtk-enable-animations=0", true);
        row("false", "gtk-enable-animations=false", true);
        row("false with spaces", "gtk-enable-animations = False", true);
        row("1", "gtk-enable-animations=1", false);
        row("true", "gtk-enable-animations=true", false);
        row("nothing", "", false);
    }
}

void TestReducedMotion::desktopSettings_areRead()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(bool, reduced);
    write(file, content);
    QCOMPARE(isMotionReduced(), reduced);
    // The files are only read, never changed.
    QFile device(m_folder->filePath(file));
    QVERIFY(device.open(QIODevice::ReadOnly));
    QCOMPARE(device.readAll(), content);
}

void TestReducedMotion::missingSettings_meanNo()
{
    QVERIFY(!isMotionReduced());
}

void TestReducedMotion::anySetting_isEnough()
{
    write(QStringLiteral("kdeglobals"), "[KDE]\nAnimationDurationFactor=1\n");
    write(QStringLiteral("gtk-4.0/settings.ini"), "[Settings]\ngtk-enable-animations=true\n");
    write(QStringLiteral("gtk-3.0/settings.ini"), "[Settings]\ngtk-enable-animations=false\n");
    QVERIFY(isMotionReduced());
}

QTEST_GUILESS_MAIN(TestReducedMotion)

#include "tst_reducedmotion.moc"
