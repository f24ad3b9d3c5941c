#pragma once

#include "stage/files/watchedfile.h"

#include <QObject>

#include <memory>
#include <optional>

namespace interleave {

/// A file that is shown, read again when it changes on disk. A derived class knows where it is shown, and
/// when people must be asked first.
class OpenFile : public QObject
{
    Q_OBJECT

public:
    /// What is to be told of the file, and the text of a button that reads it again; empty for none.
    struct Notice final
    {
        QString words = {};
        QString way = {};

        bool operator==(const Notice&) const = default;
    };

    using QObject::QObject;

    [[nodiscard]] Notice notice() const;
    /// What the button of the notice does.
    void takeWay();
    /// The notice was read; the next one is shown again.
    void hideNotice();
    /// What is in the file was written from what is shown, if \a path is its path.
    void accept(const QString& path);
    void setPace(const WatchedFile::Pace& pace);

signals:
    void noticeChanged();

protected:
    /// \a read is the stamp of what is shown.
    void watch(const QString& path, WatchedFile::Kind kind, const std::optional<FileStamp>& read);
    /// The file's name, as it is told.
    [[nodiscard]] QString name() const;
    /// What the file holds could not be shown; one sentence.
    void fail(const QString& problem);
    /// \a content has to wait, after all.
    void postpone(const FileContent& content);
    /// To be called when isShown() or question() may have changed.
    void reconsider();

    /// What was read from the file is still what is shown.
    [[nodiscard]] virtual bool isShown() const = 0;
    /// Why \a content must not be shown before people agree, and what the button says; empty where it may.
    [[nodiscard]] virtual Notice question(const FileContent& content) const = 0;
    virtual void show(const FileContent& content) = 0;

private:
    void take(const FileContent& content);
    void setProblem(const QString& problem);

    std::unique_ptr<WatchedFile> m_file;
    std::optional<WatchedFile::Pace> m_pace;
    /// The newest content, not shown yet.
    std::optional<FileContent> m_waiting;
    QString m_problem;
    bool m_isHidden = false;
};

} // namespace interleave
