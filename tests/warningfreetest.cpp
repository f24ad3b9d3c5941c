#include "warningfreetest.h"

#include <QRegularExpression>
#include <QTest>

namespace interleave {

void WarningFreeTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    prepare();
}

} // namespace interleave
