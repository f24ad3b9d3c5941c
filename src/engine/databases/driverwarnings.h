#pragma once

#include <QSqlDatabase>

#include <vector>

namespace interleave {

/// Keeps what is logged in this thread while it lives, and then passes it on where the connection is still
/// open. What Qt's drivers log of one that was lost depends on the moment, and the answers tell it already.
/// One at a time in a thread.
class DriverWarnings final
{
public:
    explicit DriverWarnings(QSqlDatabase database);
    ~DriverWarnings();
    Q_DISABLE_COPY_MOVE(DriverWarnings)

private:
    struct Message final
    {
        QtMsgType type;
        const char* file;
        int line;
        const char* function;
        const char* category;
        QString text;
    };

    static void handle(QtMsgType type, const QMessageLogContext& context, const QString& text);

    QSqlDatabase m_database;
    std::vector<Message> m_kept;
};

} // namespace interleave
