#pragma once

#include "gui/theme/theme.h"
#include "schedules/schedulesetup.h"

#include <QHeaderView>
#include <QRectF>
#include <QTableView>

namespace interleave {

/// Where an order is drawn within its cell of the table.
class OrderLanes final
{
public:
    OrderLanes(const Theme& theme, const QRect& area, const ScheduleSetup& setup);

    [[nodiscard]] QRectF label(int client) const;
    [[nodiscard]] QRectF cell(int client, int turn) const;
    [[nodiscard]] static int height(const Theme& theme, const ScheduleSetup& setup);
    /// With room for whole words, or with as little as letters need.
    [[nodiscard]] static int width(const Theme& theme, const ScheduleSetup& setup, bool words);

private:
    [[nodiscard]] qreal top(int client) const;

    const Theme& m_theme;
    QRectF m_area;
    qreal m_pitch;
};

/// Heads in large type: what the rule is, how many orders lose under it, and how many were refused or wait.
class OrdersHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit OrdersHeader(QWidget* parent = nullptr);

    /// With less room around the text.
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

/// The table of orders, scrolled by pixels; rows are as high as an order has lanes.
class OrdersView final : public QTableView
{
    Q_OBJECT

public:
    explicit OrdersView(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    /// A lower head, where height is scarce.
    void setCompact(bool compact);
    /// All that there is to show, so that a short table can end below its last row.
    [[nodiscard]] int fullHeight() const;
    /// Letters find nothing here: orders all begin alike, and there may be too many to look through.
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

    /// Wider than there is room.
    bool m_overflows = false;
};

} // namespace interleave
