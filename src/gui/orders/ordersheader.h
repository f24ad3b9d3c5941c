#pragma once

#include "gui/theme/theme.h"

#include <QHeaderView>

namespace interleave {

/// Headers in large type: the column's title, what it says, its result over all orders, and a note. Over the
/// orders, in which direction time goes.
class OrdersHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit OrdersHeader(QWidget* parent = nullptr);

    /// Uses less space around the text, and leaves out the note; \a low leaves out what the column says as well.
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
    void paintColumn(QPainter& painter, const QRect& area, int section) const;

    bool m_compact = false;
    bool m_low = false;
};

} // namespace interleave
