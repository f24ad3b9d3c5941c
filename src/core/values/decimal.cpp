#include "core/values/decimal.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace interleave {

namespace {

/// No double has more digits (its largest is about 10^308), and no sum of two needs more.
constexpr int MostShift = 700;

/// A number of any length as written: 0.digits × 10^exponent; neither the first nor the last digit is 0.
struct Digits final
{
    bool negative = false;
    QByteArray digits;
    qint64 exponent = 0;

    bool operator==(const Digits&) const = default;
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Nothing when the text is not a number.
std::optional<Digits> digitsOf(QByteArrayView text)
{
    Digits result;
    const auto takeSign = [&text] {
        const bool isSigned = text.startsWith('-') || text.startsWith('+');
        const bool isNegative = text.startsWith('-');
        text = text.sliced(isSigned ? 1 : 0);
        return isNegative;
    };
    result.negative = takeSign();
    qsizetype seen = 0;
    bool isFraction = false;
    for (; !text.isEmpty() && (isDigit(text.front()) || (text.front() == '.' && !isFraction));
         text = text.sliced(1)) {
        if (text.front() == '.') {
            isFraction = true;
            continue;
        }
        ++seen;
        const bool isLeading = text.front() == '0' && result.digits.isEmpty();
        if (!isLeading)
            result.digits += text.front();
        // The exponent counts the digits before the point, or down the zeros between the point and the first
        // digit.
        if (!isFraction && !isLeading)
            ++result.exponent;
        else if (isFraction && isLeading)
            --result.exponent;
    }
    if (!text.isEmpty() && (text.front() == 'e' || text.front() == 'E')) {
        text = text.sliced(1);
        const bool isNegative = takeSign();
        // Larger than the length of any text, but small enough that a sum of two does not overflow.
        constexpr qint64 furthest = qint64{1} << 50;
        qint64 exponent = 0;
        for (; !text.isEmpty() && isDigit(text.front()); text = text.sliced(1))
            exponent = std::min(furthest, exponent * 10 + (text.front() - '0'));
        result.exponent += isNegative ? -exponent : exponent;
    }
    if (seen == 0 || !text.isEmpty())
        return std::nullopt;
    while (result.digits.endsWith('0'))
        result.digits.chop(1);
    return result.digits.isEmpty() ? Digits() : result;
}

} // namespace

Decimal::Decimal(qint64 mantissa, int exponent)
    : m_mantissa(mantissa)
    , m_exponent(mantissa == 0 ? 0 : exponent)
{
    while (m_mantissa != 0 && m_mantissa % 10 == 0) {
        m_mantissa /= 10;
        ++m_exponent;
    }
}

std::optional<Decimal> Decimal::of(const Value& value)
{
    if (const auto* whole = std::get_if<qint64>(&value))
        return Decimal(*whole, 0);
    const auto* number = std::get_if<double>(&value);
    if (number == nullptr || !std::isfinite(*number))
        return std::nullopt;
    // For example "-1.25e-07": at most 17 digits, which fit.
    QByteArray digits = QByteArray::number(*number, 'e', QLocale::FloatingPointShortest);
    const qsizetype mark = digits.indexOf('e');
    int exponent = digits.mid(mark + 1).toInt();
    digits.truncate(mark);
    const qsizetype point = digits.indexOf('.');
    if (point >= 0) {
        exponent -= static_cast<int>(digits.size() - point - 1);
        digits.remove(point, 1);
    }
    return Decimal(digits.toLongLong(), exponent);
}

std::optional<Decimal> Decimal::of(const std::optional<Value>& value)
{
    return value ? of(*value) : std::nullopt;
}

std::optional<qint64> Decimal::mantissaAt(int exponent) const
{
    if (m_mantissa == 0)
        return 0;
    if (m_exponent - exponent > MostShift)
        return std::nullopt;
    qint64 mantissa = m_mantissa;
    for (int i = exponent; i < m_exponent; ++i) {
        if (qMulOverflow(mantissa, qint64{10}, &mantissa))
            return std::nullopt;
    }
    return mantissa;
}

std::optional<Decimal> Decimal::plus(const Decimal& other) const
{
    // Handle zero first: it has no digits, so scaling it never overflows.
    if (other.isZero())
        return *this;
    if (isZero())
        return other;
    const int exponent = std::min(m_exponent, other.m_exponent);
    const auto mine = mantissaAt(exponent);
    const auto theirs = other.mantissaAt(exponent);
    qint64 sum = 0;
    if (!mine || !theirs || qAddOverflow(*mine, *theirs, &sum))
        return std::nullopt;
    return Decimal(sum, exponent);
}

std::optional<Decimal> Decimal::minus(const Decimal& other) const
{
    if (other.isZero())
        return *this;
    const int exponent = isZero() ? other.m_exponent : std::min(m_exponent, other.m_exponent);
    const auto mine = mantissaAt(exponent);
    const auto theirs = other.mantissaAt(exponent);
    qint64 rest = 0;
    if (!mine || !theirs || qSubOverflow(*mine, *theirs, &rest))
        return std::nullopt;
    return Decimal(rest, exponent);
}

std::optional<qint64> Decimal::toInteger() const
{
    if (!isWhole())
        return std::nullopt;
    const auto whole = mantissaAt(0);
    return whole && *whole <= LargestInteger && *whole >= -LargestInteger ? whole : std::nullopt;
}

std::optional<double> Decimal::toDouble() const
{
    bool read = false;
    const double number =
        (QByteArray::number(m_mantissa) + 'e' + QByteArray::number(m_exponent)).toDouble(&read);
    return read && of(Value(number)) == *this ? std::optional(number) : std::nullopt;
}

std::optional<Value> Decimal::toValue(const Value& like) const
{
    if (isWhole() && !std::holds_alternative<double>(like)) {
        const auto whole = toInteger();
        return whole ? std::optional(Value(*whole)) : std::nullopt;
    }
    const auto number = toDouble();
    return number ? std::optional(Value(*number)) : std::nullopt;
}

std::optional<Decimal> difference(const std::optional<Value>& to, const std::optional<Value>& from)
{
    const auto end = Decimal::of(to);
    const auto start = Decimal::of(from);
    return end && start ? end->minus(*start) : std::nullopt;
}

bool isDecimal(QByteArrayView written)
{
    return digitsOf(written).has_value();
}

bool isExactly(double number, QByteArrayView written)
{
    const auto said = digitsOf(written);
    return said && said == digitsOf(QByteArray::number(number, 'e', QLocale::FloatingPointShortest));
}

} // namespace interleave
