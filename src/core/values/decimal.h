#pragma once

#include "core/values/fields.h"

#include <QByteArrayView>

#include <optional>

namespace interleave {

/// A number exactly as it is written in decimal: sums of prices come out as on paper, 1.4 + (1.2 − 1.1)
/// = 1.5, where binary floating point gives 1.4999999999999998. What cannot be kept exactly is nothing: a sum
/// is never rounded and never wraps around. A value.
class Decimal final
{
public:
    /// Zero.
    Decimal() = default;

    /// The number that \a value was written as: for a double the shortest text that reads as the same double.
    /// Nothing for what is no number, and for infinity and NaN.
    [[nodiscard]] static std::optional<Decimal> of(const Value& value);
    [[nodiscard]] static std::optional<Decimal> of(const std::optional<Value>& value);

    /// Nothing where the sum has more digits than are kept (18).
    [[nodiscard]] std::optional<Decimal> plus(const Decimal& other) const;
    [[nodiscard]] std::optional<Decimal> minus(const Decimal& other) const;

    [[nodiscard]] bool isZero() const { return m_mantissa == 0; }
    [[nodiscard]] bool isNegative() const { return m_mantissa < 0; }
    [[nodiscard]] bool isWhole() const { return m_exponent >= 0; }

    /// As an integer within ±LargestInteger, else nothing.
    [[nodiscard]] std::optional<qint64> toInteger() const;
    /// As the double that reads as exactly this number, else nothing.
    [[nodiscard]] std::optional<double> toDouble() const;
    /// As a value of the same kind as \a like where that can be: an integer beside integers, a double beside
    /// doubles; a fraction is a double. Nothing where no value is exactly this number.
    [[nodiscard]] std::optional<Value> toValue(const Value& like) const;

    bool operator==(const Decimal&) const = default;

private:
    Decimal(qint64 mantissa, int exponent);
    /// The mantissa at a lower \a exponent; nothing where it does not fit.
    [[nodiscard]] std::optional<qint64> mantissaAt(int exponent) const;

    // The number is m_mantissa × 10^m_exponent, without zeros at the end, so that equal numbers are equal.
    qint64 m_mantissa = 0;
    int m_exponent = 0;
};

/// \a to − \a from; nothing where one of them is no number or the difference is not exact.
[[nodiscard]] std::optional<Decimal>
difference(const std::optional<Value>& to, const std::optional<Value>& from);

/// Whether \a written is a number in decimal, such as `-1.50e3`, however many digits it has.
[[nodiscard]] bool isDecimal(QByteArrayView written);
/// Whether \a number is the very number that \a written, such as `-1.50e3`, says in decimal: the shortest
/// text that reads as that double means the same. Without it digits would be rounded away in silence.
[[nodiscard]] bool isExactly(double number, QByteArrayView written);

} // namespace interleave
