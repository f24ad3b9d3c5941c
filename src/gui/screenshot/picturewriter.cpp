#include "gui/screenshot/picturewriter.h"

#include "core/values/text.h"
#include "gui/export/pngfile.h"
#include "stage/files/savedfile.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <filesystem>

namespace interleave {

namespace {

QByteArray contentOf(const Picture& picture)
{
    if (const auto* content = std::get_if<QByteArray>(&picture))
        return *content;
    return pngOf(std::get<QImage>(picture));
}

/// One sentence where there is no such folder and none can be made; else empty.
QString folderProblem(const QString& folder)
{
    const QFileInfo there(folder);
    if (there.exists() && !there.isDir())
        return Text::tr("“%1” is a file, and --frames needs a folder. Choose another place.").arg(folder);
    std::error_code error;
    std::filesystem::create_directories(QFile::encodeName(folder).toStdString(), error);
    if (!error)
        return {};
    return Text::tr("The folder “%1” was not made: %2. Choose another place.")
        .arg(folder, QString::fromStdString(error.message()));
}

} // namespace

void PictureWriter::add(const QString& file, Result<Picture, NotDrawn> picture)
{
    if (m_isFrames && m_hasFailed)
        return;
    // Each keeps its pixels in memory until it is written.
    constexpr std::size_t most = 4;
    if (m_files.size() == most)
        take();
    const ExitCode code = picture ? ExitCode::CannotDo : picture.error().code;
    m_files.push_back(
        {std::async(
             std::launch::async,
             [file, taken = std::move(picture)] {
                 return taken ? writeResult(file, contentOf(*taken)) : Written{false, taken.error().why};
             }),
         code});
}

void PictureWriter::beginFrames(const QString& folder)
{
    while (!m_files.empty())
        take();
    m_isFrames = true;
    m_hasFailed = false;
    m_frames = 0;
    if (const QString problem = folderProblem(folder); !problem.isEmpty()) {
        message(problem);
        fail(ExitCode::CannotDo);
    }
}

QString PictureWriter::frameFile(const QString& folder, int number, int count, PictureFormat format)
{
    const auto digits = std::max(2, static_cast<int>(QString::number(count - 1).size()));
    const QLatin1String suffix(format == PictureFormat::Svg ? "svg" : "png");
    const QString padded = QString::number(number).rightJustified(digits, QLatin1Char('0'));
    return QDir(folder).filePath(QStringLiteral("step-%1.%2").arg(padded, suffix));
}

/// A film of the folder would show them after those that were drawn now.
void PictureWriter::tellOlderFrames(const QString& first) const
{
    const QFileInfo file(first);
    const QStringList all =
        file.dir().entryList({QStringLiteral("step-*.") + file.suffix()}, QDir::Files, QDir::Name);
    if (all.size() > m_frames)
        message(Text::tr("“%1” also holds “%2”, which was there before and is of another run. Draw into an "
                         "empty folder.")
                    .arg(file.path(), all.last()));
}

void PictureWriter::endFrames(const QString& first, const QString& last, bool toOutput)
{
    while (!m_files.empty())
        take();
    if (!m_hasFailed) {
        const QString sentence = Text::tr("%n pictures: %1 to %2", nullptr, m_frames).arg(first, last);
        if (toOutput) {
            Output out;
            out.line(sentence);
            m_code = std::max(m_code, out.end());
        } else {
            message(sentence);
        }
        tellOlderFrames(first);
    }
    m_isFrames = false;
    m_hasFailed = false;
}

ExitCode PictureWriter::finish()
{
    while (!m_files.empty())
        take();
    return m_code;
}

void PictureWriter::take()
{
    Job job = std::move(m_files.front());
    m_files.pop_front();
    const Written written = job.written.get();
    if (written.done) {
        ++m_frames;
        return;
    }
    // The frames that were under way fail for the same reason.
    if (!(m_isFrames && m_hasFailed))
        static_cast<void>(told(written));
    fail(job.code);
}

void PictureWriter::fail(ExitCode code)
{
    m_hasFailed = true;
    m_code = std::max(m_code, code);
}

} // namespace interleave
