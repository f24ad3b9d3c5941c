#pragma once

#include <QFile>

namespace interleave::bench {

/// Resident memory of \a process in MB; 0 if the system does not tell.
inline double residentMb(const QString& process = QStringLiteral("self"))
{
    QFile file(QStringLiteral("/proc/%1/status").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).simplified().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

} // namespace interleave::bench
