#include "core/words/refusal.h"

#include "core/values/excerpt.h"
#include "core/values/jsontree.h"

namespace interleave {

QString refusalDetail(const QByteArray& responseText)
{
    const qsizetype end = responseText.indexOf("\r\n\r\n");
    if (end < 0)
        return {};
    const auto tree = parseTree(responseText.mid(end + 4));
    if (!tree || !tree->is_object())
        return {};
    const auto detail = tree->find("detail");
    return detail == tree->end() || !detail->is_string()
               ? QString()
               : excerpt(QString::fromStdString(detail->get<std::string>()));
}

} // namespace interleave
