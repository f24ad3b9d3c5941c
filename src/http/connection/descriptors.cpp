#include "http/connection/descriptors.h"

#include <QtGlobal>

#include <algorithm>
#include <limits>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace interleave {

int descriptorLimit()
{
    constexpr int most = std::numeric_limits<int>::max();
#ifdef Q_OS_UNIX
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < static_cast<rlim_t>(most))
        return static_cast<int>(limit.rlim_cur);
#endif
    return most;
}

void raiseDescriptorLimit(int wanted)
{
#ifdef Q_OS_UNIX
    rlimit limit{};
    if (wanted <= descriptorLimit() || getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = std::min(static_cast<rlim_t>(wanted), limit.rlim_max);
    (void)setrlimit(RLIMIT_NOFILE, &limit);
#else
    Q_UNUSED(wanted)
#endif
}

int connectionsWithin(int wanted, int descriptors)
{
    const int kept = std::min(KeptDescriptors, descriptors / 2);
    return std::max(1, std::min(wanted, descriptors - kept));
}

} // namespace interleave
