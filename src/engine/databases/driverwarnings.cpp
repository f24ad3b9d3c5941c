#include "engine/databases/driverwarnings.h"

#include <atomic>
#include <mutex>

namespace interleave {

namespace {

/// Whom each message was for before; null until the first connection.
std::atomic<QtMessageHandler> usualHandler = nullptr;
thread_local DriverWarnings* keeper = nullptr;

} // namespace

DriverWarnings::DriverWarnings(QSqlDatabase database)
    : m_database(std::move(database))
{
    static std::once_flag isInstalled;
    std::call_once(isInstalled, [] {
        // In two steps, so that no message finds ours before its successor is known.
        usualHandler = qInstallMessageHandler(nullptr);
        qInstallMessageHandler(&DriverWarnings::handle);
    });
    Q_ASSERT(keeper == nullptr);
    keeper = this;
}

DriverWarnings::~DriverWarnings()
{
    keeper = nullptr;
    if (!m_database.isOpen())
        return;
    for (const Message& message : m_kept) {
        const QMessageLogContext context(message.file, message.line, message.function, message.category);
        usualHandler.load()(message.type, context, message.text);
    }
}

void DriverWarnings::handle(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    if (keeper != nullptr && type != QtFatalMsg)
        keeper->m_kept.push_back(
            {type, context.file, context.line, context.function, context.category, text});
    else
        usualHandler.load()(type, context, text);
}

} // namespace interleave
