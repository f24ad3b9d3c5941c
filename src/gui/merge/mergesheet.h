#pragma once

#include "gui/widgets/card.h"

namespace interleave {

class MergePane;

/// Where a client's card has no room for a merge: a sheet that hangs under it, over what is there, so that
/// nothing moves. Follows the card; as high as the merge needs, if there is that much room.
class MergeSheet final : public Card
{
    Q_OBJECT

public:
    /// Lies on \a ground, which owns it and holds \a card.
    MergeSheet(QWidget& card, QWidget& ground);

    /// Takes \a pane in; it is its owner's to show.
    void hold(MergePane& pane);
    /// After the card or what the pane shows has changed.
    void place();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget& m_card;
    MergePane* m_pane = nullptr;
};

} // namespace interleave
