#pragma once

#include <QByteArray>

namespace interleave {

/// A file or a folder that must not stay when the process ends, however it ends: for as long as it lives,
/// what it names is removed by removeAll(), and by exit(). It removes nothing itself. In any thread.
class Leftover final
{
public:
    /// \a path as the system has it (QFile::encodeName()).
    explicit Leftover(QByteArray path);
    ~Leftover();

    Leftover(const Leftover&) = delete;
    Leftover& operator=(const Leftover&) = delete;
    Leftover(Leftover&&) = delete;
    Leftover& operator=(Leftover&&) = delete;

    /// The end: from now on whoever makes or lets go of one waits for ever.
    static void removeAll();

private:
    QByteArray m_path;
};

} // namespace interleave
