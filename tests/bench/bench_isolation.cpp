#include "engine/databases/enginetable.h"
#include "engine/isolation/isolationmatrix.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cstdio>

using namespace interleave;

namespace {

constexpr int Rounds = 5;

struct Measured final
{
    double start = 0;
    double matrix = 0;
    qsizetype cells = 0;
    int different = 0;
};

QString resultsOf(Engine& engine, qsizetype& cells)
{
    QString results;
    for (const QString& level : engine.levels()) {
        for (const Anomaly& anomaly : anomaliesFor(engine)) {
            const IsolationCell cell = runCell(engine, level, anomaly);
            results += QString::number(cell.happens) + toName(cell.prevention) + cell.code + cell.problem;
            ++cells;
        }
    }
    return results;
}

Measured measure(const EngineEntry& entry)
{
    Measured measured;
    QElapsedTimer timer;
    timer.start();
    const auto engine = entry.start();
    if (!engine || !(*engine)->ask(QStringLiteral("SELECT 1")).succeeded) {
        std::printf("%s\n", qPrintable(engine ? entry.title : engine.error()));
        return measured;
    }
    measured.start = static_cast<double>(timer.restart());
    QString first;
    for (int round = 0; round < Rounds; ++round) {
        qsizetype cells = 0;
        const QString results = resultsOf(**engine, cells);
        measured.cells = cells;
        if (round == 0)
            first = results;
        measured.different += results == first ? 0 : 1;
    }
    measured.matrix = static_cast<double>(timer.elapsed()) / Rounds;
    return measured;
}

} // namespace

/// Measures each engine from nothing to its first answer, and its whole matrix, and whether each run says the
/// same.
int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);
    double least = 0;
    for (const EngineEntry& entry : engineTable()) {
        const Measured measured = measure(entry);
        if (measured.cells == 0)
            continue;
        if (least == 0)
            least = measured.matrix;
        std::printf(
            "%-11s first answer after %6.0f ms  %3lld cells in %6.0f ms, %5.1f times the first engine's  "
            "%d of %d runs differ\n",
            qPrintable(entry.title),
            measured.start,
            static_cast<long long>(measured.cells),
            measured.matrix,
            measured.matrix / least,
            measured.different,
            Rounds);
    }
}
