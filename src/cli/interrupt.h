#pragma once

#include <QObject>

namespace interleave {

/// Ends the process properly on SIGINT, SIGTERM and SIGHUP. Whoever must shut down in order (the server, the
/// window) makes an Interrupt, which is told of the first signal; later ones are ignored meanwhile. If there
/// is no Interrupt, or the shutdown takes longer than EndTime, leftovers are removed (core/values/leftover.h)
/// and the process dies by the signal, as its parent expects.
class Interrupt final : public QObject
{
    Q_OBJECT

public:
    /// In milliseconds.
    static constexpr qint64 EndTime = 5000;

    /// Call it once, before creating anything that would be left behind. A SIGHUP that is ignored, as with
    /// nohup, stays ignored.
    static void watch();

    /// Only one at a time in a process.
    explicit Interrupt(QObject* parent = nullptr);
    ~Interrupt() override;

signals:
    void asked();
};

} // namespace interleave
