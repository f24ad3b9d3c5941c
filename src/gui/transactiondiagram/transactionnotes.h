#pragma once

#include "core/transactionwords/storyview.h"
#include "gui/theme/icons.h"
#include "gui/theme/theme.h"
#include "gui/transactiondiagram/transactiontrace.h"

#include <optional>

namespace interleave {

/// What only the observer knows of an event.
struct TransactionNote final
{
    /// The longest first.
    QStringList wordings;
    Role role = Role::Quiet;
    std::optional<Icon> icon = {};
};

/// By the events' numbers; \a sessions are the lanes.
[[nodiscard]] QMap<qint64, TransactionNote>
notesOf(const StoryView& view, const TransactionTrace& trace, const QStringList& sessions);

} // namespace interleave
