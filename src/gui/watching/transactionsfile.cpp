#include "gui/watching/transactionsfile.h"

#include "core/transactions/knownengines.h"
#include "core/transactions/recordedstory.h"
#include "gui/playback/transactiontransport.h"

#include <algorithm>

namespace interleave {

TransactionsFile::TransactionsFile(const EnginePlaces& places, QObject* parent)
    : OpenFile(parent)
    , m_places(places)
{
}

void TransactionsFile::follow(TransactionTransport& transport)
{
    m_load = transport.loads();
    m_run.reset();
    m_lesson.reset();
    if (std::exchange(m_transport, &transport) == &transport)
        return;
    connect(m_transport, &TransactionTransport::storyReplaced, this, [this] { reconsider(); });
    connect(m_transport, &TransactionTransport::rereadFailed, this, [this](const QString& problem) {
        if (!problem.isEmpty())
            fail(tr("“%1”: %2", "a file, and a sentence").arg(name(), problem));
        else if (m_lesson)
            postpone(NamedTransactionLesson{name(), *m_lesson});
    });
}

void TransactionsFile::watchLesson(
    TransactionTransport& transport, const QString& path, const std::optional<FileStamp>& read)
{
    follow(transport);
    m_lesson = transport.lesson();
    watch(path, WatchedFile::Kind::Lesson, read);
}

void TransactionsFile::watchRun(
    TransactionTransport& transport, const QString& path, const std::optional<FileStamp>& read)
{
    follow(transport);
    m_run = transport.story();
    watch(path, WatchedFile::Kind::Journal, read);
}

bool TransactionsFile::isShown() const
{
    return m_transport != nullptr && m_transport->loads() == m_load;
}

bool TransactionsFile::isOwn(const QString& engine) const
{
    return (engine == QLatin1String("postgresql") && !m_places.postgresql.isEmpty()) ||
           (engine == QLatin1String("mariadb") && !m_places.mariadb.isEmpty());
}

OpenFile::Notice TransactionsFile::question(const FileContent& content) const
{
    const bool hasOwnWork = m_transport->isFree() || (m_run != nullptr && m_transport->story() != m_run);
    const auto* named = std::get_if<NamedTransactionLesson>(&content);
    const QString engine =
        named == nullptr || named->lesson == m_lesson ? QString() : m_transport->engineFor(named->lesson);
    if (isOwn(engine) && hasOwnWork)
        return {
            tr("“%1” has changed on the disk, and its statements would run on your own %2 server, in place "
               "of "
               "what was done here. Look at them first.")
                .arg(name(), knownEngine(engine)->title),
            tr("Run it")};
    if (isOwn(engine))
        return {
            tr("“%1” has changed on the disk, and its statements would run on your own %2 server. Look at "
               "them first.")
                .arg(name(), knownEngine(engine)->title),
            tr("Run it")};
    if (!hasOwnWork)
        return {};
    return {
        tr("“%1” has changed on the disk. What was done here since it was opened would make way for it.")
            .arg(name()),
        tr("Read it again")};
}

void TransactionsFile::show(const FileContent& content)
{
    if (const auto* named = std::get_if<NamedTransactionLesson>(&content)) {
        if (named->lesson == m_lesson && m_transport->problem().isEmpty() && !m_transport->isFree())
            return;
        m_lesson = named->lesson;
        m_transport->reread(named->lesson);
        m_load = m_transport->loads();
    } else if (const auto* read = std::get_if<std::shared_ptr<const ReadTransactionJournal>>(&content)) {
        showRun(recordedStory((*read)->journal));
    } else {
        fail(tr("“%1” is about requests now. Open it to see it.").arg(name()));
    }
}

/// At its end, if the one before was shown to its end.
void TransactionsFile::showRun(const TransactionStory& story)
{
    const bool wasOver = m_transport->position() == m_transport->stepCount();
    const auto steps = static_cast<int>(story.lesson.steps.size());
    m_transport->showStory(story, wasOver ? steps : std::min(m_transport->position(), steps));
    m_load = m_transport->loads();
    m_run = m_transport->story();
}

} // namespace interleave
