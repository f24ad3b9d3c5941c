#include "gui/watching/stagefile.h"

#include "gui/playback/stagetransport.h"
#include "gui/playback/timelinecursor.h"
#include "stage/stage.h"

#include <algorithm>

namespace interleave {

StageFile::StageFile(Stage& stage, StageTransport& transport, QObject* parent)
    : OpenFile(parent)
    , m_stage(stage)
    , m_transport(transport)
{
    connect(&m_stage, &Stage::journalReplaced, this, &StageFile::follow);
    connect(&m_stage, &Stage::stepped, this, &StageFile::arrive);
}

void StageFile::watchScenario(const QString& path, const std::optional<FileStamp>& read)
{
    m_scenario = *m_stage.scenario();
    m_header = m_scenario->journalHeader(m_scenario->locking, 0);
    m_isShown = true;
    m_place.reset();
    watch(path, WatchedFile::Kind::Lesson, read);
}

void StageFile::watchJournal(
    const QString& path, const std::optional<FileStamp>& read, const JournalHeader& header)
{
    m_scenario.reset();
    m_header = header;
    m_isShown = true;
    m_opened.reset();
    m_place.reset();
    watch(path, WatchedFile::Kind::Journal, read);
}

/// Whether the journal is of the file's scenario, or continues the file's journal. A scenario's clock always
/// begins at the same time.
bool StageFile::beginsAlike() const
{
    const JournalHeader& now = m_stage.journal().header();
    return now.records == m_header.records && now.leases == m_header.leases && now.about == m_header.about &&
           now.clients == m_header.clients && (m_scenario || now.startedAt == m_header.startedAt);
}

void StageFile::follow()
{
    const Scenario* now = m_stage.scenario();
    if (!m_scenario)
        m_isShown = now == nullptr && beginsAlike();
    else
        m_isShown = now == nullptr ? m_isShown && beginsAlike() : *now == *m_scenario;
    if (!m_isShown)
        m_place.reset();
    // A journal that was cut, or brought back, is no longer the one that was read, whatever its size.
    if (!m_scenario && m_opened)
        m_opened = -1;
    m_isReplacing = false;
    reconsider();
}

/// To where people were when the file was read again.
void StageFile::arrive()
{
    if (m_stage.isMoving())
        return;
    if (!m_scenario && m_isShown && !m_opened)
        m_opened = m_stage.journal().size();
    if (!m_place || (m_place->reached >= 0 && m_stage.position() != m_place->reached))
        return;
    const Place place = *std::exchange(m_place, std::nullopt);
    if (place.past >= 0) {
        m_transport.cursor().show(std::min(
            m_scenario ? m_stage.eventsAt(static_cast<int>(place.past)) : place.past,
            m_stage.journal().size()));
    }
    if (place.wasPlaying)
        m_transport.play();
}

bool StageFile::hasOwnWork() const
{
    if (m_scenario)
        return m_stage.scenario() == nullptr || m_stage.hasLeftScript() || m_stage.isIrreplaceable();
    return m_stage.journal().size() != m_opened.value_or(m_stage.journal().size());
}

OpenFile::Notice StageFile::question(const FileContent& content) const
{
    const auto* named = std::get_if<NamedScenario>(&content);
    const bool isSame = named != nullptr && m_scenario && named->scenario == *m_scenario;
    if (isSame || !hasOwnWork())
        return {};
    return {
        tr("“%1” has changed on the disk. What was done here since it was opened would make way for it.")
            .arg(name()),
        tr("Read it again")};
}

void StageFile::show(const FileContent& content)
{
    if (const auto* named = std::get_if<NamedScenario>(&content))
        showScenario(named->scenario);
    else if (const auto* read = std::get_if<std::shared_ptr<const ReadJournal>>(&content))
        showJournal((*read)->journal);
    else
        fail(tr("“%1” is about transactions now. Open it to see it.").arg(name()));
}

void StageFile::showScenario(const Scenario& scenario)
{
    if (scenario == *m_scenario)
        return;
    const TimelineCursor& cursor = m_transport.cursor();
    const auto steps = static_cast<int>(scenario.steps.size());
    const bool isScripted = m_stage.scenario() != nullptr;
    Place place{
        m_stage.position(), cursor.isPast() && isScripted ? cursor.position() : -1, m_transport.isPlaying()};
    // Where people were before, if it is still being played for them.
    if (m_place)
        place = *m_place;
    place.reached = std::min(place.reached, steps);
    place.past = std::min<qint64>(place.past, steps);
    // A rule that was chosen here stays.
    const Locking rule = m_stage.startRule();
    const bool isChosen = isScripted && rule != m_scenario->locking;
    m_scenario = scenario;
    m_header = scenario.journalHeader(scenario.locking, 0);
    m_stage.load(scenario, isChosen ? std::optional(rule) : std::nullopt);
    m_place = place;
    if (place.reached > 0)
        m_stage.playTo(place.reached);
}

void StageFile::showJournal(const Journal& journal)
{
    const TimelineCursor& cursor = m_transport.cursor();
    m_isReplacing = !hasOwnWork();
    m_header = journal.header();
    m_opened.reset();
    m_stage.open(journal.copy(journal.size()));
    m_place = Place{-1, cursor.isPast() ? cursor.seq() : -1, false};
}

} // namespace interleave
