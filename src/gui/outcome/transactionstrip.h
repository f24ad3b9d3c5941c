#pragma once

#include "core/transactionwords/transactionledger.h"
#include "gui/outcome/figurestrip.h"

namespace interleave {

/// The account of a run of transactions: what was read and overwritten wrongly, what waited and was refused,
/// what is committed, and what the same transactions come to one after the other.
class TransactionStrip final : public FigureStrip
{
    Q_OBJECT

public:
    explicit TransactionStrip(QWidget* parent = nullptr);

    /// Of a saved run (core/transactions/recordedstory.h) nobody knows what was dirty or lost, so that these
    /// counts are left out.
    enum class Of { Run, SavedRun };
    void setLedger(const TransactionLedger& ledger, Of what = Of::Run);

signals:
    /// Show the next event that this figure counts.
    void figureChosen(interleave::TransactionFigure figure);
};

} // namespace interleave
