#pragma once

#include "core/values/leftover.h"

#include <QTemporaryFile>

#include <optional>

namespace interleave {

/// Makes the process independent of the display and the user's settings. Create it before the application
/// object, and destroy it after that.
class HeadlessPlatform final
{
public:
    /// Which fonts there are for characters that the bundled ones lack: those of the machine differ from
    /// others', and take time to look through.
    enum class Fonts { Bundled, AllHere };
    /// \a scale is in pixels per px.
    HeadlessPlatform(int scale, Fonts fonts);

private:
    /// A configuration without the machine's fonts.
    std::optional<Leftover> m_leftover;
    QTemporaryFile m_fonts;
};

} // namespace interleave
