#pragma once

#include <QCoreApplication>

namespace interleave {

/// Translates texts outside of a QObject: `Text::tr("…")`.
struct Text final
{
    Q_DECLARE_TR_FUNCTIONS(interleave)
};

} // namespace interleave
