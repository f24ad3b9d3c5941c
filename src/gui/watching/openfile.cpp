#include "gui/watching/openfile.h"

#include <QFileInfo>

namespace interleave {

void OpenFile::watch(const QString& path, WatchedFile::Kind kind, const std::optional<FileStamp>& read)
{
    m_file.reset();
    m_waiting.reset();
    m_problem.clear();
    // A pipe is read once.
    if (FileStamp::of(path)) {
        m_file = std::make_unique<WatchedFile>(path, kind, read);
        if (m_pace)
            m_file->setPace(*m_pace);
        connect(m_file.get(), &WatchedFile::changed, this, &OpenFile::take);
        connect(m_file.get(), &WatchedFile::mended, this, [this] { setProblem({}); });
        connect(m_file.get(), &WatchedFile::failed, this, [this](const QString& problem) {
            // A path may be long, and the notice is about this file anyway.
            fail(QString(problem).replace(m_file->path(), name()));
        });
        connect(m_file.get(), &WatchedFile::vanished, this, [this] {
            setProblem(
                tr("“%1” is gone from the disk. What was read from it stays, and it is read again when "
                   "it is back.")
                    .arg(name()));
        });
    }
    emit noticeChanged();
}

void OpenFile::setPace(const WatchedFile::Pace& pace)
{
    m_pace = pace;
    if (m_file != nullptr)
        m_file->setPace(pace);
}

QString OpenFile::name() const
{
    return m_file == nullptr ? QString() : QFileInfo(m_file->path()).fileName();
}

void OpenFile::accept(const QString& path)
{
    if (m_file == nullptr || QFileInfo(path).absoluteFilePath() != m_file->path())
        return;
    // What waited is in no file any more.
    m_waiting.reset();
    m_file->accept();
    emit noticeChanged();
}

OpenFile::Notice OpenFile::notice() const
{
    if (m_file == nullptr || m_isHidden || !isShown())
        return {};
    if (!m_problem.isEmpty())
        return {m_problem};
    return m_waiting ? question(*m_waiting) : Notice();
}

void OpenFile::takeWay()
{
    if (!m_waiting)
        return;
    const FileContent content = *std::exchange(m_waiting, std::nullopt);
    show(content);
    emit noticeChanged();
}

void OpenFile::hideNotice()
{
    m_isHidden = true;
    emit noticeChanged();
}

void OpenFile::setProblem(const QString& problem)
{
    m_problem = problem;
    m_isHidden = false;
    emit noticeChanged();
}

void OpenFile::fail(const QString& problem)
{
    setProblem(tr("%1 What is shown is from before this change.", "a whole sentence").arg(problem));
}

void OpenFile::postpone(const FileContent& content)
{
    if (!m_waiting)
        m_waiting = content;
    setProblem({});
}

void OpenFile::take(const FileContent& content)
{
    m_waiting = content;
    setProblem({});
    reconsider();
}

void OpenFile::reconsider()
{
    if (m_waiting && isShown() && question(*m_waiting).words.isEmpty())
        takeWay();
    else
        emit noticeChanged();
}

} // namespace interleave
