#pragma once

#include "gui/diagram/sequenceview.h"
#include "gui/transactiondiagram/transactionlayout.h"

#include <memory>

namespace interleave {

/// Shows the sequence diagram of a run of transactions.
class TransactionView final : public SequenceView
{
    Q_OBJECT

public:
    explicit TransactionView(QWidget* parent = nullptr);

    /// Null for none. Shows its newest moment. A story that begins with the events of the one before is that
    /// one, grown: the moment moves along if it was the newest, and what is new slides in.
    void setStory(std::shared_ptr<const TransactionStory> story);

    [[nodiscard]] const TransactionLayout& layout() const { return m_layout; }

    [[nodiscard]] qint64 itemCount() const override { return m_layout.rowCount(); }
    [[nodiscard]] qreal itemTop(qint64 seq) const override { return m_layout.rowTop(seq, scale()); }
    [[nodiscard]] qreal itemHeight(qint64 seq) const override { return m_layout.rowHeight(seq, scale()); }

protected:
    [[nodiscard]] qreal contentHeight() const override { return m_layout.height(scale()); }
    [[nodiscard]] qsizetype laneCount() const override { return m_layout.laneCount(); }
    [[nodiscard]] QStringList headingsOf(qsizetype lane) const override { return m_layout.headingsOf(lane); }
    [[nodiscard]] Seat seatOf(qsizetype lane) const override { return m_layout.seatOf(lane); }
    [[nodiscard]] Rows rows() const override;
    void setMessageHeight(int height) override { m_layout.setMessageHeight(height); }
    [[nodiscard]] DiagramPicture picture(const DiagramFrame& frame) const override
    {
        return m_layout.picture(frame);
    }
    [[nodiscard]] bool isDrawnSlowly(qint64) const override { return true; }
    [[nodiscard]] bool isKnownBefore() const override { return true; }
    [[nodiscard]] qint64 itemAt(const QPointF& place) const override;
    [[nodiscard]] QString describe(qint64 seq) const override;

private:
    [[nodiscard]] bool isGrown(const TransactionStory& story) const;

    std::shared_ptr<const TransactionStory> m_story;
    TransactionLayout m_layout;
};

} // namespace interleave
