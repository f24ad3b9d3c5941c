#pragma once

#include "cli/terminal.h"
#include "core/values/result.h"
#include "gui/screenshot/diagramshots.h"

#include <QImage>

#include <deque>
#include <future>
#include <variant>

namespace interleave {

/// An image still to be encoded, or a file's content.
using Picture = std::variant<QImage, QByteArray>;

/// Encodes and writes pictures while the next ones are drawn: encoding takes as long as drawing. Of a
/// folder's frames only the first problem is told, and the frames after it are not written.
class PictureWriter final
{
public:
    void add(const QString& file, Result<Picture, NotDrawn> picture);
    /// Makes the folder, and tells where that is impossible; add() does nothing then until endFrames().
    void beginFrames(const QString& folder);
    /// The path of a frame of the \a count that there are, with the suffix of its format.
    [[nodiscard]] static QString
    frameFile(const QString& folder, int number, int count, PictureFormat format);
    /// Waits for the frames, and says how many were written, and their names.
    void endFrames(const QString& first, const QString& last, bool toOutput);

    /// Waits for the remaining files.
    [[nodiscard]] ExitCode finish();

private:
    void tellOlderFrames(const QString& first) const;
    struct Job final
    {
        std::future<Written> written;
        ExitCode code = ExitCode::CannotDo;
    };

    void take();
    void fail(ExitCode code);

    /// The results of writing, in order.
    std::deque<Job> m_files;
    ExitCode m_code = ExitCode::Done;
    bool m_isFrames = false;
    bool m_hasFailed = false;
    int m_frames = 0;
};

} // namespace interleave
