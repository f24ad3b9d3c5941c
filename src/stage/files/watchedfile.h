#pragma once

#include "stage/files/filestamp.h"
#include "stage/files/journalfile.h"
#include "stage/files/scenariolibrary.h"

#include <QElapsedTimer>
#include <QFileSystemWatcher>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <optional>
#include <variant>

namespace interleave {

/// What a file holds that was read again.
using FileContent = std::variant<
    NamedScenario,
    NamedTransactionLesson,
    std::shared_ptr<const ReadJournal>,
    std::shared_ptr<const ReadTransactionJournal>>;

/// Reads a file again when its content changes, in a thread of its own. A file that is replaced by another of
/// its name counts as changed, also where the path is a link; so does one that vanished and came back. What
/// is wrong for less than Pace::grace is not told, because files are written in pieces.
class WatchedFile final : public QObject
{
    Q_OBJECT

public:
    enum class Kind { Lesson, Journal };

    /// In milliseconds.
    struct Pace final
    {
        /// From the first sign of a change until the file is looked at.
        int settle = 100;
        /// How long something must be wrong before it is told.
        int grace = 300;
        /// How often the file is looked at without a sign: there are none from a file system of another
        /// machine.
        int look = 2000;
    };

    /// \a read is the stamp of the content that is shown, taken before it was read; nothing for what is there
    /// now.
    WatchedFile(const QString& path, Kind kind, std::optional<FileStamp> read, QObject* parent = nullptr);
    /// Waits for a reading that is under way.
    ~WatchedFile() override;

    void setPace(const Pace& pace);
    [[nodiscard]] const QString& path() const { return m_path; }
    /// What is in the file now was written from what is shown.
    void accept();

signals:
    void changed(const interleave::FileContent& content);
    /// The file has another content, which cannot be read: one sentence. The content before is still the one
    /// that counts.
    void failed(const QString& problem);
    void vanished();
    /// After failed() or vanished(): the file has the content again that counts.
    void mended();

private:
    /// What is known of the file.
    struct Known final
    {
        std::optional<FileStamp> stamp = {};
        QByteArray hash = {};
        /// What was wrong was read with this stamp.
        std::optional<FileStamp> wrong = {};
    };
    /// What was found.
    struct Sight final
    {
        enum class Kind { Same, Gone, Restless, Wrong, StillWrong, Changed };
        Kind kind = Kind::Same;
        std::optional<FileStamp> stamp = {};
        QByteArray hash = {};
        QString problem = {};
        std::optional<FileContent> content = {};
    };

    [[nodiscard]] static Sight sight(const QString& path, Kind kind, const Known& known);
    void lookSoon();
    void look();
    void take(const Sight& sight);
    void takeWrong(const Sight& sight);
    void watchPlaces();

    QString m_path;
    Kind m_kind;
    Known m_known;
    Pace m_pace;
    QFileSystemWatcher m_watcher;
    QTimer m_settle;
    QTimer m_regularly;
    QThreadPool m_thread;
    /// Since something has been wrong.
    QElapsedTimer m_wrongFor;
    /// The file that is watched for now.
    std::optional<quint64> m_inode;
    bool m_isLooking = false;
    bool m_isLookDue = false;
    /// What is wrong, as it was told; empty for a file that is gone.
    std::optional<QString> m_told;
    /// Rises with each accept(), which makes what is being read out of date.
    int m_era = 0;
};

} // namespace interleave
