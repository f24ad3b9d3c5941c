#pragma once

#include <QRegularExpression>
#include <QTest>

namespace interleave::testing {

/// For init(): whatever is logged fails the test.
inline void failOnAnyWarning()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".?")));
}

} // namespace interleave::testing
