#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QString>

namespace interleave {

/// A file that somebody named, opened to be read from its beginning, whatever stands behind the name: a file,
/// a pipe, a device. Reading ends: after \c limit bytes, when a pipe is silent for long, and at the end.
/// Sequential, for one thread.
class InputFile final : public QIODevice
{
    Q_OBJECT

public:
    /// How long a pipe usually may say nothing, in milliseconds.
    static constexpr int SilenceMs = 5000;

    /// Opens it; \a limit is in bytes, and one more than that is a problem.
    InputFile(const QString& path, qint64 limit, int silenceMs = SilenceMs);
    ~InputFile() override;

    /// Why it could not be opened, or not be read to its end; the words that follow “cannot be read: ”. Empty
    /// when all is well.
    [[nodiscard]] const QString& problem() const { return m_problem; }
    /// There was more than the limit; problem() says so too.
    [[nodiscard]] bool isTooLarge() const { return m_isTooLarge; }
    [[nodiscard]] bool isSequential() const override { return true; }

protected:
    qint64 readData(char* data, qint64 most) override;
    qint64 readLineData(char* data, qint64 most) override;
    qint64 writeData(const char* data, qint64 most) override;

private:
    [[nodiscard]] bool waitForMore();
    /// False at the end, and with a problem.
    [[nodiscard]] bool hasMore();
    [[nodiscard]] qint64 take(char* data, qint64 count);

    int m_descriptor = -1;
    int m_silenceMs = SilenceMs;
    QByteArray m_chunk;
    qsizetype m_taken = 0;
    qint64 m_left = 0;
    qint64 m_limit = 0;
    bool m_isTooLarge = false;
    QString m_problem;
};

} // namespace interleave
