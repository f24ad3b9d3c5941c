#pragma once

#include "gui/playback/guessing.h"

#include <vector>

namespace interleave {

struct Event;
class Stage;

/// The steps of the stage's scenario that try a change; the guesses are those of AllGuesses.
class StageGuessing final : public Guessing
{
    Q_OBJECT

public:
    /// \a stage must outlive it.
    explicit StageGuessing(Stage& stage, QObject* parent = nullptr);

    [[nodiscard]] int position() const override;
    [[nodiscard]] bool canStep() const override;
    [[nodiscard]] bool hasQuestion() const override;
    [[nodiscard]] bool isFollowed() const override;
    void step() override;

    [[nodiscard]] std::optional<int> truthOf(int step) const override;
    [[nodiscard]] QString verdictOn(int guess, int step) const override;

private:
    [[nodiscard]] std::vector<const Event*> eventsOf(int step) const;

    Stage& m_stage;
};

} // namespace interleave
