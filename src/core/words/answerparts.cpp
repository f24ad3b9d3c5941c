#include "core/words/answerparts.h"

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

QByteArray headerIn(const QByteArray& message, const QByteArray& name)
{
    const QList<QByteArray> lines = message.left(message.indexOf("\r\n\r\n")).split('\n');
    for (const QByteArray& line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (line.left(colon).trimmed().toLower() == name)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

} // namespace interleave
