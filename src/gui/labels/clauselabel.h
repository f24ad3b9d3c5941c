#pragma once

#include "core/words/explanation.h"

#include <QWidget>

namespace interleave {

/// The WHERE clause of a save, its deciding part bold.
class ClauseLabel final : public QWidget
{
    Q_OBJECT

public:
    explicit ClauseLabel(QWidget* parent = nullptr);

    void setClause(const WhereClause& clause);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    WhereClause m_clause;
};

} // namespace interleave
