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

/// The heads of the lanes beyond those of the cards, each over what only we see of its client. As high as
/// the cards and their strips beside it.
class LaneHeads final : public QWidget
{
    Q_OBJECT

public:
    explicit LaneHeads(QWidget* parent = nullptr);

    using RecordOf = std::function<QString(const QString& client)>;

    /// A head for each lane of \a layout after the first \a cards, with its client's state in \a snapshot.
    void
    render(const DiagramLayout& layout, qsizetype cards, const Snapshot& snapshot, const RecordOf& recordOf);
    [[nodiscard]] int count() const { return static_cast<int>(m_columns.size()); }
    /// Without room for heads this hides.
    void setRoom(const LaneWidths& room);
    /// Those that are shown, in the order of their lanes.
    [[nodiscard]] QList<LaneHead*> heads() const;

    /// A window that becomes smaller is not held open: heads without room hide.
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 0}; }

signals:
    /// Their lifelines stand elsewhere now.
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
