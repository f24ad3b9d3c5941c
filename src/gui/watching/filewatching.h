#pragma once

#include "core/model/journal.h"
#include "engine/databases/enginetable.h"
#include "gui/watching/openfile.h"

#include <optional>

class QVBoxLayout;

namespace interleave {

class FileNotice;
class Page;
class Stage;
class StageFile;
class StageTransport;
class TransactionsFile;

/// A file whose content has just been shown.
struct ShownFile final
{
    enum class Kind { Scenario, Journal, TransactionLesson, TransactionRun };

    QString path;
    Kind kind = Kind::Scenario;
    /// Taken before it was read.
    std::optional<FileStamp> read = {};
    /// Of a journal.
    JournalHeader header = {};
};

/// The files that are open in the window, at most one on the stage and one on the page of transactions, and
/// the notice about that of the page that is shown.
class FileWatching final : public QObject
{
    Q_OBJECT

public:
    /// \a stage and \a transport must outlive it. The notice is the second of \a rows.
    FileWatching(
        Stage& stage,
        StageTransport& transport,
        const EnginePlaces& places,
        QVBoxLayout& rows,
        QObject* parent = nullptr);

    /// \a page shows it, if it is about transactions.
    void watch(const ShownFile& file, Page& page);
    /// What was written to \a path is what is shown.
    void accept(const QString& path);
    /// What is on the stage makes way for what its file holds now, and nothing was added to it here.
    [[nodiscard]] bool isReplacing() const;
    /// The notice is about this page's file.
    void setPage(Page* page);
    void setPace(const WatchedFile::Pace& pace);

private:
    [[nodiscard]] OpenFile& current() const;
    void render();

    StageFile* m_stageFile;
    TransactionsFile* m_transactionsFile;
    FileNotice* m_notice;
    bool m_isOfTransactions = false;
};

} // namespace interleave
