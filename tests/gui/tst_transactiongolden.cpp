#include "gui/diagram/diagrampainter.h"
#include "gui/diagram/typesetter.h"
#include "gui/theme/fonts.h"
#include "gui/transactiondiagram/transactionlayout.h"
#include "gui/transactionstories.h"
#include "warningfreetest.h"

#include <QDir>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <cstdlib>

using namespace interleave;
using namespace interleave::testing;

namespace {

struct Look final
{
    int width = 940;
    int messageHeight = 64;
    bool dark = false;
    qint64 moment = -1;
};

QImage paint(const TransactionStory& story, const Look& look)
{
    const Theme theme = look.dark ? Theme::dark() : Theme::light();
    TransactionLayout layout;
    layout.setMessageHeight(look.messageHeight);
    layout.setStory(&story);
    DiagramFrame frame;
    frame.moment = look.moment < 0 ? layout.rowCount() : look.moment;
    frame.selected = frame.moment;
    frame.width = look.width;
    frame.middles = DiagramLayout::spread(frame.width, layout.laneCount());
    frame.height = layout.height(1);
    DiagramPicture picture = layout.picture(frame);
    typeset(picture, theme);
    QImage image(look.width, qRound(frame.height), QImage::Format_RGB32);
    image.fill(theme.window());
    QPainter painter(&image);
    DiagramPainter(painter, theme).paint(picture);
    return image;
}

/// Compares exactly on the Qt that drew the accepted pictures. Others round the edges of curves differently,
/// by at most 2 of 255.
bool isSame(const QImage& now, const QImage& accepted)
{
    constexpr int mostRounding = 2;
    if (now.size() != accepted.size())
        return false;
    const bool isExact = QLatin1String(qVersion()) == QLatin1String("6.4.2");
    for (int y = 0; y < now.height(); ++y) {
        const uchar* one = now.constScanLine(y);
        const uchar* other = accepted.constScanLine(y);
        const bool isRow = std::equal(one, one + now.bytesPerLine(), other, [=](uchar a, uchar b) {
            return std::abs(int(a) - int(b)) <= (isExact ? 0 : mostRounding);
        });
        if (!isRow)
            return false;
    }
    return true;
}

} // namespace

/// Runs built-in lessons on real engines and compares their diagrams with accepted pictures. With
/// INTERLEAVE_ACCEPT=1 in the environment, the present ones are written instead; look at each before
/// committing it.
class TestTransactionGolden final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadBundledFonts(); }

    void lesson_looksAsAccepted_data();
    void lesson_looksAsAccepted();

private:
    EnginePool m_pool;
};

void TestTransactionGolden::lesson_looksAsAccepted_data()
{
    QTest::addColumn<QString>("lesson");
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("level");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<int>("moment");
    const auto row =
        [](const char* name, const char* lesson, const char* engine, const char* level, Look look) {
            QTest::newRow(name) << QString::fromLatin1(lesson) << QString::fromLatin1(engine)
                                << QString::fromLatin1(level) << look.width << look.messageHeight << look.dark
                                << static_cast<int>(look.moment);
        };
    const char* const committed = "read committed";
    const char* const repeatable = "repeatable read";
    const Look low{940, 44};
    row("dirty-read", "dirty-read", "sqlite", "read uncommitted", {});
    row("dirty-read-past", "dirty-read", "sqlite", "read uncommitted", {940, 44, false, 4});
    row("dirty-read-dark", "dirty-read", "sqlite", "read uncommitted", {600, 44, true});
    row("wait", "dirty-read", "sqlite", "serializable immediate", low);
    row("lost-update-committed", "lost-update-transactions", "postgresql", committed, low);
    row("lost-update-repeatable", "lost-update-transactions", "postgresql", repeatable, low);
    row("lost-update-narrow", "lost-update-transactions", "postgresql", repeatable, {600, 44, true});
    row("deadlock", "deadlock-crosswise", "postgresql", committed, low);
    row("write-skew", "write-skew", "postgresql", repeatable, low);
    row("three-sessions", "read-only-anomaly", "postgresql", repeatable, low);
    row("three-sessions-narrow", "read-only-anomaly", "postgresql", repeatable, {600, 44});
}

void TestTransactionGolden::lesson_looksAsAccepted()
{
    QFETCH(QString, lesson);
    QFETCH(QString, engine);
    QFETCH(QString, level);
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(bool, dark);
    QFETCH(int, moment);
    const TransactionStory story = lessonStory(m_pool, lesson, engine, level);
    QCOMPARE(story.problem, QString());
    const QImage now = paint(story, {width, height, dark, moment});

    const QString name = QStringLiteral("%1.png").arg(QLatin1String(QTest::currentDataTag()));
    const QString golden = QStringLiteral(INTERLEAVE_GOLDEN "/") + name;
    if (qEnvironmentVariableIsSet("INTERLEAVE_ACCEPT")) {
        QVERIFY(now.save(golden));
        return;
    }
    const QImage accepted = QImage(golden).convertToFormat(now.format());
    if (!isSame(now, accepted)) {
        const QString actual = QDir::current().filePath(QStringLiteral("actual-") + name);
        (void)now.save(actual);
        QFAIL(qPrintable(QStringLiteral("differs from %1; now it is %2").arg(golden, actual)));
    }
}

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    TestTransactionGolden test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_transactiongolden.moc"
