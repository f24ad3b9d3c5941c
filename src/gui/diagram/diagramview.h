#pragma once

#include "gui/diagram/diagramlayout.h"
#include "gui/diagram/diagrampainter.h"

#include <QAbstractScrollArea>
#include <QVariantAnimation>

class QPushButton;

namespace interleave {

/// The sequence diagram of a journal's moment. Paints the visible rows only, follows the newest message
/// unless the user scrolled up, and tells when a row is chosen; what is chosen is set from outside.
class DiagramView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit DiagramView(QWidget* parent = nullptr);

    /// The journal must live until the next one is set; null for none. Shows its newest moment. \a panels
    /// have lanes from the start. An empty \a record means the journal's first.
    void setJournal(const Journal* journal, const QStringList& panels);
    /// Without motion a new message is there at once.
    void setAnimated(bool animated) { m_animated = animated; }

    [[nodiscard]] const DiagramLayout& layout() const { return m_layout; }
    [[nodiscard]] qint64 moment() const { return m_moment; }
    /// 0 when nothing is.
    [[nodiscard]] qint64 selectedSeq() const { return m_selected; }
    /// Events that came while the user looked at older ones.
    [[nodiscard]] qint64 unseen() const { return m_unseen; }
    /// What is shown now, in px of the viewport.
    [[nodiscard]] DiagramFrame frame() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

public slots:
    /// Shows the events that the journal got since. The moment goes along if it was the newest.
    void tellAppended();
    /// The first \a n events have happened; later ones are "not yet".
    void setMoment(qint64 n);
    /// 0 for none. Scrolled to, if need be.
    void setSelected(qint64 seq);
    /// The middles of the cards over the diagram, in px of the viewport.
    void setLaneMiddles(const interleave::LifelineMiddles& middles);
    void scrollToNewest();

signals:
    /// A menu was asked for at this place of the screen, by mouse or keyboard.
    void menuAsked(const QPoint& place);
    /// By mouse or keyboard; an event of the journal.
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
    /// The first moment from the row \a seq on, in a direction of 1 or -1; 0 for none.
    [[nodiscard]] qint64 momentFrom(qint64 seq, int direction) const;
    [[nodiscard]] qreal scale() const;
    [[nodiscard]] DiagramMotion motion() const;
    [[nodiscard]] QString describe(qint64 seq) const;

    DiagramLayout m_layout;
    qint64 m_moment = 0;
    qint64 m_selected = 0;
    qint64 m_unseen = 0;
    /// Nothing: as if cards stood evenly.
    std::optional<LifelineMiddles> m_middles;
    QVariantAnimation m_slide;
    qint64 m_sliding = 0;
    bool m_animated = true;
    /// The focus came by keyboard, so it is shown.
    bool m_showsFocus = false;
    QPushButton* m_newButton;
};

} // namespace interleave
