#pragma once

#include "http/roomtest.h"
#include "stage/files/scenariolibrary.h"
#include "stage/stage.h"

namespace interleave::test {

inline StageOptions stageOptions(RoomOptions room = {})
{
    StageOptions options;
    options.port = quint16{0};
    options.room = std::move(room);
    return options;
}

/// A stage that serves, with an open room.
class RoomStage final
{
public:
    explicit RoomStage(RoomOptions options = {})
        : stage(stageOptions(std::move(options)))
    {
        stage.start();
        stage.room().open(RoomHost);
        if (!QTest::qWaitFor([this] { return stage.room().isOpen() && !stage.isMoving(); }))
            qFatal("The room does not open.");
    }

    /// A phone that has joined and gets the news.
    [[nodiscard]] std::unique_ptr<Phone> join(const QByteArray& name = {})
    {
        auto phone = std::make_unique<Phone>(QUrl(room().url()));
        phone->join("{\"code\": \"" + room().code().toLatin1() + "\", \"name\": \"" + name + "\"}");
        phone->openNews();
        static_cast<void>(QTest::qWaitFor([&] { return member(phone->client).isHere; }));
        return phone;
    }
    /// Another connection of that phone, for requests beside the news.
    [[nodiscard]] std::unique_ptr<Phone> beside(const Phone& phone)
    {
        auto other = std::make_unique<Phone>(QUrl(room().url()));
        other->secret = phone.secret;
        other->client = phone.client;
        return other;
    }
    [[nodiscard]] RoomMember member(const QString& client)
    {
        for (const RoomMember& each : room().members()) {
            if (each.client == client)
                return each;
        }
        return {};
    }
    [[nodiscard]] QString label(const QString& client) { return labelIn(stage.journal(), client); }
    [[nodiscard]] static QString labelIn(const Journal& journal, const QString& client)
    {
        for (const ClientLook& look : journal.header().clients) {
            if (look.client == client && look.isInRoom)
                return look.label.isEmpty() ? QStringLiteral("-") : look.label;
        }
        return QStringLiteral("not there");
    }
    /// Starts the record over, as the script begins.
    void begin(Locking locking = Locking::Off)
    {
        const int round = room().scene().round;
        room().beginAgain(locking);
        if (!QTest::qWaitFor([&] { return room().scene().round > round && !stage.isMoving(); }))
            qFatal("The room does not begin.");
    }
    [[nodiscard]] Room& room() { return stage.room(); }
    [[nodiscard]] const Record& record() { return *stage.journal().latest().record(stage.recordId()); }

    Stage stage;
};

inline Answer save(Phone& phone, int stock, const QByteArray& tag = {})
{
    return phone.ask(
        "PUT /records/item",
        "{\"stock\": " + QByteArray::number(stock) + ", \"name\": \"Desk lamp\"}",
        "Content-Type: application/json\r\n" + (tag.isEmpty() ? QByteArray() : "If-Match: " + tag + "\r\n"));
}

inline QString textOf(const QJsonObject& json, const char* name)
{
    return json.value(QLatin1String(name)).toString();
}

} // namespace interleave::test
