#include "gui/playback/comparison.h"

#include "stage/stage.h"

#include <algorithm>

namespace interleave {

Comparison::Comparison(QObject* parent)
    : Transport(parent)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &Comparison::step);
}

Comparison::~Comparison()
{
    // A stage still emits signals while it is destroyed.
    for (const auto& side : m_sides) {
        if (side)
            side->disconnect(this);
    }
}

void Comparison::make()
{
    for (std::size_t i = 0; i < SideCount; ++i) {
        m_sides[i] = std::make_unique<Stage>(StageOptions{quint16{0}, {}, m_rules[i]});
        connect(m_sides[i].get(), &Stage::changed, this, &Comparison::settle);
        connect(m_sides[i].get(), &Stage::stepped, this, &Comparison::settle);
        connect(m_sides[i].get(), &Stage::failed, this, [this](const QString& problem) {
            m_failed = true;
            emit failed(problem);
        });
    }
}

void Comparison::load(const Scenario& scenario, int position)
{
    const bool starts = !m_sides.front();
    if (starts)
        make();
    m_scenario = scenario;
    m_past = -1;
    m_settled = false;
    setPlaying(false);
    m_target = std::clamp(position, 0, static_cast<int>(scenario.steps.size()));
    for (std::size_t i = 0; i < SideCount; ++i) {
        m_sides[i]->load(scenario, m_rules[i]);
        m_sides[i]->playTo(m_target);
        if (starts)
            m_sides[i]->start();
    }
}

void Comparison::setRule(std::size_t side, Locking rule)
{
    if (m_rules[side] == rule)
        return;
    m_rules[side] = rule;
    if (!m_scenario)
        return;
    m_past = -1;
    m_settled = false;
    // Load again instead of Stage::setLocking(): a step of the scenario may have changed the rule since.
    m_sides[side]->load(*m_scenario, rule);
    m_sides[side]->playTo(m_target);
}

QStringList Comparison::panels(std::size_t side) const
{
    return m_sides[side]->panels();
}

QString Comparison::recordId(std::size_t side) const
{
    return m_sides[side]->recordId();
}

qint64 Comparison::moment(std::size_t side) const
{
    const int steps = position();
    return steps == 0 ? 0 : m_ends[side][static_cast<std::size_t>(steps) - 1];
}

bool Comparison::isDone() const
{
    return std::ranges::all_of(m_sides, [this](const auto& side) {
        return side->port() != 0 && !side->isMoving() && side->position() == m_target;
    });
}

bool Comparison::canStep() const
{
    return isSettled() && (isPast() || m_target < m_scenario->steps.size());
}

void Comparison::playTo(int position)
{
    m_target = position;
    m_past = -1;
    m_settled = false;
    for (const auto& side : m_sides)
        side->playTo(position);
}

void Comparison::settle()
{
    if (m_settled || !isDone())
        return;
    m_settled = true;
    m_shown = m_scenario;
    for (std::size_t i = 0; i < SideCount; ++i) {
        // A copy, because a stage replaces its journal as soon as it starts over.
        const Journal& journal = m_sides[i]->journal();
        m_journals[i] = std::make_unique<const Journal>(journal.copy(journal.size()));
        m_ends[i].clear();
        for (int step = 1; step <= m_target; ++step)
            m_ends[i].push_back(m_sides[i]->eventsAt(step));
    }
    emit changed();
    if (!m_playing || m_next.isActive())
        return;
    const bool goesOn =
        m_target < m_scenario->steps.size() && !isPast() &&
        std::ranges::all_of(m_sides, [](const auto& side) { return side->question().isEmpty(); });
    if (goesOn)
        m_next.start();
    else
        setPlaying(false);
}

void Comparison::setPlaying(bool playing)
{
    m_next.stop();
    if (m_playing == playing)
        return;
    m_playing = playing;
    emit changed();
}

QString Comparison::problemOf(std::size_t side, int step) const
{
    return m_sides[side]->problemOf(step);
}

QString Comparison::positionText() const
{
    const std::optional<Scenario>& scenario = m_shown ? m_shown : m_scenario;
    const qsizetype steps = scenario ? scenario->steps.size() : 0;
    return tr("%1 of %2").arg(QString::number(position()), QString::number(steps));
}

void Comparison::first()
{
    setPlaying(false);
    if (isSettled())
        playTo(0);
}

void Comparison::back()
{
    setPlaying(false);
    if (position() > 0)
        show(position() - 1);
}

void Comparison::step()
{
    if (!canStep())
        return;
    if (isPast())
        show(m_past + 1);
    else
        playTo(m_target + 1);
}

void Comparison::last()
{
    show(reached());
}

void Comparison::show(int position)
{
    const int done = reached();
    m_past = position >= done ? -1 : std::max(position, 0);
    if (isPast())
        setPlaying(false);
    emit changed();
}

void Comparison::togglePlay()
{
    if (m_playing || !isSettled()) {
        setPlaying(false);
        return;
    }
    last();
    if (!canStep())
        return;
    m_next.setInterval(m_pause);
    setPlaying(true);
    step();
}

} // namespace interleave
