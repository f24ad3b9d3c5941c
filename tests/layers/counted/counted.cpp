// A text without its plural forms, which the check for them has to find.
#include "core/values/text.h"

namespace interleave {

QString lampsText(int lamps)
{
    return Text::tr("%n lamps", nullptr, lamps) + Text::tr("no plural");
}

} // namespace interleave
