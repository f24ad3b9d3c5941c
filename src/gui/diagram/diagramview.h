#pragma once

#include "gui/diagram/diagramlayout.h"
#include "gui/diagram/sequenceview.h"

namespace interleave {

/// Shows the sequence diagram of a journal.
class DiagramView final : public SequenceView
{
    Q_OBJECT

public:
    explicit DiagramView(QWidget* parent = nullptr)
        : SequenceView(parent)
    {
        updateDescription();
    }

    /// The journal must stay valid until the next one is set; null for none. Shows its newest moment. \a
    /// panels have lanes from the start; of the room's clients only those of \a own have one.
    void setJournal(const Journal* journal, const QStringList& panels, const QStringList& own = {});

    [[nodiscard]] const DiagramLayout& layout() const { return m_layout; }

    [[nodiscard]] qint64 itemCount() const override { return m_layout.rowCount(); }
    [[nodiscard]] qreal itemTop(qint64 seq) const override { return m_layout.rowTop(seq, scale()); }
    [[nodiscard]] qreal itemHeight(qint64 seq) const override { return m_layout.rowHeight(seq, scale()); }

public slots:
    /// Shows the events that were added to the journal. The moment moves along if it was the newest.
    void tellAppended();

protected:
    [[nodiscard]] qreal contentHeight() const override { return m_layout.height(scale()); }
    [[nodiscard]] qsizetype laneCount() const override { return m_layout.laneCount(); }
    [[nodiscard]] QStringList headingsOf(qsizetype lane) const override
    {
        return m_layout.headingsOf(lane, moment());
    }
    [[nodiscard]] Seat seatOf(qsizetype lane) const override { return m_layout.seatOf(lane); }
    [[nodiscard]] qreal laneHalf() const override;
    [[nodiscard]] qreal serverHalf() const override;
    [[nodiscard]] Rows rows() const override;
    void setMessageHeight(int height) override { m_layout.setMessageHeight(height); }
    [[nodiscard]] DiagramPicture picture(const DiagramFrame& frame) const override
    {
        return m_layout.picture(frame);
    }
    [[nodiscard]] bool isDrawnSlowly(qint64 seq) const override;
    [[nodiscard]] qint64 itemAt(const QPointF& place) const override;
    [[nodiscard]] bool isStop(qint64 seq) const override;
    [[nodiscard]] QString describe(qint64 seq) const override;

private:
    DiagramLayout m_layout;
};

} // namespace interleave
