#pragma once

#include "core/export/exporting.h"
#include "core/transactions/transactionstory.h"
#include "gui/export/savemenu.h"
#include "gui/theme/theme.h"

#include <memory>
#include <utility>

namespace interleave {

/// A run of transactions as far as it is shown, and the moment.
using StoryMoment = std::pair<std::shared_ptr<const TransactionStory>, qint64>;

/// Exports one diagram to a file or to the clipboard, in every format.
class ExportMenu final : public SaveMenu
{
    Q_OBJECT

public:
    /// \a source is called for the current diagram when an entry is chosen; its journal must stay valid until
    /// the entry is done.
    ExportMenu(std::function<ExportSource()> source, QWidget& window);
    /// The same for a run of transactions; there must be one when an entry is chosen.
    ExportMenu(std::function<StoryMoment()> shown, QWidget& window);

private:
    /// How the diagram is written.
    struct Writers final
    {
        Content svg;
        Content page;
        Picture image;
        std::function<Result<QByteArray, QString>(ExportFormat)> text;
        QList<ExportFormat> formats;
    };

    void build(const Writers& writers);
};

} // namespace interleave
