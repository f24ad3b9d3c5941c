#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QString>

namespace interleave {

/// Reads a file from its beginning, whatever kind it is: a regular file, a pipe, a device. Stops after \c
/// limit bytes, when a pipe sends nothing for a long time, and at the end. Sequential, for one thread.
class InputFile final : public QIODevice
{
    Q_OBJECT

public:
    /// How long a pipe may send nothing by default, in milliseconds.
    static constexpr int SilenceMs = 5000;

    /// Opens the file; more than \a limit bytes are a problem.
    InputFile(const QString& path, qint64 limit, int silenceMs = SilenceMs);
    ~InputFile() override;

    /// Why it could not be opened or read to its end, as the words that follow “cannot be read: ”. Empty when
    /// all is well.
    [[nodiscard]] const QString& problem() const { return m_problem; }
    /// The file has more bytes than the limit; problem() says so too.
    [[nodiscard]] bool isTooLarge() const { return m_isTooLarge; }
    [[nodiscard]] bool isSequential() const override { return true; }

protected:
    qint64 readData(char* data, qint64 most) override;
    qint64 readLineData(char* data, qint64 most) override;
    qint64 writeData(const char* data, qint64 most) override;

private:
    [[nodiscard]] bool waitForMore();
    /// False at the end, and after a problem.
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
