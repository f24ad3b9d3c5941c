#pragma once

#include <QObject>

namespace interleave {

/// The base of every test: a warning that is logged while one of its functions runs fails that function,
/// unless the test expects it (QTest::ignoreMessage()). The exception is the offscreen platform's message
/// about every window.
class WarningFreeTest : public QObject
{
    Q_OBJECT

private slots:
    /// QtTest forgets failOnWarning() after each function and each row. Final, so that no test can leave it
    /// out.
    virtual void init() final;

private:
    /// Runs before each function and row of a test, in place of init(). Not a slot, because QtTest would run
    /// it as a test.
    virtual void prepare() {}
};

} // namespace interleave
