#pragma once

#include "core/transactions/knownengines.h"
#include "core/transactions/transactionlesson.h"

#include <QString>

namespace interleave {

/// Lessons on a table of lamps and chairs, 10 of each.

inline LessonStep begin(const QString& session, const QString& condition = {})
{
    return {{session, TransactionAction::Begin, {}, {}, condition}};
}

inline LessonStep commit(const QString& session)
{
    return {{session, TransactionAction::Commit}};
}

inline LessonStep rollback(const QString& session)
{
    return {{session, TransactionAction::Rollback}};
}

inline LessonStep sql(const QString& session, const QString& text, const QString& keep = {}, const QString& condition = {})
{
    return {{session, TransactionAction::Sql, {}, keep, condition}, {text}};
}

inline TransactionLesson lessonOf(const QList<LessonStep>& steps)
{
    TransactionLesson lesson;
    lesson.title = QStringLiteral("A lesson");
    lesson.engines = knownEngineNames();
    lesson.setup = {
        {QString(),
         {QStringLiteral("CREATE TABLE item (id VARCHAR(20) PRIMARY KEY, stock INTEGER)"),
          QStringLiteral("INSERT INTO item VALUES ('lamp', 10), ('chair', 10)")}}};
    lesson.steps = steps;
    QStringList names;
    for (const LessonStep& step : steps) {
        if (!names.contains(step.what.session))
            names.append(step.what.session);
    }
    for (const QString& name : names)
        lesson.sessions.append({name});
    return lesson;
}

inline const QString A = QStringLiteral("A");
inline const QString B = QStringLiteral("B");
inline const QString ReadLamp = QStringLiteral("SELECT stock FROM item WHERE id = 'lamp'");
inline const QString WriteLamp = QStringLiteral("UPDATE item SET stock = {n-%1} WHERE id = 'lamp'");

/// Both read, then both write what they read less what they sold.
inline QList<LessonStep> lostUpdate()
{
    return {
        begin(A),
        begin(B),
        sql(A, ReadLamp, QStringLiteral("n")),
        sql(B, ReadLamp, QStringLiteral("n")),
        sql(A, WriteLamp.arg(3)),
        commit(A),
        sql(B, WriteLamp.arg(2)),
        commit(B)};
}

inline QList<LessonStep> dirtyRead()
{
    return {
        begin(A),
        sql(A, QStringLiteral("UPDATE item SET stock = 999 WHERE id = 'lamp'")),
        begin(B),
        sql(B, ReadLamp),
        rollback(A),
        commit(B)};
}

} // namespace interleave
