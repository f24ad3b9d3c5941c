#pragma once

#include "gui/playback/transport.h"

namespace interleave {

class AskFirst;
class AutoPlayer;
class Stage;
class StageGuessing;
class TimelineCursor;

/// The stage's transport: the shown moment of its journal, playing, and "Ask first".
class StageTransport final : public Transport
{
    Q_OBJECT

public:
    /// \a stage must outlive it.
    explicit StageTransport(Stage& stage, QObject* parent = nullptr);

    [[nodiscard]] TimelineCursor& cursor() { return *m_cursor; }
    [[nodiscard]] AskFirst& askFirst() { return *m_askFirst; }

    void first() override;
    void back() override;
    void step() override;
    void last() override;
    void togglePlay() override;
    void pause() override;
    void reset() override;
    void setPauseBetween(int ms) override;
    /// Starts playing, unless the next step has a question that must be answered first.
    void play();

    [[nodiscard]] QString positionText() const override;
    [[nodiscard]] bool canGoToStart() const override;
    [[nodiscard]] bool canGoBack() const override;
    [[nodiscard]] bool canStep() const override;
    [[nodiscard]] bool canPlay() const override;
    [[nodiscard]] bool isPlaying() const override;
    [[nodiscard]] bool hasScript() const override;
    [[nodiscard]] bool mayRepeat() const override;

signals:
    /// A step was not played because its question must be answered first.
    void held();

private:
    void follow();
    /// Whether the next step may be played: it needs no guess, or the question was visible long enough and
    /// the user goes on without a guess. Otherwise emits held().
    [[nodiscard]] bool mayStep();

    Stage& m_stage;
    TimelineCursor* m_cursor;
    AutoPlayer* m_player;
    StageGuessing* m_guessing;
    AskFirst* m_askFirst;
    /// The value when no step was last under way.
    bool m_canStep = false;
};

} // namespace interleave
