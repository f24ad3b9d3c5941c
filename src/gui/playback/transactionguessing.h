#pragma once

#include "gui/playback/guessing.h"

#include <QStringList>

namespace interleave {

class TransactionTransport;

/// A lesson of transactions as "Ask first" knows it; the guesses are those of TransactionGuess, in their order.
class TransactionGuessing final : public Guessing
{
    Q_OBJECT

public:
    /// \a transport owns it.
    explicit TransactionGuessing(TransactionTransport& transport);

    [[nodiscard]] int position() const override;
    [[nodiscard]] bool canStep() const override;
    [[nodiscard]] bool hasQuestion() const override;
    [[nodiscard]] bool isFollowed() const override;
    void step() override;
    [[nodiscard]] std::optional<int> truthOf(int step) const override;
    [[nodiscard]] QString verdictOn(int guess, int step) const override;

private:
    TransactionTransport& m_transport;
};

} // namespace interleave
