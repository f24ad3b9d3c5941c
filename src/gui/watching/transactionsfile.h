#pragma once

#include "core/transactions/transactionstory.h"
#include "engine/databases/enginetable.h"
#include "gui/watching/openfile.h"

#include <functional>

namespace interleave {

class TransactionTransport;

/// The file of the lesson or the run on the page of transactions. People are asked first in free play, and
/// where a changed lesson would run on a server of their own, because their role there was named for the file
/// as it was.
class TransactionsFile final : public OpenFile
{
    Q_OBJECT

public:
    /// \a places are servers of the user's.
    explicit TransactionsFile(const EnginePlaces& places, QObject* parent = nullptr);

    /// \a transport has just loaded its lesson from \a path, and lives as long as this.
    void
    watchLesson(TransactionTransport& transport, const QString& path, const std::optional<FileStamp>& read);
    /// The same for a run that was saved.
    void watchRun(TransactionTransport& transport, const QString& path, const std::optional<FileStamp>& read);

protected:
    [[nodiscard]] bool isShown() const override;
    [[nodiscard]] Notice question(const FileContent& content) const override;
    void show(const FileContent& content) override;

private:
    void follow(TransactionTransport& transport);
    [[nodiscard]] bool isOwn(const QString& engine) const;
    void showRun(const TransactionStory& story);

    EnginePlaces m_places;
    TransactionTransport* m_transport = nullptr;
    /// TransactionTransport::loads() of what was read from the file.
    int m_load = 0;
    /// The run of the file; null for a lesson.
    std::shared_ptr<const TransactionStory> m_run;
    /// As last read.
    std::optional<TransactionLesson> m_lesson;
};

} // namespace interleave
