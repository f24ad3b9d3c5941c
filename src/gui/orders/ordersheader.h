#pragma once

#include "gui/theme/theme.h"

#include <QHeaderView>

namespace interleave {

/// Headers in large type: the rule, what it does, how many orders lose under it, and how many are refused or
/// wait. Over the orders, in which direction time goes.
class OrdersHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit OrdersHeader(QWidget* parent = nullptr);

    /// Uses less space around the text, and leaves out how many are refused or wait, which the rows say too;
    /// \a low leaves out what the rule does as well.
    void setCompact(bool compact, bool low);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;

private:
    struct Headline
    {
        /// Which of the wordings, from the longest.
        qsizetype level = 0;
        TextStyle style = TextStyle::Title;
    };

    [[nodiscard]] Headline headlineOf(const QStringList& headlines) const;
    void paintOrder(QPainter& painter, const QRect& rect, const QRect& area) const;
    void paintRule(QPainter& painter, const QRect& area, int section) const;

    bool m_compact = false;
    bool m_low = false;
};

} // namespace interleave
