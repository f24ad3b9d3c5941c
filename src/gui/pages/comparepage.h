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

/// The chosen scenario under two rules, side by side: what each rule means, what happened step by step, and
/// what it came to. Of free play, what was clicked is compared.
class ComparePage final : public QWidget
{
    Q_OBJECT

public:
    /// \a stage, whose scenario is followed while the page is visible, must outlive the page.
    explicit ComparePage(Stage& stage, QWidget* parent = nullptr);
    ~ComparePage() override;

    [[nodiscard]] Comparison& comparison() { return m_comparison; }
    [[nodiscard]] const Comparison& comparison() const { return m_comparison; }

signals:
    /// A menu for the diagrams was asked for at this place of the screen.
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
    /// What is done or asked on that side.
    [[nodiscard]] QString notice(std::size_t side) const;

    std::unique_ptr<Ui::ComparePage> m_ui;
    Stage& m_stage;
    Comparison m_comparison;
    CompareView* m_view;
    std::array<CompareHead*, Comparison::SideCount> m_heads;
    std::array<OutcomeStrip*, Comparison::SideCount> m_outcomes;
};

} // namespace interleave
