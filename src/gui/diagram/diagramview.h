#pragma once

#include "gui/diagram/diagramlayout.h"
#include "gui/diagram/diagrampainter.h"
#include "gui/widgets/timelineview.h"

#include <QVariantAnimation>

class QPushButton;

namespace interleave {

/// Shows the sequence diagram of a journal at one moment. Paints only the visible rows, follows the newest
/// message unless the user scrolled up, and signals which row was clicked; the selection is set from outside.
class DiagramView final : public TimelineView
{
    Q_OBJECT

public:
    explicit DiagramView(QWidget* parent = nullptr);

    /// The journal must stay valid until the next one is set; null for none. Shows its newest moment. \a
    /// panels have lanes from the start.
    void setJournal(const Journal* journal, const QStringList& panels);
    /// The rows that are to come, so that they are of one height from the beginning: as low as lets them all
    /// be seen, if that is possible.
    struct Plan final
    {
        qint64 messages = 0;
        /// Of the other rows, in px at 100 %.
        int otherHeight = 0;

        bool operator==(const Plan&) const = default;
    };
    void setPlan(const Plan& plan);
    /// Without animation a new message appears at once.
    void setAnimated(bool animated) { m_animated = animated; }

    [[nodiscard]] const DiagramLayout& layout() const { return m_layout; }
    /// What is visible now, in px of the viewport.
    [[nodiscard]] DiagramFrame frame() const;

    // An item is an event, by its number in the journal.
    [[nodiscard]] qint64 itemCount() const override { return m_layout.rowCount(); }
    [[nodiscard]] qint64 currentItem() const override { return m_selected; }
    [[nodiscard]] qreal itemTop(qint64 seq) const override { return m_layout.rowTop(seq, scale()); }
    [[nodiscard]] qreal itemHeight(qint64 seq) const override { return m_layout.rowHeight(seq, scale()); }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

public slots:
    /// Shows the events that were added to the journal. The moment moves along if it was the newest.
    void tellAppended();
    /// Sets how many events have happened; later ones are "not yet".
    void setMoment(qint64 n);
    /// 0 for none. Scrolls to the row if necessary.
    void setSelected(qint64 seq);
    /// The middles of the cards above the diagram, in px of the viewport.
    void setLaneMiddles(const interleave::LifelineMiddles& middles);
    void scrollToNewest();

signals:
    /// A context menu was requested, by mouse or keyboard; \a place is in screen coordinates.
    void menuAsked(const QPoint& place);
    /// An event was chosen by mouse or keyboard.
    void selected(qint64 seq);

protected:
    [[nodiscard]] qreal contentHeight() const override { return m_layout.height(scale()); }
    void fitContent() override;
    [[nodiscard]] qint64 itemAt(const QPointF& place) const override;
    [[nodiscard]] qint64 happened() const override { return m_moment; }
    [[nodiscard]] bool isStop(qint64 seq) const override;
    [[nodiscard]] QString describe(qint64 seq) const override;
    [[nodiscard]] QString describeAll() const override;
    void choose(qint64 seq) override;
    void paintContent(QPainter& painter, const Theme& theme) override;
    void keepInSight(Change why, bool wasAtEnd) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void paintHeads(QPainter& painter, const Theme& theme) const;
    void updateNewButton();
    void slideIn(qint64 seq);
    void select(qint64 seq, bool byHand);
    void showSelected();
    [[nodiscard]] DiagramMotion motion() const;

    DiagramLayout m_layout;
    Plan m_plan;
    qint64 m_moment = 0;
    qint64 m_selected = 0;
    bool m_byHand = false;
    /// Events that arrived while the user looked at older ones.
    qint64 m_unseen = 0;
    /// Empty: spread evenly, as if there were cards.
    std::optional<LifelineMiddles> m_middles;
    QVariantAnimation m_slide;
    qint64 m_sliding = 0;
    bool m_animated = true;
    QPushButton* m_newButton;
};

} // namespace interleave
