#include "core/model/merge.h"
#include "warningfreetest.h"

#include <QTest>

using namespace interleave;

namespace {

const QString stock = QStringLiteral("stock");
const QString name = QStringLiteral("name");

Fields lamp(qint64 count, const QString& called)
{
    return {{stock, count}, {name, called}};
}

} // namespace

class TestMerge final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void differentFields_areBothKept()
    {
        const Merge merged = merge(
            lamp(10, QStringLiteral("Lamp")),
            lamp(10, QStringLiteral("Black")),
            lamp(7, QStringLiteral("Lamp")));
        QVERIFY(merged.conflicting().isEmpty());
        QCOMPARE(merged.fields.size(), 2);
        QCOMPARE(merged.fields.at(0).kind, MergeField::Kind::Taken);
        QCOMPARE(merged.fields.at(1).kind, MergeField::Kind::Kept);
        QCOMPARE(merged.result({}), lamp(7, QStringLiteral("Black")));
    }

    void sameField_isAChoice()
    {
        const QString lampName = QStringLiteral("Lamp");
        const Merge merged = merge(lamp(10, lampName), lamp(8, lampName), lamp(7, lampName));
        QCOMPARE(merged.conflicting().size(), 1);
        QCOMPARE(merged.conflicting().first().both(), std::optional(Value(qint64{5})));
        QCOMPARE(merged.result({}), lamp(7, lampName));
        QCOMPARE(merged.result({{stock, Take::Theirs}}), lamp(7, lampName));
        QCOMPARE(merged.result({{stock, Take::Mine}}), lamp(8, lampName));
        QCOMPARE(merged.result({{stock, Take::Both}}), lamp(5, lampName));
    }

    void sum_isShownWithItsTerms()
    {
        const auto sum = [](Value base, Value mine, Value theirs) {
            return formattedSum({stock, MergeField::Kind::Conflicting, base, mine, theirs});
        };
        QCOMPARE(sum(qint64{10}, qint64{8}, qint64{7}), QStringLiteral("7 − 2 = 5"));
        QCOMPARE(sum(qint64{10}, qint64{12}, qint64{7}), QStringLiteral("7 + 2 = 9"));
        QCOMPARE(sum(qint64{1}, qint64{-1}, qint64{-2}), QStringLiteral("−2 − 2 = −4"));
        QCOMPARE(sum(1.5, 1.0, 2.0), QStringLiteral("2.0 − 0.5 = 1.5"));
        QCOMPARE(sum(1.1, 1.2, 1.4), QStringLiteral("1.4 + 0.1 = 1.5"));
        QCOMPARE(sum(qint64{1}, 1.1, qint64{2}), QStringLiteral("2 + 0.1 = 2.1"));
        QCOMPARE(sum(QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")), QString());
    }

    void sameText_isNoConflict()
    {
        const Merge merged = merge(
            lamp(10, QStringLiteral("Lamp")),
            lamp(10, QStringLiteral("Black")),
            lamp(10, QStringLiteral("Black")));
        QVERIFY(merged.conflicting().isEmpty());
        QCOMPARE(merged.result({}), lamp(10, QStringLiteral("Black")));
    }

    /// Each sold one: the same number, but two are gone.
    void sameNumber_isAChoice()
    {
        const QString lampName = QStringLiteral("Lamp");
        const Merge merged = merge(lamp(10, lampName), lamp(9, lampName), lamp(9, lampName));
        QCOMPARE(merged.conflicting().size(), 1);
        QCOMPARE(merged.result({{stock, Take::Both}}), lamp(8, lampName));
        QCOMPARE(merged.result({{stock, Take::Mine}}), lamp(9, lampName));
    }

    void choice_affectsOnlyConflicts()
    {
        const Merge merged = merge(
            lamp(10, QStringLiteral("Lamp")),
            lamp(10, QStringLiteral("Black")),
            lamp(7, QStringLiteral("Lamp")));
        QCOMPARE(
            merged.result({{stock, Take::Mine}, {name, Take::Theirs}}), lamp(7, QStringLiteral("Black")));
    }

    void both_isOnlyForNumbers()
    {
        const auto both = [](const Value& base, const Value& mine, const Value& theirs) {
            return MergeField{stock, MergeField::Kind::Conflicting, base, mine, theirs}.both();
        };
        QCOMPARE(both(1.5, 2.0, 3.0), std::optional(Value(3.5)));
        QCOMPARE(both(qint64{1}, 1.5, qint64{2}), std::optional(Value(2.5)));
        QCOMPARE(both(1.1, 1.2, 1.4), std::optional(Value(1.5)));
        QCOMPARE(both(19.99, 19.9, 0.3), std::optional(Value(0.21)));
        QCOMPARE(both(1.5, 1e300, 2.5), std::nullopt);
        QCOMPARE(both(QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")), std::nullopt);
        QCOMPARE(both(true, false, true), std::nullopt);
        QCOMPARE(both(qint64{0}, LargestInteger, qint64{1}), std::nullopt);
        const Merge texts =
            merge(lamp(1, QStringLiteral("a")), lamp(1, QStringLiteral("b")), lamp(1, QStringLiteral("c")));
        QCOMPARE(texts.result({{name, Take::Both}}), lamp(1, QStringLiteral("c")));
    }

    void removedField_isAChangeLikeAnyOther()
    {
        const Fields base = lamp(10, QStringLiteral("Lamp"));
        const Fields bare{{stock, qint64{10}}};
        QCOMPARE(merge(base, bare, base).result({}), bare);
        QCOMPARE(merge(base, base, bare).result({}), bare);
        const Merge merged = merge(base, lamp(10, QStringLiteral("Black")), bare);
        QCOMPARE(merged.conflicting().size(), 1);
        QCOMPARE(merged.result({{name, Take::Mine}}), lamp(10, QStringLiteral("Black")));
        QCOMPARE(merged.result({}), bare);
    }

    void take_isNamed()
    {
        for (const Take take : {Take::Mine, Take::Theirs, Take::Both})
            QCOMPARE(takeFromName(toName(take)), std::optional(take));
        QVERIFY(!takeFromName(QStringLiteral("ours")));
    }
};

QTEST_GUILESS_MAIN(TestMerge)
#include "tst_merge.moc"
