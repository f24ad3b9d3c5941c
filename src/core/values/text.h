#pragma once

#include <QCoreApplication>

#include <concepts>
#include <utility>

namespace interleave {

/// Translates texts outside of a QObject: `Text::tr("…")`.
struct Text final
{
    Q_DECLARE_TR_FUNCTIONS(interleave)
};

/// The number that tr() takes to choose a plural form: `Text::tr("%n rows", nullptr, pluralOf(count))`. Where
/// a count can exceed an int, use %1 instead of %n: then only its last digits are in the result, and they
/// choose the same form in every language.
template<std::integral Count>
[[nodiscard]] constexpr int pluralOf(Count count)
{
    constexpr Count Billion = 1'000'000'000;
    return static_cast<int>(std::in_range<int>(count) ? count : Billion + count % Billion);
}

} // namespace interleave
