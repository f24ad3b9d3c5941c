#pragma once

#include "core/model/locking.h"
#include "core/scenario/headline.h"
#include "gui/widgets/card.h"

class QActionGroup;
class QLabel;
class QPushButton;

namespace interleave {

class ClauseLabel;
class ElidedLabel;
class OutcomePill;

/// The header of one side of a comparison: the rule, which can be changed, its clause, and the outcome.
class CompareHead final : public Card
{
    Q_OBJECT

public:
    explicit CompareHead(QWidget* parent = nullptr);

    void setRule(Locking rule);
    /// The outcome of that side, as long as fits.
    void setOutcome(const Headline& headline);

    /// Hides the clause, for little height.
    void setCompact(bool compact);

    [[nodiscard]] QWidget* focusOrder() const;

signals:
    void ruleChosen(interleave::Locking rule);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();

    /// The rule on its button, the longest wording first.
    QStringList m_names;
    /// The meaning of the rule in a few words.
    QString m_means;
    QPushButton* m_button;
    ElidedLabel* m_status;
    OutcomePill* m_outcome;
    Headline m_headline;
    ClauseLabel* m_clause;
    QActionGroup* m_rules;
};

} // namespace interleave
