#pragma once

#include <QObject>

namespace interleave {

/// The one way in which this process is ended from outside: by SIGINT, SIGTERM or SIGHUP. What lives to be
/// ended in order (the server, the window) makes an Interrupt, and hears of the first signal; all later ones
/// are ignored while it ends. Where there is none, and where ending takes longer than EndTime, the process
/// leaves nothing behind (core/values/leftover.h) and dies by the signal, as its parent expects.
class Interrupt final : public QObject
{
    Q_OBJECT

public:
    /// In milliseconds.
    static constexpr qint64 EndTime = 5000;

    /// To be called once, before anything is made that would be left behind. A SIGHUP that is ignored, as
    /// with nohup, stays so.
    static void watch();

    /// One at a time in a process.
    explicit Interrupt(QObject* parent = nullptr);
    ~Interrupt() override;

signals:
    void asked();
};

} // namespace interleave
