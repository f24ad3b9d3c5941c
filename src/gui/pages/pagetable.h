#pragma once

#include "engine/databases/enginetable.h"
#include "gui/pages/page.h"

#include <functional>

namespace interleave {

class Stage;
class StageTransport;

/// The objects that pages use; they must outlive the pages.
struct PageContext final
{
    Stage& stage;
    StageTransport& transport;
    /// Servers of the user's for transactions, and the role on them that was named.
    EnginePlaces places = {};
    QString role = {};
};

/// A page's description, before its widget exists.
struct PageEntry final
{
    /// One of pageNames() (stage/pagenames.h).
    QString name;
    /// The text on its tab.
    QString title;
    /// Creates the widget when the page is shown for the first time.
    std::function<Page*(const PageContext& context, QWidget* parent)> make;
};

/// All pages, in the order of pageNames().
[[nodiscard]] QList<PageEntry> pageTable();

} // namespace interleave
