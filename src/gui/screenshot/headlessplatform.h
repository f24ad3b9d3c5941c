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
    /// \a scale is in pixels per px.
    explicit HeadlessPlatform(int scale);

private:
    /// A configuration without system fonts: they would replace characters missing in the bundled ones, and
    /// differ between machines.
    std::optional<Leftover> m_leftover;
    QTemporaryFile m_fonts;
};

} // namespace interleave
