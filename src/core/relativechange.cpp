#include "core/relativechange.h"

#include "core/wording.h"

#include <QCoreApplication>

#include <cmath>

namespace interleave {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(interleave::RelativeChange)
};

bool isKept(double number)
{
    return std::isfinite(number) && std::abs(number) <= static_cast<double>(LargestInteger);
}

} // namespace

std::optional<Value> sumOf(const Value& value, const Value& amount)
{
    if (!isNumber(value) || !isNumber(amount))
        return std::nullopt;
    const auto* whole = std::get_if<qint64>(&value);
    const auto* by = std::get_if<qint64>(&amount);
    if (whole != nullptr && by != nullptr) {
        qint64 sum = 0;
        if (__builtin_add_overflow(*whole, *by, &sum) || sum > LargestInteger || sum < -LargestInteger)
            return std::nullopt;
        return Value(sum);
    }
    // To as many digits as a double keeps of a decimal number: 1.1 and 0.3 are 1.4.
    constexpr int digits = 15;
    const double sum = QString::number(*toNumber(value) + *toNumber(amount), 'g', digits).toDouble();
    return isKept(sum) ? std::optional(Value(sum)) : std::nullopt;
}

Result<Fields, QString> typedBy(const Fields& change, const Fields& shown)
{
    Fields typed;
    for (const Field& amount : change) {
        const Value* value = shown.find(amount.name);
        if (value == nullptr)
            return Text::tr("its screen shows no field “%1”").arg(amount.name);
        if (!isNumber(*value)) {
            return Text::tr("“%1” on its screen is %2, which is no number to work from")
                .arg(amount.name, inProse(*value));
        }
        const auto sum = sumOf(*value, amount.value);
        if (!sum) {
            return Text::tr("“%1” is %2 on its screen, and only numbers up to %3 are kept exactly")
                .arg(amount.name, inProse(*value), QString::number(LargestInteger));
        }
        typed.set(amount.name, *sum);
    }
    return typed;
}

} // namespace interleave
