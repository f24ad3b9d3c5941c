#pragma once

#include "gui/widgets/card.h"

namespace interleave {

class MergePane;

/// For a merge that does not fit into its client's card: a sheet below the card that covers what is there, so
/// that nothing moves. Follows the card; as high as the merge needs, if there is that much space.
class MergeSheet final : public Card
{
    Q_OBJECT

public:
    /// A child of \a ground, which contains \a card.
    MergeSheet(QWidget& card, QWidget& ground);

    /// Shows \a pane inside the sheet; the pane's owner decides when it is visible.
    void hold(MergePane& pane);
    /// Call this after the card or the pane's content has changed.
    void place();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget& m_card;
    MergePane* m_pane = nullptr;
};

} // namespace interleave
