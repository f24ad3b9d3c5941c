#pragma once

#include "core/words/explanation.h"

#include <QWidget>

namespace interleave {

/// A clause of SQL, such as the WHERE clause of a save, its deciding part bold.
class ClauseLabel final : public QWidget
{
    Q_OBJECT

public:
    explicit ClauseLabel(QWidget* parent = nullptr);

    /// \a tip says where it stands; without one it is that of a save.
    void setClause(const WhereClause& clause, const QString& tip = {});

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    WhereClause m_clause;
};

} // namespace interleave
