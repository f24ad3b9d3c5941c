#include "core/transactions/knownengines.h"
#include "engine/transactionorders.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cstdio>

using namespace interleave;

namespace {

constexpr int Rounds = 5;

/// Both read, then both write what they read less what they sold: three turns each.
TransactionLesson lostUpdate()
{
    TransactionLesson lesson;
    lesson.title = QStringLiteral("Lost update");
    lesson.engines = knownEngineNames();
    lesson.setup = {
        {QString(),
         {QStringLiteral("CREATE TABLE item (id VARCHAR(20) PRIMARY KEY, stock INTEGER NOT NULL)"),
          QStringLiteral("INSERT INTO item VALUES ('lamp', 10)")}}};
    for (const auto& [session, sold] : {std::pair{"A", 3}, std::pair{"B", 2}}) {
        const QString name = QString::fromLatin1(session);
        lesson.sessions.append({name});
        lesson.steps.append(LessonStep{{name, TransactionAction::Begin}});
        lesson.steps.append(LessonStep{
            {name, TransactionAction::Sql, {}, QStringLiteral("n")},
             {QStringLiteral("SELECT stock FROM item WHERE id = 'lamp'")}});
        lesson.steps.append(LessonStep{
            {name, TransactionAction::Sql},
             {QStringLiteral("UPDATE item SET stock = {n-%1} WHERE id = 'lamp'").arg(sold)}});
        lesson.steps.append(LessonStep{{name, TransactionAction::Commit}});
    }
    return lesson;
}

} // namespace

/// Measures all orders of two sessions with three turns each, judged, on every engine at every level.
int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);
    EnginePool pool;
    const TransactionLesson lesson = lostUpdate();
    for (const QString& name : knownEngineNames()) {
        Engine* const engine = pool.engine(name);
        if (engine == nullptr) {
            std::printf("%s\n", qPrintable(pool.problemWith(name)));
            continue;
        }
        for (const QString& level : engine->levels()) {
            double least = 0;
            double sum = 0;
            std::size_t orders = 0;
            for (int round = 0; round < Rounds; ++round) {
                QElapsedTimer timer;
                timer.start();
                orders = runOrders(*engine, lesson, level).orders.size();
                const auto ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
                least = round == 0 ? ms : std::min(least, ms);
                sum += ms;
            }
            std::printf(
                "%-11s %-25s %2zu orders in %7.1f ms, at least %7.1f ms\n",
                qPrintable(engine->title()),
                qPrintable(level),
                orders,
                sum / Rounds,
                least);
        }
    }
}
