#pragma once

#include <QMetaType>
#include <QString>

#include <tuple>

namespace interleave {

/// Which cell of the isolation matrix: the names are those of the command line.
struct CellPlace final
{
    QString engine;
    QString level;
    QString anomaly;
    /// How a lost update is written; empty for the other anomalies.
    QString variant = {};

    bool operator==(const CellPlace&) const = default;
    bool operator<(const CellPlace& other) const
    {
        return std::tie(engine, level, anomaly, variant) <
               std::tie(other.engine, other.level, other.anomaly, other.variant);
    }
};

} // namespace interleave
