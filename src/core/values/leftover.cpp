#include "core/values/leftover.h"

#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <set>

namespace interleave {

namespace {

struct Register
{
    std::mutex mutex;
    std::set<QByteArray> paths;
};

/// Never destroyed, because it is used until the very end of the process.
Register& theRegister()
{
    static Register& made = []() -> Register& {
        std::atexit(&Leftover::removeAll);
        return *new Register;
    }();
    return made;
}

} // namespace

Leftover::Leftover(QByteArray path)
    : m_path(std::move(path))
{
    Register& all = theRegister();
    const std::lock_guard lock(all.mutex);
    all.paths.insert(m_path);
}

Leftover::~Leftover()
{
    Register& all = theRegister();
    const std::lock_guard lock(all.mutex);
    all.paths.erase(m_path);
}

void Leftover::removeAll()
{
    // Only the first caller gets past this, and no new Leftover is made meanwhile.
    static std::once_flag once;
    std::call_once(once, [] {
        Register& all = theRegister();
        all.mutex.lock();
        for (const QByteArray& path : all.paths) {
            std::error_code ignored;
            std::filesystem::remove_all(path.toStdString(), ignored);
        }
    });
}

} // namespace interleave
