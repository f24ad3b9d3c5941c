#include "http/problem.h"

#include "core/values/fields.h"
#include "core/values/httpstatus.h"

namespace interleave {

QByteArray jsonObject(const QList<JsonMember>& members)
{
    QByteArray text = QByteArrayLiteral("{");
    for (const JsonMember& member : members) {
        if (text.size() > 1)
            text += ", ";
        text += '"' + member.first + "\": " + member.second;
    }
    return text + '}';
}

QByteArray jsonText(const QString& text)
{
    return toJson(Value(text));
}

HttpResponse problemResponse(const Refusal& refusal, const QList<JsonMember>& extensions)
{
    HttpResponse response;
    response.status = refusal.status;
    response.headers = {
        {QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store")},
        {QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/problem+json")}};
    QList<JsonMember> members{
        {QByteArrayLiteral("title"), jsonText(QString::fromLatin1(reasonPhrase(refusal.status)))},
        {QByteArrayLiteral("status"), QByteArray::number(refusal.status)},
        {QByteArrayLiteral("detail"), jsonText(refusal.detail)}};
    response.body = jsonObject(members + extensions);
    return response;
}

} // namespace interleave
