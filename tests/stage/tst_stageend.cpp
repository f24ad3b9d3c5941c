#include "stage/stage.h"
#include "warningfreetest.h"

#include <QTest>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <set>
#include <thread>

#include <dlfcn.h>

using namespace interleave;

namespace {

std::mutex mutex;
/// What is being woken now, and whether one of these went meanwhile.
std::multiset<void*> woken;
std::atomic<bool> hasGone = false;
/// Set in the thread of a stage that ends; how often it has woken another one then.
thread_local bool isSlow = false;
std::atomic<int> wakings = 0;

template<typename Function>
Function* nextOf(const char* name)
{
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

} // namespace

/// Qt's event dispatcher calls this instead of the library's own, to wake a thread that an event was posted
/// to. As on a busy machine, that thread may be done with the event before this one goes on.
extern "C" void g_main_context_wakeup(void* context)
{
    static auto* const usual = nextOf<void(void*)>("g_main_context_wakeup");
    {
        const std::lock_guard lock(mutex);
        woken.insert(context);
    }
    usual(context);
    if (isSlow) {
        ++wakings;
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
    }
    const std::lock_guard lock(mutex);
    woken.erase(woken.find(context));
}

extern "C" void g_main_context_unref(void* context)
{
    static auto* const usual = nextOf<void(void*)>("g_main_context_unref");
    {
        const std::lock_guard lock(mutex);
        hasGone = hasGone || woken.contains(context);
    }
    usual(context);
}

/// The end of a stage, where what wakes the server's thread takes its time.
class TestStageEnd final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void threadThatIsWoken_isStillThere();
};

void TestStageEnd::threadThatIsWoken_isStillThere()
{
    auto stage = std::make_unique<Stage>(StageOptions{quint16{0}, {}, Locking::Off});
    stage->start();
    QTRY_VERIFY(stage->port() != 0);
    isSlow = true;
    stage.reset();
    isSlow = false;
    if (wakings == 0)
        QSKIP("This Qt does not wake its threads by GLib.");
    QVERIFY(!hasGone);
}

QTEST_GUILESS_MAIN(TestStageEnd)
#include "tst_stageend.moc"
