#pragma once

#include <QHeaderView>

namespace interleave {

/// The names of the anomalies, in as many lines as they need, and under each what its schedule is.
class IsolationHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit IsolationHeader(QWidget* parent = nullptr);

    /// Whether it says what the schedules are.
    void setNotes(bool notes);
    /// The least width of a column, so that no word of its name is cut.
    [[nodiscard]] int leastWidth(int section) const;
    /// Its height with the columns as wide as they are.
    [[nodiscard]] int heightWith(bool notes) const;

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;

private:
    [[nodiscard]] QString titleOf(int section) const;
    [[nodiscard]] QString noteOf(int section) const;
    [[nodiscard]] int textWidth(int section) const;
    [[nodiscard]] int heightOf(int section, bool notes) const;

    bool m_notes = true;
};

} // namespace interleave
