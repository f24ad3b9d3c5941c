#pragma once

#include <QBuffer>
#include <QByteArray>
#include <QString>

#include <cstddef>
#include <cstdint>

/// What each fuzzer defines: reads one input, and ends the program where a check fails. libFuzzer calls it
/// with inputs that it makes up, replay.cpp with those that are kept. Returns 0.
// NOLINTNEXTLINE(readability-identifier-naming): the name is libFuzzer's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
/// Called once before the first input. From here on a logged warning ends the program.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerInitialize(int* count, char*** arguments);

namespace interleave::fuzz {

/// Ends the program, and says what does not hold, unless it holds.
void require(bool holds, const char* what);
/// The same with the two values that ought to be equal.
void requireEqual(const QByteArray& is, const QByteArray& shouldBe, const char* what);
/// \a text is what people are told: not empty, in one line, and without a placeholder that was not filled in.
void requireSentence(const QString& text, const char* what);

/// What is written into a file and read from it again, without one.
template<typename Journal>
[[nodiscard]] QByteArray written(const Journal& journal)
{
    QBuffer file;
    file.open(QIODevice::WriteOnly);
    journal.write(file);
    return file.data();
}
template<typename Read>
[[nodiscard]] auto readFrom(QByteArray text, Read read)
{
    QBuffer file(&text);
    file.open(QIODevice::ReadOnly);
    return read(file, QStringLiteral("it.jsonl"));
}

/// A copy, which the sanitizers guard at both ends.
[[nodiscard]] QByteArray bytesOf(const std::uint8_t* data, std::size_t size);

/// No header field has such a character: RequestParser refuses them (RFC 9110 §5.5).
[[nodiscard]] bool isControl(char c);

/// Numbers that are the same each time for the same input: where to cut it, which of several things to check.
class Choices final
{
public:
    explicit Choices(const QByteArray& input);

    /// From 0, below \a count, which is at least 1.
    [[nodiscard]] qsizetype below(qsizetype count);

private:
    std::uint64_t m_state;
};

} // namespace interleave::fuzz
