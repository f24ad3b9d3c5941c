// Pieces of sentences, which the check for them has to find.
#include "core/values/text.h"

namespace interleave {

QString clientsText(const QStringList& names)
{
    return names.join(Text::tr(", ")) + Text::tr(" and others");
}

} // namespace interleave
