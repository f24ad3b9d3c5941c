#pragma once

#include "core/values/fields.h"

#include <QByteArrayView>

#include <optional>

namespace interleave {

/// A number exactly as it is written in decimal: sums of prices come out as on paper, 1.4 + (1.2 − 1.1) =
/// 1.5, where binary floating point gives 1.4999999999999998. Operations return nothing if the result cannot
/// be exact: a sum is never rounded and never overflows. A value.
class Decimal final
{
public:
    /// Zero.
    Decimal() = default;

    /// The number that \a value was written as: for a double, the shortest text that reads as the same
    /// double. Nothing for other values than numbers, and for infinity and NaN.
    [[nodiscard]] static std::optional<Decimal> of(const Value& value);
    [[nodiscard]] static std::optional<Decimal> of(const std::optional<Value>& value);

    /// Nothing when the sum has more digits than are kept (18).
    [[nodiscard]] std::optional<Decimal> plus(const Decimal& other) const;
    [[nodiscard]] std::optional<Decimal> minus(const Decimal& other) const;

    [[nodiscard]] bool isZero() const { return m_mantissa == 0; }
    [[nodiscard]] bool isNegative() const { return m_mantissa < 0; }
    [[nodiscard]] bool isWhole() const { return m_exponent >= 0; }

    /// An integer within ±LargestInteger; nothing for other numbers.
    [[nodiscard]] std::optional<qint64> toInteger() const;
    /// The double whose shortest text is exactly this number; nothing if there is none.
    [[nodiscard]] std::optional<double> toDouble() const;
    /// A value of the same type as \a like if possible: an integer for integers, a double for doubles; a
    /// fraction is a double. Nothing when no value is exactly this number.
    [[nodiscard]] std::optional<Value> toValue(const Value& like) const;

    bool operator==(const Decimal&) const = default;

private:
    Decimal(qint64 mantissa, int exponent);
    /// The mantissa at a lower \a exponent; nothing when it does not fit.
    [[nodiscard]] std::optional<qint64> mantissaAt(int exponent) const;

    // The number is m_mantissa × 10^m_exponent, without trailing zeros, so that equal numbers compare equal.
    qint64 m_mantissa = 0;
    int m_exponent = 0;
};

/// \a to − \a from; nothing if one of them is not a number or the difference is not exact.
[[nodiscard]] std::optional<Decimal>
difference(const std::optional<Value>& to, const std::optional<Value>& from);

/// Whether \a written is a decimal number such as `-1.50e3`, with any number of digits.
[[nodiscard]] bool isDecimal(QByteArrayView written);
/// Whether \a number is exactly the decimal number \a written, such as `-1.50e3`: the shortest text that
/// reads as that double means the same. Without this check, digits would be rounded away silently.
[[nodiscard]] bool isExactly(double number, QByteArrayView written);

} // namespace interleave
