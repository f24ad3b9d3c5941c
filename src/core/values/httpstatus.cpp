#include "core/values/httpstatus.h"

namespace interleave {

namespace {

struct StatusName final
{
    int status;
    const char* phrase;
};

constexpr StatusName StatusNames[] = {
    {100, "Continue"},
    {200, "OK"},
    {201, "Created"},
    {204, "No Content"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {423, "Locked"},
    {428, "Precondition Required"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"}};

} // namespace

QByteArray reasonPhrase(int status)
{
    for (const StatusName& name : StatusNames) {
        if (name.status == status)
            return name.phrase;
    }
    return {};
}

} // namespace interleave
