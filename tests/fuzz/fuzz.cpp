#include "fuzz/fuzz.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace interleave::fuzz {

namespace {

void onMessage(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    if (type == QtDebugMsg || type == QtInfoMsg)
        return;
    std::fprintf(stderr, "Logged: %s\n", text.toUtf8().constData());
    std::abort();
}

} // namespace

void require(bool holds, const char* what)
{
    if (holds)
        return;
    std::fprintf(stderr, "Does not hold: %s\n", what);
    std::abort();
}

void requireEqual(const QByteArray& is, const QByteArray& shouldBe, const char* what)
{
    if (is != shouldBe)
        std::fprintf(stderr, "Is:\n%s\nShould be:\n%s\n", is.constData(), shouldBe.constData());
    require(is == shouldBe, what);
}

void requireSentence(const QString& text, const char* what)
{
    const bool isLine =
        std::ranges::none_of(text, [](QChar c) { return c == u'\n' || c == u'\r' || c.isNull(); });
    if (text.isEmpty() || !isLine)
        std::fprintf(stderr, "Is: “%s”\n", text.toUtf8().constData());
    require(!text.isEmpty() && isLine, what);
}

QByteArray bytesOf(const std::uint8_t* data, std::size_t size)
{
    return QByteArray(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
}

bool isControl(char c)
{
    return (c >= 0 && c < ' ' && c != '\t') || c == '\x7f';
}

// FNV-1a.
Choices::Choices(const QByteArray& input)
    : m_state(14695981039346656037U)
{
    for (const char c : input)
        m_state = (m_state ^ static_cast<unsigned char>(c)) * 1099511628211U;
}

// SplitMix64.
qsizetype Choices::below(qsizetype count)
{
    m_state += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = m_state;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    mixed ^= mixed >> 31U;
    return static_cast<qsizetype>(mixed % static_cast<std::uint64_t>(count));
}

} // namespace interleave::fuzz

// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerInitialize(int*, char***)
{
    qInstallMessageHandler(interleave::fuzz::onMessage);
    return 0;
}
