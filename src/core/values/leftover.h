#pragma once

#include <QByteArray>

namespace interleave {

/// Registers a file or folder that must be removed when the process ends, in whatever way. While the object
/// lives, removeAll() and exit() remove the path; the destructor does not. Any thread.
class Leftover final
{
public:
    /// \a path in the system's encoding (QFile::encodeName()).
    explicit Leftover(QByteArray path);
    ~Leftover();

    Leftover(const Leftover&) = delete;
    Leftover& operator=(const Leftover&) = delete;
    Leftover(Leftover&&) = delete;
    Leftover& operator=(Leftover&&) = delete;

    /// Call this only when the process ends: afterwards, constructors and destructors block forever.
    static void removeAll();

private:
    QByteArray m_path;
};

} // namespace interleave
