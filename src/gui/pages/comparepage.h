#pragma once

#include "gui/outcome/outcomestrip.h"
#include "gui/playback/comparison.h"

#include <QWidget>

namespace interleave {

namespace Ui {
class ComparePage;
}
class CompareHead;
class CompareView;

/// The chosen scenario under two rules, side by side: the rules' meanings, the steps, and the outcomes. In
/// free play, compares what was clicked.
class ComparePage final : public QWidget
{
    Q_OBJECT

public:
    /// \a stage must outlive the page. The page follows its scenario while visible.
    explicit ComparePage(Stage& stage, QWidget* parent = nullptr);
    ~ComparePage() override;

    [[nodiscard]] Comparison& comparison() { return m_comparison; }
    [[nodiscard]] const Comparison& comparison() const { return m_comparison; }

signals:
    /// A context menu for the diagrams was requested; \a place is in screen coordinates.
    void storyMenuAsked(const QPoint& place);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void followStage();
    void arrange();
    void render();
    void follow(std::size_t side, OutcomeFigure figure);
    /// The current step or question of that side.
    [[nodiscard]] QString notice(std::size_t side) const;

    std::unique_ptr<Ui::ComparePage> m_ui;
    Stage& m_stage;
    Comparison m_comparison;
    CompareView* m_view;
    std::array<CompareHead*, Comparison::SideCount> m_heads;
    std::array<OutcomeStrip*, Comparison::SideCount> m_outcomes;
};

} // namespace interleave
