#include "core/model/increment.h"

#include "core/values/jsontree.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace interleave {

namespace {

JsonError shapeError(const QString& message)
{
    return {JsonError::Kind::Shape, message};
}

/// In SQLite's JSON paths a quotation mark ends a name, and cannot be escaped.
bool canBeAPath(const QString& name)
{
    return !name.isEmpty() && std::ranges::none_of(name, [](QChar c) {
        // A path does not find a character that toJson() escapes.
        return c == QLatin1Char('"') || c == QLatin1Char('\\') || c.category() == QChar::Other_Control ||
               c.unicode() >= 0xFFFE;
    });
}

QString problemWithField(const Fields& fields, const Field& amount)
{
    const Value* value = fields.find(amount.name);
    if (value == nullptr)
        return Text::tr("There is no field “%1” to add to.").arg(formattedName(amount.name));
    if (std::holds_alternative<double>(*value)) {
        return Text::tr("“%1” is %2, which is no whole number, and only whole numbers are added to exactly.")
            .arg(formattedName(amount.name), toText(*value));
    }
    const auto* number = std::get_if<qint64>(value);
    if (number == nullptr) {
        return Text::tr("“%1” holds no number: an increment fits counters. Save the field instead.")
            .arg(formattedName(amount.name));
    }
    if (*number > LargestInteger || *number < -LargestInteger) {
        return Text::tr("“%1” is %2, and only integers up to %3 are kept exactly.")
            .arg(formattedName(amount.name), QString::number(*number), QString::number(LargestInteger));
    }
    const qint64 sum = *number + std::get<qint64>(amount.value);
    if (sum > LargestInteger || sum < -LargestInteger) {
        return Text::tr("“%1” would become %2, and only integers up to %3 are kept exactly.")
            .arg(formattedName(amount.name), QString::number(sum), QString::number(LargestInteger));
    }
    return {};
}

} // namespace

Result<Fields, JsonError> incrementFromJson(const QByteArray& text)
{
    const auto tree = parseTree(text);
    if (!tree)
        return tree.error();
    TreeReader reader(*tree, QString());
    reader.allowOnly({"increment"});
    const Fields amounts = reader.fields("increment");
    if (!reader.problem().isEmpty()) {
        return shapeError(
            Text::tr("This is no increment, because %1. Send one such as {\"increment\": {\"stock\": -1}}.")
                .arg(reader.problem()));
    }
    if (amounts.isEmpty())
        return shapeError(Text::tr("The increment names no field. Name one, such as {\"stock\": -1}."));
    for (const Field& amount : amounts) {
        if (!std::holds_alternative<qint64>(amount.value)) {
            return shapeError(
                Text::tr("“%1” is to grow by %2, and only a whole number can be added, such as -1.")
                    .arg(formattedName(amount.name), inALine(QString::fromUtf8(toJson(amount.value)), 40)));
        }
        if (!canBeAPath(amount.name)) {
            return shapeError(Text::tr("“%1” cannot be added to: its name is empty or has a quotation mark, "
                                       "a backslash or a control character in it.")
                                  .arg(formattedName(amount.name)));
        }
    }
    return amounts;
}

Result<qint64, QString> amountFromText(const QString& text)
{
    QString typed = text.trimmed();
    typed.replace(QChar(0x2212), QLatin1Char('-'));
    typed.replace(QChar(0x2013), QLatin1Char('-'));
    if (typed.isEmpty())
        return Text::tr("The amount to add is empty. Type a whole number, such as −1.");
    bool whole = false;
    const qint64 amount = typed.toLongLong(&whole);
    if (whole && amount >= -LargestInteger && amount <= LargestInteger) {
        if (amount == 0)
            return Text::tr("Adding 0 changes nothing. Type a whole number, such as −1.");
        return amount;
    }
    bool number = false;
    const double about = typed.toDouble(&number);
    if (whole || (number && std::abs(about) > static_cast<double>(LargestInteger)) || std::isinf(about))
        return Text::tr("This amount is too large. Type one up to %1.").arg(LargestInteger);
    return Text::tr("The amount to add is no whole number. Type one, such as −1.");
}

QString amountText(qint64 amount)
{
    const QString digits = QString::number(std::abs(amount));
    return amount < 0 ? QChar(0x2212) + digits : QLatin1Char('+') + digits;
}

QByteArray incrementToJson(const Fields& amounts)
{
    return "{\"increment\": " + amounts.toJson() + '}';
}

QString problemWithIncrement(const Fields& fields, const Fields& amounts)
{
    for (const Field& amount : amounts) {
        const QString problem = problemWithField(fields, amount);
        if (!problem.isEmpty())
            return problem;
    }
    return {};
}

} // namespace interleave
