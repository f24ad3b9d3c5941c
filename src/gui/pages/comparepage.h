#pragma once

#include "gui/outcome/outcomestrip.h"
#include "gui/pages/page.h"
#include "gui/playback/comparison.h"

namespace interleave {

namespace Ui {
class ComparePage;
}
class CompareHead;
class CompareView;
class ComparisonMenu;
class Stage;

/// The chosen scenario under two rules, side by side: the rules' meanings, the steps, and the outcomes. In
/// free play, compares what was clicked.
class ComparePage final : public Page
{
    Q_OBJECT

public:
    /// \a stage must outlive the page. The page follows its scenario while visible.
    explicit ComparePage(Stage& stage, QWidget* parent = nullptr);
    ~ComparePage() override;

    [[nodiscard]] Comparison& comparison() { return m_comparison; }

    [[nodiscard]] Transport* transport() override { return &m_comparison; }
    [[nodiscard]] QMenu* exportMenu() const override;
    [[nodiscard]] bool canExport() const override { return m_comparison.position() > 0; }
    [[nodiscard]] bool isSettled() const override { return !m_comparison.isBusy(); }
    void setRules(Locking left, Locking right) override;
    void setTitle(const QString& title) override;
    void setPresenting(bool presenting) override;

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
    ComparisonMenu* m_exportMenu;
    std::array<CompareHead*, Comparison::SideCount> m_heads;
    std::array<OutcomeStrip*, Comparison::SideCount> m_outcomes;
    /// Instead of the scenario's story.
    std::optional<QString> m_title;
};

} // namespace interleave
