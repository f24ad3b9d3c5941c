#pragma once

#include "core/scenario/headline.h"
#include "core/transactionwords/transactionledger.h"
#include "engine/databases/enginetable.h"
#include "gui/playback/transactioncomparison.h"

#include <QWidget>

namespace interleave {

namespace Ui {
class CompareLevels;
}
class ComparisonMenu;
class LessonMenu;
class LevelHead;
class TransactionCompareView;
class TransactionStrip;
struct TransactionsRequest;

/// A lesson of transactions at two isolation levels, or on two engines, side by side: the statements that set
/// the levels, the steps, and what came of it. Part of ComparePage.
class CompareLevels final : public QWidget
{
    Q_OBJECT

public:
    /// See PageContext.
    CompareLevels(const EnginePlaces& places, const QString& role, QWidget* parent = nullptr);
    ~CompareLevels() override;

    [[nodiscard]] TransactionComparison& comparison() { return m_comparison; }
    [[nodiscard]] const TransactionComparison& comparison() const { return m_comparison; }
    [[nodiscard]] QMenu* exportMenu() const;
    [[nodiscard]] QMenu* lessonMenu() const;
    [[nodiscard]] bool canExport() const;
    /// What both sides do.
    [[nodiscard]] QString story() const;

    /// Shows the first lesson, if none was chosen yet.
    void begin();
    /// See Page::comparePlaces().
    void compare(const TransactionsRequest& left, const EngineLevel& right);
    void setCompact(bool compact, bool isRoomy);

signals:
    void problemMet(const QString& problem);
    /// Another lesson, or another moment of it.
    void changed();

private:
    void choose(const TransactionLesson& lesson);
    void render();
    void renderSide(std::size_t side);
    void renderStart();
    void follow(std::size_t side, TransactionFigure figure);
    /// The current step or question of that side.
    [[nodiscard]] QString notice(std::size_t side) const;

    std::unique_ptr<Ui::CompareLevels> m_ui;
    TransactionComparison m_comparison;
    LessonMenu* m_lessonMenu;
    TransactionCompareView* m_view;
    ComparisonMenu* m_exportMenu;
    std::array<LevelHead*, TransactionComparison::SideCount> m_heads;
    std::array<TransactionStrip*, TransactionComparison::SideCount> m_outcomes;
};

} // namespace interleave
