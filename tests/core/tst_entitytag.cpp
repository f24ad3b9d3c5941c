#include "core/values/entitytag.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;

class TestEntityTag final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void version_givesATagAndBack_data()
    {
        QTest::addColumn<qint64>("version");
        QTest::addColumn<QByteArray>("suffix");
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("the first version") << qint64{1} << QByteArray() << QByteArray("\"1\"");
        QTest::newRow("a large version")
            << qint64{9007199254740991} << QByteArray() << QByteArray("\"9007199254740991\"");
        QTest::newRow("after one rewind") << qint64{3} << QByteArray("r1") << QByteArray("\"3r1\"");
        QTest::newRow("in a run of its own")
            << qint64{3} << QByteArray("-k7f2m9") << QByteArray("\"3-k7f2m9\"");
        QTest::newRow("after many rewinds") << qint64{12} << QByteArray("r34") << QByteArray("\"12r34\"");
    }
    void version_givesATagAndBack()
    {
        QFETCH(qint64, version);
        QFETCH(QByteArray, suffix);
        const EntityTag tag = tagForVersion(version, suffix);
        QTEST(tag.toHeader(), "header");
        QVERIFY(!tag.weak);
        QCOMPARE(versionOfTag(tag, suffix), std::optional(version));
    }

    void tag_provesNothing_data()
    {
        QTest::addColumn<QByteArray>("opaque");
        QTest::addColumn<bool>("weak");
        QTest::addColumn<QByteArray>("suffix");
        QTest::newRow("a weak tag") << QByteArray("7") << true << QByteArray();
        QTest::newRow("a zero in front") << QByteArray("07") << false << QByteArray();
        QTest::newRow("a plus in front") << QByteArray("+7") << false << QByteArray();
        QTest::newRow("a blank in front") << QByteArray(" 7") << false << QByteArray();
        QTest::newRow("nothing") << QByteArray() << false << QByteArray();
        QTest::newRow("a word") << QByteArray("seven") << false << QByteArray();
        QTest::newRow("a fraction") << QByteArray("7.0") << false << QByteArray();
        QTest::newRow("more than 64 bits") << QByteArray("99999999999999999999") << false << QByteArray();
        QTest::newRow("a tag from before the rewind") << QByteArray("7") << false << QByteArray("r1");
        QTest::newRow("a tag from another rewind") << QByteArray("7r1") << false << QByteArray("r2");
        QTest::newRow("a rewind where there was none") << QByteArray("7r1") << false << QByteArray();
        QTest::newRow("a rewind of zero") << QByteArray("7r0") << false << QByteArray();
        QTest::newRow("a rewind with a zero in front") << QByteArray("7r01") << false << QByteArray("r1");
    }
    void tag_provesNothing()
    {
        QFETCH(QByteArray, opaque);
        QFETCH(bool, weak);
        QFETCH(QByteArray, suffix);
        QVERIFY(!versionOfTag({opaque, weak}, suffix));
    }

    void condition_reads_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("tags");
        QTest::newRow("one tag") << QByteArray("\"7\"") << QByteArray("\"7\"");
        QTest::newRow("a weak tag") << QByteArray("W/\"7\"") << QByteArray("W/\"7\"");
        QTest::newRow("two tags") << QByteArray("\"1\", \"2\"") << QByteArray("\"1\" \"2\"");
        QTest::newRow("two tags without a blank")
            << QByteArray("\"1\",W/\"2\"") << QByteArray("\"1\" W/\"2\"");
        QTest::newRow("blanks and tabs around")
            << QByteArray(" \t\"1\" \t,\t\"2\" ") << QByteArray("\"1\" \"2\"");
        QTest::newRow("empty elements") << QByteArray(",, \"1\" ,,\"2\",") << QByteArray("\"1\" \"2\"");
        QTest::newRow("an empty tag") << QByteArray("\"\"") << QByteArray("\"\"");
        QTest::newRow("a comma inside") << QByteArray("\"a,b\"") << QByteArray("\"a,b\"");
        QTest::newRow("a star inside") << QByteArray("\"*\"") << QByteArray("\"*\"");
        QTest::newRow("a backslash is a character like others")
            << QByteArray("\"a\\\"") << QByteArray("\"a\\\"");
        QTest::newRow("bytes above ASCII")
            << QByteArray("\"\xc3\xa4\xff\"") << QByteArray("\"\xc3\xa4\xff\"");
    }
    void condition_reads()
    {
        QFETCH(QByteArray, value);
        const auto condition = parseTagCondition(value);
        QVERIFY(condition);
        QVERIFY(!condition->any);
        QByteArray tags;
        for (const EntityTag& tag : condition->tags)
            tags += (tags.isEmpty() ? "" : " ") + tag.toHeader();
        QTEST(tags, "tags");
    }

    void condition_readsTheStar()
    {
        const auto condition = parseTagCondition(" * ");
        QVERIFY(condition);
        QVERIFY(condition->any);
        QVERIFY(condition->tags.empty());
    }

    void condition_refuses_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("blanks") << QByteArray("  ");
        QTest::newRow("only commas") << QByteArray(", ,");
        QTest::newRow("no quotation marks") << QByteArray("7");
        QTest::newRow("one quotation mark") << QByteArray("\"7");
        QTest::newRow("no comma between") << QByteArray("\"1\" \"2\"");
        QTest::newRow("no blank nor comma between") << QByteArray("\"1\"\"2\"");
        QTest::newRow("a small w") << QByteArray("w/\"7\"");
        QTest::newRow("a weak mark alone") << QByteArray("W/");
        QTest::newRow("a weak mark apart") << QByteArray("W/ \"7\"");
        QTest::newRow("a blank inside") << QByteArray("\"a b\"");
        QTest::newRow("a control character inside") << QByteArray("\"a\x7f\"");
        QTest::newRow("a NUL inside") << QByteArray("\"a\0b\"", 5);
        QTest::newRow("a star in a list") << QByteArray("\"1\", *");
        QTest::newRow("two stars") << QByteArray("*, *");
        QTest::newRow("text behind") << QByteArray("\"1\"x");
    }
    void condition_refuses()
    {
        QFETCH(QByteArray, value);
        QVERIFY(!parseTagCondition(value));
    }
};

QTEST_GUILESS_MAIN(TestEntityTag)
#include "tst_entitytag.moc"
