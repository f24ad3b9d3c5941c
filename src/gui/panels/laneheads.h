#pragma once

#include "gui/panels/lanewidths.h"
#include "gui/theme/theme.h"

#include <QWidget>

#include <functional>

class QGridLayout;

namespace interleave {

class DiagramLayout;
class LaneHead;
class ObserverStrip;
class Snapshot;

/// The heads of the lanes without cards, each above its observer's strip. As high as the cards with their
/// strips.
class LaneHeads final : public QWidget
{
    Q_OBJECT

public:
    explicit LaneHeads(QWidget* parent = nullptr);

    using RecordOf = std::function<QString(const QString& client)>;

    /// Shows a head for each lane of \a layout after the first \a cards, with its client's state in \a
    /// snapshot.
    void
    render(const DiagramLayout& layout, qsizetype cards, const Snapshot& snapshot, const RecordOf& recordOf);
    [[nodiscard]] int count() const { return static_cast<int>(m_columns.size()); }
    /// Hidden if there is no width for heads.
    void setWidths(const LaneWidths& widths);
    /// The visible heads, in the order of their lanes.
    [[nodiscard]] QList<LaneHead*> heads() const;

    /// Heads must not set the window's minimum size; those that do not fit are hidden.
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 0}; }

signals:
    /// The positions of their lifelines have changed.
    void headsMoved();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Column
    {
        LaneHead* head;
        ObserverStrip* strip;
    };

    void setCount(int count);

    QGridLayout* m_grid;
    QList<Column> m_columns;
    LaneWidths m_widths;
};

} // namespace interleave
