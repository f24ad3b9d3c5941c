// A presenter without a window, for the tests of the room's page: does what lines on standard input say, and tells
// in lines of JSON what became of it. Ends with its input.

#include "core/model/account.h"
#include "core/model/snapshot.h"
#include "stage/room.h"
#include "stage/room/qrcode.h"
#include "stage/stage.h"

#include <QGuiApplication>
#include <QHash>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>
#include <QUrl>

#include <unistd.h>

#include <cstdio>
#include <functional>

using namespace interleave;

namespace {

const QHostAddress Address(QStringLiteral("127.0.0.2"));
constexpr int Countdown = 1'500;
/// Pixels of a module in the picture of the QR code.
constexpr int Scale = 6;

void tell(const QJsonObject& line)
{
    std::puts(QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

QJsonValue toJsonValue(const Value* value)
{
    return value == nullptr ? QJsonValue() : QJsonValue(toText(*value));
}

bool writeQr(const QString& text, const QString& file)
{
    const QrCode code(text);
    const int side = code.size() + 2 * QrCode::QuietZone;
    QImage image(side, side, QImage::Format_RGB32);
    image.fill(Qt::white);
    for (int y = 0; y < code.size(); ++y) {
        for (int x = 0; x < code.size(); ++x) {
            if (code.isDark(x, y))
                image.setPixel(x + QrCode::QuietZone, y + QrCode::QuietZone, qRgb(0, 0, 0));
        }
    }
    return image.scaled(side * Scale, side * Scale).save(file);
}

StageOptions stageOptions()
{
    StageOptions options;
    options.room.limits.countdown = Countdown;
    return options;
}

class RoomHost final : public QObject
{
public:
    RoomHost();

private:
    void read();
    void run(const QString& line);
    void open();
    [[nodiscard]] QJsonArray members() const;
    [[nodiscard]] QJsonObject ledger() const;

    Stage m_stage{stageOptions()};
    Room& m_room{m_stage.room()};
    QSocketNotifier m_input{STDIN_FILENO, QSocketNotifier::Read};
    QByteArray m_unread;
    quint16 m_port = 0;
    /// What a line says before the first space, and what follows it.
    QHash<QString, std::function<QJsonObject(const QString&)>> m_commands;
};

RoomHost::RoomHost()
{
    const QJsonObject done;
    m_commands = {
        {QStringLiteral("qr"),
         [this](const QString& file) {
             return QJsonObject{{QStringLiteral("written"), writeQr(m_room.joinUrl(), file)}};
         }},
        {QStringLiteral("begin"), [this, done](const QString&) { m_room.begin(); return done; }},
        {QStringLiteral("again"),
         [this, done](const QString& rule) {
             m_room.beginAgain(lockingFromName(rule).value_or(Locking::Off));
             return done;
         }},
        {QStringLiteral("play"), [this, done](const QString&) { m_stage.startFreePlay(); return done; }},
        {QStringLiteral("count"), [this, done](const QString&) { m_room.countDown(); return done; }},
        {QStringLiteral("ask"), [this, done](const QString&) { m_room.askWhatIsLeft(); return done; }},
        {QStringLiteral("tell"), [this, done](const QString&) { m_room.tellWhatIsLeft(); return done; }},
        {QStringLiteral("question"),
         [this, done](const QString& text) {
             const QStringList parts = text.split(u'|');
             m_room.ask(parts.first(), parts.mid(1));
             return done;
         }},
        {QStringLiteral("remove"), [this, done](const QString& client) { m_room.remove(client); return done; }},
        {QStringLiteral("rename"),
         [this, done](const QString& text) {
             m_room.rename(text.section(u'|', 0, 0), text.section(u'|', 1));
             return done;
         }},
        {QStringLiteral("close"), [this, done](const QString&) { m_room.close(); return done; }},
        {QStringLiteral("open"), [this, done](const QString&) { open(); return done; }},
        {QStringLiteral("ledger"), [this](const QString&) { return ledger(); }},
        {QStringLiteral("members"),
         [this](const QString&) {
             QJsonArray votes;
             for (const int count : m_room.votes())
                 votes.append(count);
             return QJsonObject{{QStringLiteral("members"), members()}, {QStringLiteral("votes"), votes}};
         }}};
    connect(&m_stage, &Stage::failed, this, [](const QString& problem) { qFatal("%s", qPrintable(problem)); });
    connect(&m_stage, &Stage::serving, this, [this] { open(); });
    connect(&m_room, &Room::failed, this, [](const QString& problem) { qFatal("%s", qPrintable(problem)); });
    connect(&m_room, &Room::opened, this, [this] {
        m_port = static_cast<quint16>(QUrl(m_room.url()).port());
        tell({{QStringLiteral("opened"), m_room.url()}, {QStringLiteral("code"), m_room.code()}});
    });
    connect(&m_input, &QSocketNotifier::activated, this, [this] { read(); });
    m_stage.start();
}

/// Where it was open before, so that phones find it again.
void RoomHost::open()
{
    m_room.open(Address, m_port);
}

void RoomHost::read()
{
    char bytes[4096];
    const ssize_t count = ::read(STDIN_FILENO, bytes, sizeof bytes);
    if (count <= 0)
        return QCoreApplication::quit();
    m_unread.append(bytes, count);
    for (qsizetype end = m_unread.indexOf('\n'); end >= 0; end = m_unread.indexOf('\n')) {
        const QString line = QString::fromUtf8(m_unread.left(end));
        m_unread.remove(0, end + 1);
        run(line);
    }
}

void RoomHost::run(const QString& line)
{
    const QString word = line.section(u' ', 0, 0);
    const auto command = m_commands.constFind(word);
    if (command == m_commands.cend())
        qFatal("There is no command “%s”.", qPrintable(word));
    QJsonObject answer = (*command)(line.section(u' ', 1));
    answer.insert(QStringLiteral("did"), word);
    tell(answer);
}

QJsonArray RoomHost::members() const
{
    QJsonArray list;
    for (const RoomMember& member : m_room.members()) {
        list.append(QJsonObject{
            {QStringLiteral("client"), member.client},
            {QStringLiteral("name"), member.name},
            {QStringLiteral("isHere"), member.isHere}});
    }
    return list;
}

/// What is in stock, and what should be by the changes that clients made.
QJsonObject RoomHost::ledger() const
{
    const Snapshot& now = m_stage.journal().latest();
    const QString field = QStringLiteral("stock");
    const Record* record = now.record(m_stage.recordId());
    if (record == nullptr)
        return {};
    return {
        {QStringLiteral("stock"), toJsonValue(record->fields.find(field))},
        {QStringLiteral("owed"), toJsonValue(now.account(record->id).find(field))},
        {QStringLiteral("version"), record->version},
        {QStringLiteral("phase"), toName(m_room.scene().phase)}};
}

} // namespace

int main(int argc, char** argv)
{
    const QGuiApplication app(argc, argv);
    const RoomHost host;
    return QGuiApplication::exec();
}
