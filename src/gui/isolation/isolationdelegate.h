#pragma once

#include <QStyledItemDelegate>

namespace interleave {

class Theme;

/// Draws a level with its note, and results as pills with their icon. The first row of an engine has its name
/// above it, and why it is not there, over all columns.
class IsolationDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// At 100 %.
    static constexpr int LeastRowHeight = 28;
    static constexpr int MostRowHeight = 40;
    static constexpr int GroupHeight = 26;

    /// How much a result says, from the widest on.
    enum class Fit {
        Words,
        TightWords, ///< with less space around them
        Signs,      ///< only its icon, and the engine's code
        TightSigns
    };

    explicit IsolationDelegate(QWidget* parent);

    void setFit(Fit fit) { m_fit = fit; }
    [[nodiscard]] Fit fit() const { return m_fit; }
    [[nodiscard]] bool isWordy() const { return m_fit == Fit::Words || m_fit == Fit::TightWords; }

    void
    paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// The width of a pill with that text, empty for none, in its cell.
    [[nodiscard]] static int widthOf(const QString& text, Fit fit, const Theme& theme);
    /// Of a level and its note.
    [[nodiscard]] static int levelWidth(const QModelIndex& level, Fit fit, const Theme& theme);
    /// How much higher the first row of an engine is, where \a width px of it are seen.
    [[nodiscard]] static int groupHeight(const QModelIndex& first, int width, const Theme& theme);

private:
    static void paintGroup(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index);
    void paintLevel(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintPill(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;

    Fit m_fit = Fit::Words;
};

} // namespace interleave
