#pragma once

#include "core/scenario/headline.h"
#include "core/transactions/knownengines.h"
#include "gui/widgets/card.h"

namespace interleave {

class ChoiceButton;
class ClauseLabel;
class OutcomePill;

/// The header of one side of a comparison of transactions: the engine and the isolation level, which can be
/// changed, the statement that sets it, and the outcome.
class LevelHead final : public Card
{
    Q_OBJECT

public:
    explicit LevelHead(QWidget* parent = nullptr);

    /// The engines that the lesson is for, where it is run there, and the engine's version; empty while that
    /// is not known.
    void setPlace(const QStringList& engines, const EngineLevel& place, const QString& version);
    /// The outcome of that side, as long as fits; \a otherwise where there is none.
    void setOutcome(const Headline& headline, const QString& otherwise);

    /// Hides the statement, for little height.
    void setCompact(bool compact);

    /// The focusable widgets, from left to right.
    [[nodiscard]] QList<QWidget*> focusOrder() const;

signals:
    void placeChosen(const interleave::EngineLevel& place);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fit();

    EngineLevel m_place;
    QString m_version;
    QStringList m_engines;
    ChoiceButton* m_engine;
    ChoiceButton* m_level;
    OutcomePill* m_outcome;
    ClauseLabel* m_clause;
    Headline m_headline;
    QString m_otherwise;
};

} // namespace interleave
