#pragma once

#include <QColor>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>

/// How far apart two colours are for people who see all colours, and for those who lack one kind of cone.
namespace sight {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

inline Triple times(const Matrix& matrix, const Triple& triple)
{
    Triple result{};
    for (std::size_t row = 0; row < 3; ++row) {
        for (std::size_t column = 0; column < 3; ++column)
            result[row] += matrix[row][column] * triple[column];
    }
    return result;
}

inline Triple linear(const QColor& color)
{
    const auto channel = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return {channel(color.redF()), channel(color.greenF()), channel(color.blueF())};
}

/// Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency"
/// (IEEE TVCG 15(6), 2009), severity 1.0, for linear sRGB.
inline Matrix matrixOf(const QString& sight)
{
    if (sight == QLatin1String("protan"))
        return {
            {{0.152286, 1.052583, -0.204868},
             {0.114503, 0.786281, 0.099216},
             {-0.003882, -0.048116, 1.051998}}};
    if (sight == QLatin1String("deutan"))
        return {
            {{0.367322, 0.860646, -0.227968},
             {0.280085, 0.672501, 0.047413},
             {-0.011820, 0.042940, 0.968881}}};
    if (sight == QLatin1String("tritan"))
        return {
            {{1.255528, -0.076749, -0.178779},
             {-0.078411, 0.930809, 0.147602},
             {0.004733, 0.691367, 0.303900}}};
    return {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
}

/// Björn Ottosson's Oklab, in which equal distances look about equal.
inline Triple oklab(const Triple& rgb)
{
    Triple cones = times(
        {{{0.4122214708, 0.5363325363, 0.0514459929},
          {0.2119034982, 0.6806995451, 0.1073969566},
          {0.0883024619, 0.2817188376, 0.6299787005}}},
        rgb);
    for (double& cone : cones)
        cone = std::cbrt(cone);
    return times(
        {{{0.2104542553, 0.7936177850, -0.0040720468},
          {1.9779984951, -2.4285922050, 0.4505937099},
          {0.0259040371, 0.7827717662, -0.8086757660}}},
        cones);
}

inline Triple seen(const QColor& color, const QString& sight)
{
    Triple rgb = times(matrixOf(sight), linear(color));
    for (double& channel : rgb)
        channel = std::clamp(channel, 0.0, 1.0);
    return oklab(rgb);
}

} // namespace sight

/// The first is that of most people.
inline QStringList sightNames()
{
    return {
        QStringLiteral("all colours"),
        QStringLiteral("protan"),
        QStringLiteral("deutan"),
        QStringLiteral("tritan")};
}

/// From 0 to 100, the distance of black and white.
inline double distance(const QColor& one, const QColor& other, const QString& sightName)
{
    const sight::Triple a = sight::seen(one, sightName);
    const sight::Triple b = sight::seen(other, sightName);
    return 100 * std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
