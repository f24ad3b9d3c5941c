#include "core/values/httpstatus.h"

namespace interleave {

namespace {

struct StatusName final
{
    int status;
    const char* phrase;
    bool isNamedInTexts;
};

constexpr StatusName StatusNames[] = {
    {100, "Continue", false},
    {200, "OK", true},
    {201, "Created", true},
    {204, "No Content", true},
    {304, "Not Modified", true},
    {400, "Bad Request", true},
    {401, "Unauthorized", false},
    {403, "Forbidden", false},
    {404, "Not Found", true},
    {405, "Method Not Allowed", false},
    {408, "Request Timeout", false},
    {409, "Conflict", true},
    {410, "Gone", false},
    {412, "Precondition Failed", true},
    {413, "Content Too Large", true},
    {415, "Unsupported Media Type", true},
    {417, "Expectation Failed", false},
    {421, "Misdirected Request", false},
    {422, "Unprocessable Content", true},
    {423, "Locked", true},
    {428, "Precondition Required", true},
    {429, "Too Many Requests", true},
    {431, "Request Header Fields Too Large", false},
    {500, "Internal Server Error", false},
    {501, "Not Implemented", false},
    {503, "Service Unavailable", true},
    {505, "HTTP Version Not Supported", false}};

const StatusName* nameOf(int status)
{
    for (const StatusName& name : StatusNames) {
        if (name.status == status)
            return &name;
    }
    return nullptr;
}

} // namespace

QByteArray reasonPhrase(int status)
{
    const StatusName* name = nameOf(status);
    return name == nullptr ? QByteArray() : QByteArray(name->phrase);
}

QString statusText(int status)
{
    const StatusName* name = nameOf(status);
    const QString number = QString::number(status);
    // Status phrases belong to the protocol, so they are not translated.
    return name != nullptr && name->isNamedInTexts
               ? QStringLiteral("%1 %2").arg(number, QLatin1String(name->phrase))
               : number;
}

} // namespace interleave
