#pragma once

#include "core/export/exporting.h"
#include "gui/export/savemenu.h"

namespace interleave {

/// One diagram, as a file or on the clipboard, in every format that documents want.
class ExportMenu final : public SaveMenu
{
    Q_OBJECT

public:
    /// \a source tells what is shown when it is asked; its journal must live until the entry is done.
    ExportMenu(std::function<ExportSource()> source, QWidget& window);

private:
    [[nodiscard]] Result<QImage, QString> picture() const;

    std::function<ExportSource()> m_source;
};

} // namespace interleave
