#pragma once

#include "core/model/ledger.h"
#include "gui/theme/theme.h"
#include "gui/widgets/card.h"

#include <vector>

class QLabel;

namespace interleave {

/// The figures that count messages; a click on one leads to these messages.
enum class OutcomeFigure { Tried, Saved, Refused, Lost };
/// Whether \a figure counts \a event; for Lost, whether the event overwrote a version.
[[nodiscard]] bool isCounted(OutcomeFigure figure, const Event& event, const VersionTrees& trees);

/// The ledger of a moment in six figures: tries, answers, losses, the value, and what it should be.
class OutcomeStrip final : public Card
{
    Q_OBJECT

public:
    explicit OutcomeStrip(QWidget* parent = nullptr);

    void setLedger(const Ledger& ledger);
    /// For plenty of height: the counts in two lines, and the result in large figures below its names.
    void setLarge(bool large);

    /// The focusable widgets, from left to right.
    [[nodiscard]] QList<QWidget*> focusOrder() const;

    [[nodiscard]] QSize minimumSizeHint() const override { return {0, minimumHeight()}; }

signals:
    /// Show the next message that this figure counts.
    void figureChosen(interleave::OutcomeFigure figure);

protected:
    bool event(QEvent* event) override;

private:
    struct Figure final
    {
        QLabel* name;
        QLabel* value;
        QWidget* gap;
    };
    /// Indexes of the figures.
    enum : std::size_t { Tried, Saved, Refused, Lost, Value, Kept };
    /// All names, shorter ones, or only the figures about the result.
    enum class Words { All, Fewer, Fewest };

    Figure addFigure(const QString& objectName);
    Figure addCount(const QString& objectName, OutcomeFigure figure);
    Figure fill(QWidget* figure, const QString& objectName);
    void arrange();
    [[nodiscard]] QStringList namesOf(Words words) const;
    [[nodiscard]] int widthOf(std::size_t figure, const QString& name) const;
    [[nodiscard]] int widthFor(Words words) const;
    [[nodiscard]] Words longestWords() const;
    void fit();
    static void display(const Figure& figure, const QString& value, Role role);
    static void name(const Figure& figure);

    std::vector<Figure> m_figures;
    Ledger m_ledger;
    bool m_large = false;
};

} // namespace interleave
