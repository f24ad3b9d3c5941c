#pragma once

#include "core/values/leftover.h"

#include <QTemporaryFile>

#include <optional>

namespace interleave {

/// Makes the process independent of the display and of this user's settings. To be made before the
/// application object, and kept until that is gone.
class HeadlessPlatform final
{
public:
    /// \a scale pixels for each px.
    explicit HeadlessPlatform(int scale);

private:
    /// Fonts of the system would stand in where a bundled one lacks a letter, and look different elsewhere.
    std::optional<Leftover> m_leftover;
    QTemporaryFile m_fonts;
};

} // namespace interleave
