#pragma once

#include "core/model/ledger.h"
#include "gui/outcome/figurestrip.h"

namespace interleave {

/// The figures that count messages; a click on one leads to these messages.
enum class OutcomeFigure { Tried, Saved, Refused, Lost };
/// Whether \a figure counts \a event; for Lost, whether the event overwrote a version.
[[nodiscard]] bool isCounted(OutcomeFigure figure, const Event& event, const VersionTrees& trees);

/// The ledger of a moment in six figures: tries, answers, losses, the value, and what it should be.
class OutcomeStrip final : public FigureStrip
{
    Q_OBJECT

public:
    explicit OutcomeStrip(QWidget* parent = nullptr);

    void setLedger(const Ledger& ledger);
    /// What the clients were told, while the rest is to be guessed.
    void setUntold(const Ledger& ledger);

signals:
    /// Show the next message that this figure counts.
    void figureChosen(interleave::OutcomeFigure figure);
};

} // namespace interleave
