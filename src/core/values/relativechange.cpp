#include "core/values/relativechange.h"

#include "core/values/decimal.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

namespace interleave {

std::optional<Value> sumOf(const Value& value, const Value& amount)
{
    const auto from = Decimal::of(value);
    const auto by = Decimal::of(amount);
    const auto sum = from && by ? from->plus(*by) : std::nullopt;
    return sum ? sum->toValue(value) : std::nullopt;
}

Result<Fields, QString> typedBy(const Fields& change, const Fields& shown)
{
    Fields typed;
    for (const Field& amount : change) {
        const Value* value = shown.find(amount.name);
        if (value == nullptr)
            return Text::tr("its screen shows no field “%1”").arg(formattedName(amount.name));
        if (!isNumber(*value)) {
            return Text::tr("“%1” on its screen is %2, which is no number to work from")
                .arg(formattedName(amount.name), formatted(*value));
        }
        const auto sum = sumOf(*value, amount.value);
        if (!sum) {
            return Text::tr("“%1” on its screen is %2, and with the change it would not be kept exactly")
                .arg(formattedName(amount.name), formatted(*value));
        }
        typed.set(amount.name, *sum);
    }
    return typed;
}

} // namespace interleave
