#pragma once

#include "gui/theme/theme.h"
#include "schedules/schedulesetup.h"

#include <QHeaderView>
#include <QRectF>
#include <QTableView>

namespace interleave {

/// Where an order is drawn in its table cell.
class OrderLanes final
{
public:
    OrderLanes(const Theme& theme, const QRect& area, const ScheduleSetup& setup);

    [[nodiscard]] QRectF label(int client) const;
    [[nodiscard]] QRectF cell(int client, int turn) const;
    [[nodiscard]] static int height(const Theme& theme, const ScheduleSetup& setup);
    /// The width for whole words, or the smallest one for letters.
    [[nodiscard]] static int width(const Theme& theme, const ScheduleSetup& setup, bool words);

private:
    [[nodiscard]] qreal top(int client) const;

    const Theme& m_theme;
    QRectF m_area;
    qreal m_pitch;
};

/// Headers in large type: the rule, how many orders lose under it, and how many are refused or wait.
class OrdersHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit OrdersHeader(QWidget* parent = nullptr);

    /// Uses less space around the text.
    void setCompact(bool compact);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;

private:
    struct Headline
    {
        QString text;
        TextStyle style;
    };

    [[nodiscard]] Headline headlineOf(const QStringList& headlines) const;
    void paintRule(QPainter& painter, const QRect& area, int section) const;

    bool m_compact = false;
};

/// The table of orders, scrolled by pixels; a row's height depends on the number of lanes.
class OrdersView final : public QTableView
{
    Q_OBJECT

public:
    explicit OrdersView(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    /// Uses a lower header, for little height.
    void setCompact(bool compact);
    /// The height of all rows, so that a short table can end below its last row.
    [[nodiscard]] int fullHeight() const;
    /// Disabled: all orders begin alike, and there may be too many to search.
    void keyboardSearch(const QString&) override {}

signals:
    /// fullHeight() may have changed.
    void measured();
    /// Enter on a row, or a double click.
    void playAsked(const QModelIndex& index);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void measure();

    /// The columns are wider than the view.
    bool m_overflows = false;
};

} // namespace interleave
