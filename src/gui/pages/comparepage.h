#pragma once

#include "engine/databases/enginetable.h"
#include "gui/outcome/outcomestrip.h"
#include "gui/pages/page.h"
#include "gui/playback/comparison.h"

namespace interleave {

namespace Ui {
class ComparePage;
}
class CompareHead;
class CompareView;
class CompareLevels;
class ComparisonMenu;
class Stage;

/// The chosen scenario under two rules, side by side: the rules' meanings, the steps, and the outcomes. In
/// free play, compares what was clicked. Or a lesson of transactions at two levels, or on two engines.
class ComparePage final : public Page
{
    Q_OBJECT

public:
    /// \a stage must outlive the page. The page follows its scenario while visible. For \a places and \a role
    /// see PageContext.
    ComparePage(Stage& stage, EnginePlaces places, QString role, QWidget* parent = nullptr);
    ~ComparePage() override;

    [[nodiscard]] Comparison& comparison() { return m_comparison; }

    /// Of transactions; null before that was first chosen.
    [[nodiscard]] CompareLevels* levels() { return m_levels; }

    [[nodiscard]] Transport* transport() override;
    [[nodiscard]] QMenu* exportMenu() const override;
    [[nodiscard]] QMenu* lessonMenu() const override;
    [[nodiscard]] QString lessonTitle() const override;
    [[nodiscard]] bool canExport() const override;
    [[nodiscard]] bool isSettled() const override;
    void setRules(Locking left, Locking right) override;
    void comparePlaces(const TransactionsRequest& left, const EngineLevel& right) override;
    void setTitle(const QString& title) override;
    void setPresenting(bool presenting) override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum class Mode { Rules, Levels };

    void setMode(Mode mode);
    void makeLevels();
    void renderHeadline();
    void renderReplay();
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
    Mode m_mode = Mode::Rules;
    EnginePlaces m_places;
    QString m_role;
    /// Null until it is shown.
    CompareLevels* m_levels = nullptr;
    /// Instead of the scenario's story.
    std::optional<QString> m_title;
};

} // namespace interleave
