#pragma once

#include <QCoreApplication>

namespace interleave {

/// Translates what is said outside of any QObject: `Text::tr("…")`.
struct Text final
{
    Q_DECLARE_TR_FUNCTIONS(interleave)
};

} // namespace interleave
