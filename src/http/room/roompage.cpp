#include "http/room/roompage.h"

#include "http/contenthash.h"

#include <QFile>

namespace interleave {

namespace {

QByteArray policyOf(const QByteArray& page)
{
    const auto sources = [&page](const QByteArray& directive, QByteArrayView element) {
        const QList<QByteArray> hashes = inlineHashes(page, element);
        return directive + ' ' + (hashes.isEmpty() ? "'none'" : hashes.join(' ')) + "; ";
    };
    return "default-src 'none'; " + sources("script-src", "script") + sources("style-src", "style") +
           "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

HttpResponse readPage()
{
    QFile file(QStringLiteral(":/room/room.html"));
    (void)file.open(QIODevice::ReadOnly);
    QByteArray page = file.readAll();
    page.replace("\r\n", "\n");
    HttpResponse response;
    response.status = 200;
    response.headers = {
        {QByteArrayLiteral("Content-Type"), QByteArrayLiteral("text/html; charset=utf-8")},
        {QByteArrayLiteral("Content-Security-Policy"), policyOf(page)},
        {QByteArrayLiteral("Referrer-Policy"), QByteArrayLiteral("no-referrer")},
        {QByteArrayLiteral("X-Frame-Options"), QByteArrayLiteral("DENY")},
        {QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store")}};
    response.body = std::move(page);
    return response;
}

} // namespace

const HttpResponse& roomPage()
{
    static const HttpResponse page = readPage();
    return page;
}

} // namespace interleave
