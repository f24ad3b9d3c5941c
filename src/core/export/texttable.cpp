#include "core/export/texttable.h"

#include <algorithm>

namespace interleave {

QStringList inColumns(const QList<QStringList>& rows)
{
    QStringList lines;
    for (const QStringList& row : rows) {
        QString line;
        for (qsizetype column = 0; column < row.size(); ++column) {
            qsizetype width = 0;
            for (const QStringList& other : rows)
                width = std::max(width, other.at(column).size());
            line += row.at(column).leftJustified(width + 2);
        }
        lines.append(line.trimmed());
    }
    return lines;
}

} // namespace interleave
