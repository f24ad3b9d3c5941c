#pragma once

#include "core/ledger.h"
#include "gui/theme/theme.h"
#include "gui/widgets/card.h"

class QLabel;

namespace interleave {

/// The account of a moment in six figures: what was tried, told, lost, and what the value should have been.
class OutcomeStrip final : public Card
{
    Q_OBJECT

public:
    explicit OutcomeStrip(QWidget* parent = nullptr);

    void setLedger(const Ledger& ledger);

private:
    struct Figure final
    {
        QLabel* name;
        QLabel* value;
    };
    Figure addFigure(const QString& objectName, const QString& text);
    static void display(const Figure& figure, const QString& value, Role role);

    Figure m_tried;
    Figure m_saved;
    Figure m_refused;
    Figure m_lost;
    Figure m_value;
    Figure m_kept;
};

} // namespace interleave
