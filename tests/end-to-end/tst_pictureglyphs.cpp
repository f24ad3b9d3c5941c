#include "end-to-end/program.h"
#include "warningfreetest.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace interleave::testing;

namespace {

// Debian's fontconfig brings DejaVu Sans, which has these chess pieces; no bundled font has.
constexpr auto Knight = u"♞";
constexpr auto Rook = u"♜";
/// Belongs to no character.
constexpr auto Unassigned = u"\u0378";

} // namespace

/// Pictures of a person's own files have every glyph that some font here has.
class TestPictureGlyphs final : public interleave::WarningFreeTest
{
    Q_OBJECT

private slots:
    void ownText_hasItsGlyphs_data();
    void ownText_hasItsGlyphs();
    void missingGlyph_isTold();
    void knownText_needsNoOtherFont_data();
    void knownText_needsNoOtherFont();

private:
    /// Writes a file that \a name takes part in, and a picture of it.
    [[nodiscard]] Ended draw(const QString& kind, const QString& name);
    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }
    void write(const QString& name, const QString& text) const;

    QTemporaryDir m_folder;
    QImage m_picture;
};

void TestPictureGlyphs::write(const QString& name, const QString& text) const
{
    QFile written(file(name));
    QVERIFY(written.open(QIODevice::WriteOnly));
    written.write(text.toUtf8());
}

Ended TestPictureGlyphs::draw(const QString& kind, const QString& name)
{
    const QString scenario =
        uR"({"title": "Own", "records": {"item": {"name": "%1"}}, "steps": [{"client": "A", "do": "read"}]})"_s;
    const QString lesson =
        uR"lesson({"kind": "transactions", "title": "Own", "level": {"sqlite": "serializable"},
            "setup": ["CREATE TABLE item (name TEXT)", "INSERT INTO item VALUES ('%1')"],
            "sessions": {"A": {}}, "steps": [{"session": "A", "do": "begin"},
            {"session": "A", "do": "sql", "sql": "SELECT name FROM item"},
            {"session": "A", "do": "commit"}]})lesson"_s;
    QStringList arguments{u"shot"_s, file(u"it.png"_s)};
    if (kind == u"scenario"_s || kind == u"escaped"_s) {
        const QString escape = u"\\u%1"_s.arg(name.front().unicode(), 4, 16, QLatin1Char('0'));
        write(u"own.json"_s, scenario.arg(kind == u"escaped"_s ? escape : name));
        arguments += {u"--scenario"_s, file(u"own.json"_s)};
    } else if (kind == u"lesson"_s) {
        write(u"own.json"_s, lesson.arg(name));
        arguments += {u"--scenario"_s, file(u"own.json"_s)};
    } else if (kind == u"title"_s) {
        arguments += {u"--what"_s, u"diagram"_s, u"--title"_s, name};
    } else if (kind == u"journal"_s) {
        write(u"own.json"_s, scenario.arg(name));
        const Ended saved = run({u"export"_s, file(u"own.jsonl"_s), u"--scenario"_s, file(u"own.json"_s)});
        if (saved.code != 0)
            return saved;
        arguments += {u"--open"_s, file(u"own.jsonl"_s)};
    } else if (kind == u"list"_s) {
        write(u"own.json"_s, scenario.arg(name));
        write(
            u"two.list"_s,
            u"%1\n%2 --scenario %3\n"_s.arg(file(u"other.png"_s), file(u"it.png"_s), file(u"own.json"_s)));
        arguments = QStringList{u"shot"_s, u"--list"_s, file(u"two.list"_s)};
    }
    const Ended ended = run(arguments);
    m_picture = QImage(file(u"it.png"_s));
    return ended;
}

void TestPictureGlyphs::ownText_hasItsGlyphs_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"scenario", "escaped", "lesson", "title", "journal", "list"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

/// Boxes would be alike.
void TestPictureGlyphs::ownText_hasItsGlyphs()
{
    QFETCH(const QString, kind);
    const Ended knight = draw(kind, QString::fromUtf16(Knight));
    QVERIFY2(knight.code == 0, qPrintable(knight.err));
    QVERIFY2(!knight.err.contains(u"No font"_s), qPrintable(knight.err));
    const QImage first = m_picture;
    QVERIFY(!first.isNull());
    QCOMPARE(draw(kind, QString::fromUtf16(Rook)).code, 0);
    QVERIFY(first != m_picture);
}

void TestPictureGlyphs::missingGlyph_isTold()
{
    const Ended ended = draw(u"scenario"_s, u"a %1 b"_s.arg(QString::fromUtf16(Unassigned)));
    QCOMPARE(ended.code, 0);
    QCOMPARE(
        ended.err,
        u"No font here has “͸” (U+0378); where it is to be drawn, there is a box. Install a font that has it.\n"_s);
    QCOMPARE(draw(u"scenario"_s, u"plain"_s).err, QString());
}

void TestPictureGlyphs::knownText_needsNoOtherFont_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("English") << u"Desk lamp"_s;
    QTest::newRow("Western") << u"Größe: naïve “Œuvre” – 5 €"_s;
    QTest::newRow("Vietnamese") << u"Đèn bàn tiếng Việt"_s;
    QTest::newRow("Greek") << u"Επιτραπέζιο φωτιστικό"_s;
    QTest::newRow("Cyrillic") << u"Настольная лампа"_s;
}

/// The same pixels, whatever fonts are here.
void TestPictureGlyphs::knownText_needsNoOtherFont()
{
    QFETCH(const QString, name);
    const Ended ended = draw(u"scenario"_s, name);
    QVERIFY2(ended.code == 0 && ended.err.isEmpty(), qPrintable(ended.err));
    const QImage before = m_picture;
    write(
        u"fonts.conf"_s, uR"(<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig/>)"_s);
    qputenv("FONTCONFIG_FILE", QFile::encodeName(file(u"fonts.conf"_s)));
    QCOMPARE(draw(u"scenario"_s, name).code, 0);
    qunsetenv("FONTCONFIG_FILE");
    QCOMPARE(m_picture, before);
}

QTEST_GUILESS_MAIN(TestPictureGlyphs)

#include "tst_pictureglyphs.moc"
