#include "gui/watching/filewatching.h"

#include "gui/pages/page.h"
#include "gui/watching/filenotice.h"
#include "gui/watching/stagefile.h"
#include "gui/watching/transactionsfile.h"

#include <QVBoxLayout>

namespace interleave {

FileWatching::FileWatching(
    Stage& stage, StageTransport& transport, const EnginePlaces& places, QVBoxLayout& rows, QObject* parent)
    : QObject(parent)
    , m_stageFile(new StageFile(stage, transport, this))
    , m_transactionsFile(new TransactionsFile(places, this))
    , m_notice(new FileNotice(rows.parentWidget()))
{
    rows.insertWidget(1, m_notice);
    for (const OpenFile* file : std::initializer_list<const OpenFile*>{m_stageFile, m_transactionsFile})
        connect(file, &OpenFile::noticeChanged, this, &FileWatching::render);
    connect(m_notice, &FileNotice::wayChosen, this, [this] { current().takeWay(); });
    connect(m_notice, &FileNotice::hideChosen, this, [this] { current().hideNotice(); });
}

void FileWatching::watch(const ShownFile& file, Page& page)
{
    switch (file.kind) {
    case ShownFile::Kind::Scenario:
        m_stageFile->watchScenario(file.path, file.read);
        break;
    case ShownFile::Kind::Journal:
        m_stageFile->watchJournal(file.path, file.read, file.header);
        break;
    case ShownFile::Kind::TransactionLesson:
        if (TransactionTransport* transport = page.transactionTransport(); transport != nullptr)
            m_transactionsFile->watchLesson(*transport, file.path, file.read);
        break;
    case ShownFile::Kind::TransactionRun:
        if (TransactionTransport* transport = page.transactionTransport(); transport != nullptr)
            m_transactionsFile->watchRun(*transport, file.path, file.read);
        break;
    }
}

void FileWatching::accept(const QString& path)
{
    m_stageFile->accept(path);
    m_transactionsFile->accept(path);
}

bool FileWatching::isReplacing() const
{
    return m_stageFile->isReplacing();
}

void FileWatching::setPage(Page* page)
{
    m_isOfTransactions = page->transactionTransport() != nullptr;
    render();
}

void FileWatching::setPace(const WatchedFile::Pace& pace)
{
    m_stageFile->setPace(pace);
    m_transactionsFile->setPace(pace);
}

OpenFile& FileWatching::current() const
{
    return m_isOfTransactions ? static_cast<OpenFile&>(*m_transactionsFile) : *m_stageFile;
}

void FileWatching::render()
{
    m_notice->setNotice(current().notice());
}

} // namespace interleave
