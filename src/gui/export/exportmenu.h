#pragma once

#include "core/export/exporting.h"
#include "gui/export/savemenu.h"

namespace interleave {

/// Exports one diagram to a file or to the clipboard, in every format.
class ExportMenu final : public SaveMenu
{
    Q_OBJECT

public:
    /// \a source is called for the current diagram when an entry is chosen; its journal must stay valid until
    /// the entry is done.
    ExportMenu(std::function<ExportSource()> source, QWidget& window);

private:
    [[nodiscard]] Result<QImage, QString> picture() const;

    std::function<ExportSource()> m_source;
};

} // namespace interleave
