#pragma once

#include "gui/diagram/diagrampainter.h"
#include "gui/widgets/timelineview.h"

#include <QVariantAnimation>

#include <functional>

class QPushButton;

namespace interleave {

enum class Seat;

/// The base of a view that shows a story as a sequence diagram at one moment. An item is an event, by its
/// number. Paints only the visible rows, follows the newest event unless the user scrolled up, counts what
/// came meanwhile, and signals which row was clicked; the selection is set from outside. A derived class has
/// the layout.
class SequenceView : public TimelineView
{
    Q_OBJECT

public:
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

    /// What is visible now, in px of the viewport.
    [[nodiscard]] DiagramFrame frame() const;
    /// How many events have happened.
    [[nodiscard]] qint64 moment() const { return m_moment; }

    [[nodiscard]] qint64 currentItem() const override { return m_selected; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

public slots:
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
    /// What the rows of a layout take, at 100 %.
    struct Rows final
    {
        /// The rows as high as a message.
        qint64 messages = 0;
        /// Everything else.
        qreal others = 0;
    };

    /// The derived class calls updateDescription(), which asks it.
    explicit SequenceView(QWidget* parent = nullptr);

    // What a derived class says about its layout:
    [[nodiscard]] virtual qsizetype laneCount() const = 0;
    /// What stands over the lane, in shorter and shorter wordings.
    [[nodiscard]] virtual QStringList headingsOf(qsizetype lane) const = 0;
    [[nodiscard]] virtual Seat seatOf(qsizetype lane) const = 0;
    /// The distance of a lane's outermost lifelines from its middle, and of the server's, at 100 %.
    [[nodiscard]] virtual qreal laneHalf() const { return 0; }
    [[nodiscard]] virtual qreal serverHalf() const { return 0; }
    [[nodiscard]] virtual Rows rows() const = 0;
    virtual void setMessageHeight(int height) = 0;
    [[nodiscard]] virtual DiagramPicture picture(const DiagramFrame& frame) const = 0;
    /// Whether the event is drawn arrow by arrow when it is new.
    [[nodiscard]] virtual bool isDrawnSlowly(qint64 seq) const = 0;
    /// Whether moving the moment forward draws its event like a new one: where a story is known before it is
    /// shown.
    [[nodiscard]] virtual bool isKnownBefore() const { return false; }

    /// Shows the newest moment of another story.
    void startStory();
    /// Shows the events that \a append adds. The moment moves along if it was the newest.
    void grow(const std::function<void()>& append);
    /// Draws the event arrow by arrow, if that is wanted.
    void slideIn(qint64 seq);

    void fitContent() override;
    [[nodiscard]] qint64 happened() const override { return m_moment; }
    [[nodiscard]] QString describeAll() const override;
    void choose(qint64 seq) override;
    void paintContent(QPainter& painter, const Theme& theme) override;
    void keepInSight(Change why, bool wasAtEnd) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void paintHeads(QPainter& painter, const Theme& theme) const;
    void updateNewButton();
    void select(qint64 seq, bool byHand);
    void showSelected();
    [[nodiscard]] int fittingHeight(qint64 messages, qreal others) const;
    [[nodiscard]] DiagramMotion motion() const;

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
