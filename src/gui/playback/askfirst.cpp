#include "gui/playback/askfirst.h"

#include "stage/stage.h"

namespace interleave {

AskFirst::AskFirst(Stage& stage, QObject* parent)
    : QObject(parent)
    , m_stage(stage)
{
    // Stopping at the start begins a run; a replay under another rule does not stop there.
    connect(&m_stage, &Stage::stepped, this, [this](int position) {
        if (position == 0) {
            m_said.clear();
            m_revealed.clear();
        }
        ask();
    });
}

void AskFirst::setOn(bool on)
{
    if (m_on == on)
        return;
    m_on = on;
    ask();
    emit changed();
}

void AskFirst::ask()
{
    m_asked = isAsking() ? m_stage.position() : -1;
    m_standing.start();
    m_tried.invalidate();
}

bool AskFirst::reveal()
{
    if (!isAsking())
        return false;
    if (m_asked != m_stage.position())
        ask();
    const bool again = m_tried.isValid() && m_tried.hasExpired(Breath);
    if (!again && !m_standing.hasExpired(Pause)) {
        if (!m_tried.isValid())
            m_tried.start();
        return false;
    }
    m_revealed.insert(m_stage.position());
    emit changed();
    return true;
}

bool AskFirst::isAsking() const
{
    const Scenario* scenario = m_stage.scenario();
    if (!m_on || scenario == nullptr || !m_stage.canStep())
        return false;
    const int next = m_stage.position();
    return canGuess(scenario->steps.at(next), m_stage.startRule()) && !m_said.contains(next) &&
           !m_revealed.contains(next);
}

void AskFirst::answer(Guess guess)
{
    if (!isAsking())
        return;
    m_said.insert(m_stage.position(), guess);
    m_stage.step();
    emit changed();
}

std::vector<const Event*> AskFirst::eventsOf(int step) const
{
    std::vector<const Event*> events;
    for (qint64 seq = m_stage.eventsAt(step) + 1; seq <= m_stage.eventsAt(step + 1); ++seq)
        events.push_back(&m_stage.journal().event(seq));
    return events;
}

AskFirst::Tally AskFirst::tally() const
{
    Tally tally;
    for (auto it = m_said.constBegin(); it != m_said.constEnd() && it.key() < m_stage.position(); ++it) {
        const auto truth = truthOf(eventsOf(it.key()), m_stage.journal().trees());
        tally.said += truth ? 1 : 0;
        tally.right += truth == it.value() ? 1 : 0;
    }
    return tally;
}

QString AskFirst::verdict() const
{
    const int last = m_stage.position() - 1;
    if (!m_on || m_stage.scenario() == nullptr || m_stage.hasLeftScript() || !m_said.contains(last))
        return {};
    const QString verdict = verdictOn(m_said.value(last), eventsOf(last), m_stage.journal().trees());
    const Tally counted = tally();
    if (counted.said == 0)
        return verdict;
    return tr("%1 %2 of %3 right.")
        .arg(verdict, QString::number(counted.right), QString::number(counted.said));
}

} // namespace interleave
