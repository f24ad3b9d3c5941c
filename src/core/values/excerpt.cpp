#include "core/values/excerpt.h"

#include "core/values/text.h"
#include "core/values/textformat.h"

#include <QLocale>

namespace interleave {

QString excerpt(const QString& text, qsizetype longest)
{
    if (text.size() <= longest)
        return text;
    return Text::tr("%1 (%2 characters)", "a beginning and the length of all", pluralOf(text.size()))
        .arg(shortened(text, longest), QLocale(QLocale::English).toString(text.size()));
}

QString excerpt(const Value& value)
{
    const auto* text = std::get_if<QString>(&value);
    return text == nullptr ? toText(value) : excerpt(*text);
}

} // namespace interleave
