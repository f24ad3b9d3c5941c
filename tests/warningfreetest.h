#pragma once

#include <QObject>

namespace interleave {

/// The base of every test: whatever warning is logged while one of its functions runs fails that function,
/// unless the test expects it (QTest::ignoreMessage()). The one exception is what the offscreen platform says
/// of every window.
class WarningFreeTest : public QObject
{
    Q_OBJECT

private slots:
    /// QtTest forgets what fails a test after each function and each row. Final, so that no test forgets it.
    virtual void init() final;

private:
    /// What a test does before each of its functions and rows, in place of init(). No slot: QtTest would run
    /// it as a test.
    virtual void prepare() {}
};

} // namespace interleave
