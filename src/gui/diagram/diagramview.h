#pragma once

#include "gui/diagram/diagramlayout.h"
#include "gui/diagram/diagrampainter.h"

#include <QAbstractScrollArea>
#include <QVariantAnimation>

class QPushButton;

namespace interleave {

/// Shows the sequence diagram of a journal at one moment. Paints only the visible rows, follows the newest
/// message unless the user scrolled up, and signals which row was clicked; the selection is set from outside.
class DiagramView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit DiagramView(QWidget* parent = nullptr);

    /// The journal must stay valid until the next one is set; null for none. Shows its newest moment. \a
    /// panels have lanes from the start.
    void setJournal(const Journal* journal, const QStringList& panels);
    /// Without animation a new message appears at once.
    void setAnimated(bool animated) { m_animated = animated; }

    [[nodiscard]] const DiagramLayout& layout() const { return m_layout; }
    [[nodiscard]] qint64 moment() const { return m_moment; }
    /// 0 for none.
    [[nodiscard]] qint64 selectedSeq() const { return m_selected; }
    /// Events that arrived while the user looked at older ones.
    [[nodiscard]] qint64 unseen() const { return m_unseen; }
    /// What is visible now, in px of the viewport.
    [[nodiscard]] DiagramFrame frame() const;

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
    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void paintHeads(QPainter& painter) const;
    void updateRange();
    void updateNewButton();
    void updateDescription();
    void slideIn(qint64 seq);
    void choose(qint64 seq);
    void showRow(qint64 seq);
    [[nodiscard]] bool isAtNewest() const;
    /// The first moment at or after the row \a seq in a direction of 1 or -1; 0 for none.
    [[nodiscard]] qint64 momentFrom(qint64 seq, int direction) const;
    [[nodiscard]] qreal scale() const;
    [[nodiscard]] DiagramMotion motion() const;
    [[nodiscard]] QString describe(qint64 seq) const;

    DiagramLayout m_layout;
    qint64 m_moment = 0;
    qint64 m_selected = 0;
    qint64 m_unseen = 0;
    /// Empty: spread evenly, as if there were cards.
    std::optional<LifelineMiddles> m_middles;
    QVariantAnimation m_slide;
    qint64 m_sliding = 0;
    bool m_animated = true;
    /// Focus that came by keyboard is shown.
    bool m_showsFocus = false;
    QPushButton* m_newButton;
};

} // namespace interleave
