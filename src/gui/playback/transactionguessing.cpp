#include "gui/playback/transactionguessing.h"

#include "core/transactionwords/transactionguess.h"
#include "gui/playback/transactiontransport.h"

namespace interleave {

TransactionGuessing::TransactionGuessing(TransactionTransport& transport)
    : Guessing(&transport)
    , m_transport(transport)
{
}

int TransactionGuessing::position() const
{
    return m_transport.reached();
}

bool TransactionGuessing::canStep() const
{
    return m_transport.story() != nullptr && !m_transport.isFree() && position() < m_transport.stepCount();
}

bool TransactionGuessing::hasQuestion() const
{
    return canStep() && !m_transport.lesson().steps.at(position()).ask.isEmpty();
}

bool TransactionGuessing::isFollowed() const
{
    return !m_transport.isFree();
}

void TransactionGuessing::step()
{
    m_transport.playNext();
}

std::optional<int> TransactionGuessing::truthOf(int step) const
{
    if (m_transport.story() == nullptr)
        return std::nullopt;
    const auto truth = interleave::truthOf(*m_transport.story(), step + 1);
    return truth ? std::optional(static_cast<int>(*truth)) : std::nullopt;
}

QString TransactionGuessing::verdictOn(int guess, int step) const
{
    if (m_transport.story() == nullptr)
        return {};
    return interleave::verdictOn(static_cast<TransactionGuess>(guess), *m_transport.story(), step + 1);
}

} // namespace interleave
