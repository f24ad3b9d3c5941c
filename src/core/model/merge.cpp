#include "core/model/merge.h"

#include "core/values/decimal.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

void setOrRemove(Fields& fields, const QString& name, const std::optional<Value>& value)
{
    if (value)
        fields.set(name, *value);
    else
        fields.remove(name);
}

/// The type of a result computed from \a numbers: an integer if all are integers.
Value kindOf(std::initializer_list<Value> numbers)
{
    const bool whole = std::ranges::all_of(
        numbers, [](const Value& number) { return std::holds_alternative<qint64>(number); });
    return whole ? Value(qint64{0}) : Value(0.0);
}

} // namespace

QString toName(Take take)
{
    switch (take) {
    case Take::Mine:
        return QStringLiteral("mine");
    case Take::Theirs:
        return QStringLiteral("theirs");
    case Take::Both:
        return QStringLiteral("both");
    }
    Q_UNREACHABLE();
}

std::optional<Take> takeFromName(const QString& name)
{
    for (const Take take : {Take::Mine, Take::Theirs, Take::Both}) {
        if (toName(take) == name)
            return take;
    }
    return std::nullopt;
}

std::optional<Value> MergeField::both() const
{
    const auto change = Decimal::of(this->change());
    const auto other = Decimal::of(theirs);
    const auto sum = change && other ? other->plus(*change) : std::nullopt;
    return sum ? sum->toValue(kindOf({*base, *mine, *theirs})) : std::nullopt;
}

std::optional<Value> MergeField::change() const
{
    const auto amount = difference(mine, base);
    return amount ? amount->toValue(kindOf({*base, *mine})) : std::nullopt;
}

QString formattedSum(const MergeField& field)
{
    const auto sum = field.both();
    if (!sum)
        return {};
    QString size = formatted(*field.change());
    const bool less = size.startsWith(QChar(0x2212));
    if (less)
        size.remove(0, 1);
    return QStringLiteral("%1 %2 %3 = %4")
        .arg(
            formatted(*field.theirs),
            less ? QString(QChar(0x2212)) : QStringLiteral("+"),
            size,
            formatted(*sum));
}

QList<MergeField> Merge::conflicting() const
{
    QList<MergeField> result;
    for (const MergeField& field : fields) {
        if (field.kind == MergeField::Kind::Conflicting)
            result.append(field);
    }
    return result;
}

Fields Merge::result(const QMap<QString, Take>& choices) const
{
    Fields result = theirs;
    for (const MergeField& field : fields) {
        const Take choice = field.kind == MergeField::Kind::Kept    ? Take::Mine
                            : field.kind == MergeField::Kind::Taken ? Take::Theirs
                                                                    : choices.value(field.name, Take::Theirs);
        if (choice == Take::Mine)
            setOrRemove(result, field.name, field.mine);
        else if (choice == Take::Both)
            setOrRemove(result, field.name, field.both() ? field.both() : field.theirs);
    }
    return result;
}

Merge merge(const Fields& base, const Fields& mine, const Fields& theirs)
{
    Merge merge;
    merge.theirs = theirs;
    QStringList names;
    for (const Fields* fields : {&theirs, &mine, &base}) {
        for (const Field& field : *fields) {
            if (!names.contains(field.name))
                names.append(field.name);
        }
    }
    for (const QString& name : names) {
        MergeField field{
            name, MergeField::Kind::Taken, base.value(name), mine.value(name), theirs.value(name)};
        if (field.mine == field.base && field.theirs == field.base)
            continue;
        if (field.mine != field.base) {
            // Two clients that each sold one have written the same number, but meant two.
            const bool same = field.theirs == field.mine && !field.both();
            const bool agree = field.theirs == field.base || same;
            field.kind = agree ? MergeField::Kind::Kept : MergeField::Kind::Conflicting;
        }
        merge.fields.append(field);
    }
    return merge;
}

} // namespace interleave
