#pragma once

#include "stage/files/scenariolibrary.h"

#include <QMenu>

class QActionGroup;

namespace interleave {

/// The built-in lessons of transactions as a menu, and free play.
class LessonMenu final : public QMenu
{
    Q_OBJECT

public:
    enum class FreePlay { Offered, LeftOut };

    explicit LessonMenu(FreePlay free, QWidget* parent = nullptr);

    [[nodiscard]] const QList<NamedTransactionLesson>& lessons() const { return m_lessons; }
    /// Checks the lesson with that title; none where there is none.
    void setChosen(const QString& title);

    /// A lesson without steps, for free play: one row, and what two sessions may do with it.
    [[nodiscard]] static TransactionLesson freePlay();

signals:
    void chosen(const interleave::TransactionLesson& lesson);

private:
    void add(QMenu& menu, const QString& name, const TransactionLesson& lesson);

    QList<NamedTransactionLesson> m_lessons;
    QActionGroup* m_actions;
};

} // namespace interleave
