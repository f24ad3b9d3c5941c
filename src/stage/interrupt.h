#pragma once

#include <QObject>

namespace interleave {

/// SIGINT and SIGTERM as a signal of Qt, for as long as it lives; one at a time in a process.
class Interrupt final : public QObject
{
    Q_OBJECT

public:
    explicit Interrupt(QObject* parent = nullptr);
    ~Interrupt() override;

signals:
    void asked();
};

} // namespace interleave
