#pragma once

#include <csignal>

#include <sys/resource.h>

namespace interleave::testing {

/// Simulates a full disk while it lives: no file of this process grows beyond \a most bytes. Needs no
/// privileges, unlike a really full disk.
class SmallFiles final
{
public:
    explicit SmallFiles(rlim_t most)
        : m_usual(std::signal(SIGXFSZ, SIG_IGN))
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{most, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SmallFiles()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_usual);
    }
    SmallFiles(const SmallFiles&) = delete;
    SmallFiles& operator=(const SmallFiles&) = delete;
    SmallFiles(SmallFiles&&) = delete;
    SmallFiles& operator=(SmallFiles&&) = delete;

private:
    void (*m_usual)(int);
    rlimit m_before{};
};

} // namespace interleave::testing
