#pragma once

#include <QAbstractScrollArea>

namespace interleave {

class Theme;

/// The base of a view that draws what happened from top to bottom. What can be chosen in it is an item, such
/// as an event or a step; items are numbered from 1, and at most one is the current one. The base scrolls,
/// follows the theme's zoom, shows the focus that came by keyboard, and lets the user choose an item with the
/// mouse, Up, Down, Home and End. What an item is called in words is its tool tip, and the current item's
/// words are the view's accessible description. A derived class says where its items are, and paints them.
class TimelineView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    /// How many items there are, also of the future.
    [[nodiscard]] virtual qint64 itemCount() const = 0;
    /// 0 for none.
    [[nodiscard]] virtual qint64 currentItem() const = 0;
    /// In px of the viewport, over its whole width; also of an item that is scrolled out of sight.
    [[nodiscard]] QRectF itemRect(qint64 item) const;

    /// \name Of the content, in px at the theme's zoom
    /// @{
    /// From the top of the content.
    [[nodiscard]] virtual qreal itemTop(qint64 item) const = 0;
    [[nodiscard]] virtual qreal itemHeight(qint64 item) const = 0;
    /// @}

public slots:
    void scrollToEnd();

protected:
    /// Why a part of the content may have gone out of sight.
    enum class Change { Size, Zoom };

    explicit TimelineView(QWidget* parent = nullptr);

    // What a derived class says about its content:
    /// In px at the theme's zoom.
    [[nodiscard]] virtual qreal contentHeight() const = 0;
    /// How much of the top is covered by what does not scroll.
    [[nodiscard]] virtual qreal headHeight() const { return 0; }
    /// The item at a place in the viewport; 0 for none.
    [[nodiscard]] virtual qint64 itemAt(const QPointF& place) const = 0;
    /// How many items have happened at the moment that is shown. Without a current item, Up and Down begin
    /// there.
    [[nodiscard]] virtual qint64 happened() const = 0;
    /// Whether the keys stop at the item.
    [[nodiscard]] virtual bool isStop(qint64) const { return true; }
    [[nodiscard]] virtual QString describe(qint64 item) const = 0;
    /// Describes the whole view while there is no current item. By default says that nothing has happened
    /// yet.
    [[nodiscard]] virtual QString describeAll() const;
    /// Called when the user chose an item.
    virtual void choose(qint64 item) = 0;
    /// Paints everything but the background and the focus.
    virtual void paintContent(QPainter& painter, const Theme& theme) = 0;
    /// Called before the range is computed, for content whose height follows from the viewport's.
    virtual void fitContent() {}
    /// Called after the range was adapted. By default shows the current item; \a wasAtEnd says whether the
    /// end was in sight before.
    virtual void keepInSight(Change why, bool wasAtEnd);

    /// By default the theme's zoom; 1 at 100 %.
    [[nodiscard]] virtual qreal scale() const;
    /// How far the content is scrolled, in px.
    [[nodiscard]] int scrolled() const;
    [[nodiscard]] bool isAtEnd() const;
    /// Scrolls if necessary; to the top for 0.
    void showItem(qint64 item);
    /// Call this when the content's height has changed.
    void updateRange();
    /// Call this when the current item, or what is said of it, has changed.
    void updateDescription();

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
    void adapt(Change why);
    void paintFocus(QPainter& painter);
    /// The first stop at or after \a item in a direction of 1 or -1; 0 for none.
    [[nodiscard]] qint64 stopFrom(qint64 item, int direction) const;

    /// The focus came by keyboard.
    bool m_showsFocus = false;
};

} // namespace interleave
