#pragma once

#include "core/model/ledger.h"
#include "gui/theme/theme.h"
#include "gui/widgets/card.h"

#include <vector>

class QLabel;

namespace interleave {

/// The figures that count messages, and so can be followed to them.
enum class OutcomeFigure { Tried, Saved, Refused, Lost };
/// Whether \a event is one of those that \a figure counts; for Lost, the one that wrote over another.
[[nodiscard]] bool isCounted(OutcomeFigure figure, const Event& event, const VersionTrees& trees);

/// The account of a moment in six figures: what was tried, told, lost, and what the value should have been.
class OutcomeStrip final : public Card
{
    Q_OBJECT

public:
    explicit OutcomeStrip(QWidget* parent = nullptr);

    void setLedger(const Ledger& ledger);

    /// What takes the keyboard, from left to right.
    [[nodiscard]] QList<QWidget*> focusOrder() const;

    [[nodiscard]] QSize minimumSizeHint() const override { return {0, minimumHeight()}; }

signals:
    /// To be followed to its next message.
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
    /// Where they stand.
    enum : std::size_t { Tried, Saved, Refused, Lost, Value, Kept };
    /// As there is room: all words, fewer, or only the figures that say how it ended.
    enum class Words { All, Fewer, Fewest };

    Figure addFigure(const QString& objectName);
    Figure addCount(const QString& objectName, OutcomeFigure figure);
    Figure fill(QWidget* figure, const QString& objectName);
    [[nodiscard]] QStringList namesOf(Words words) const;
    [[nodiscard]] bool hasRoom(Words words) const;
    void fit();
    static void display(const Figure& figure, const QString& value, Role role);
    static void name(const Figure& figure);

    std::vector<Figure> m_figures;
    Ledger m_ledger;
};

} // namespace interleave
