#include "cli/commandline.h"
#include "cli/interrupt.h"
#include "cli/terminal.h"
#include "core/model/locking.h"
#include "core/values/text.h"
#include "stage/clock.h"
#include "stage/logwriter.h"
#include "stage/room.h"
#include "stage/room/qrcode.h"
#include "stage/room/roomlooks.h"
#include "stage/serverthread.h"

#include <QEventLoop>
#include <QHash>
#include <QTimer>
#include <QUrl>

#include <optional>

#include <unistd.h>

namespace interleave {

namespace {

ServerOptions serverOptions(const ServeCommand& command)
{
    ServerOptions options;
    options.now = [] {
        return SystemClock().now();
    };
    options.keepTexts = false;
    if (command.scenario)
        options.leases = command.scenario->scenario.leases;
    return options;
}

/// The server, and the room where one is asked for, until somebody ends it.
class Serving final
{
public:
    explicit Serving(const ServeCommand& command)
        : m_command(command)
        , m_server(serverOptions(command))
    {
    }

    [[nodiscard]] ExitCode run();

private:
    void openRoom();
    void tell(const std::optional<RoomDoor>& door);
    void invite(Output& out, const RoomDoor& door) const;
    void lookAtAddress(const QHostAddress& address);
    void tellMember(const RoomMember& member);
    void end(ExitCode code);

    const ServeCommand& m_command;
    LogWriter m_log{STDERR_FILENO};
    ServerThread m_server;
    QEventLoop m_loop;
    ExitCode m_code = ExitCode::Done;
    /// Those who joined, and whether their page is connected.
    QHash<QString, bool> m_members;
    /// While the room is open.
    QTimer m_look;
    quint16 m_port = 0;
    QString m_note;
};

ExitCode Serving::run()
{
    QObject::connect(&m_server, &ServerThread::failed, &m_loop, [this](const QString& problem) {
        m_log.line(problem);
        m_code = ExitCode::CannotDo;
        QMetaObject::invokeMethod(&m_loop, &QEventLoop::quit, Qt::QueuedConnection);
    });
    QObject::connect(&m_server, &ServerThread::opened, &m_loop, [this](quint16 port, const QString& note) {
        m_port = port;
        m_note = note;
        m_server.setLocking(m_command.stage.locking);
        if (m_command.room)
            openRoom();
        else
            tell({});
    });
    QObject::connect(
        &m_server, &ServerThread::roomOpened, &m_loop, [this](const RoomDoor& door) { tell(door); });
    QObject::connect(&m_server, &ServerThread::roomFailed, &m_loop, [this](const QString& problem) {
        m_log.line(problem);
        end(ExitCode::CannotDo);
    });
    QObject::connect(&m_server, &ServerThread::memberChanged, &m_loop, [this](const RoomMember& member) {
        tellMember(member);
    });
    QObject::connect(&m_server, &ServerThread::stopped, &m_loop, &QEventLoop::quit, Qt::QueuedConnection);
    // The terminal shows the requests of clients.
    QObject::connect(&m_server, &ServerThread::happened, &m_loop, [this](const Event& event) {
        if (event.isMessage())
            m_log.line(QStringLiteral("%1  %2").arg(event.client, arrowText(event, true)));
    });
    Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::asked, &m_server, &ServerThread::stop);

    const QList<Record> records =
        m_command.scenario ? m_command.scenario->scenario.records : standardRecords();
    const StageOptions& options = m_command.stage;
    m_server.open(options.databaseFile, options.port, Stage::UsualPort, records);
    m_loop.exec();
    return m_code;
}

void Serving::end(ExitCode code)
{
    m_code = code;
    m_server.stop();
}

void Serving::openRoom()
{
    const QList<RoomAddress> addresses = roomAddresses();
    QHostAddress address = m_command.room->address;
    if (address.isNull() && !addresses.isEmpty())
        address = addresses.first().address;
    if (const QString problem = problemAt(address, addresses); !problem.isEmpty()) {
        m_log.line(problem);
        return end(ExitCode::CannotDo);
    }
    RoomScene scene;
    scene.locking = m_command.stage.locking;
    const QString about = m_command.scenario ? m_command.scenario->scenario.about : QString();
    m_server.setScene(withRecord(std::move(scene), m_server.firstRecord(), about));
    m_server.openRoom(address, m_command.room->port, 0);
}

void Serving::tell(const std::optional<RoomDoor>& door)
{
    Output out;
    out.line(QStringLiteral("http://localhost:%1/records/%2")
                 .arg(
                     QString::number(m_port),
                     QString::fromLatin1(QUrl::toPercentEncoding(m_server.firstRecord().id))));
    if (door)
        invite(out, *door);
    if (const ExitCode code = out.end(); code != ExitCode::Done)
        return end(code);
    if (!m_note.isEmpty())
        m_log.line(m_note);
    if (door) {
        QObject::connect(
            &m_look, &QTimer::timeout, &m_loop, [this, address = door->address] { lookAtAddress(address); });
        m_look.start(RoomOptions().lookEvery);
    }
    m_log.line(Text::tr("Locking: %1. Ctrl+C ends the server.").arg(toTitle(m_command.stage.locking)));
}

void Serving::invite(Output& out, const RoomDoor& door) const
{
    out.line({});
    out.line(door.url());
    out.line(Text::tr("Code: %1").arg(door.code));
    out.lines(wrapped(
        door.address.isLoopback()
            ? Text::tr("Only this machine reaches the room at this address.")
            : Text::tr("Phones join in the same network; where that keeps devices apart, let them join a "
                       "hotspot of your own."),
        {}));
    out.line({});
    out.picture(halfBlocks(QrCode(door.joinUrl())));
}

/// Says it once.
void Serving::lookAtAddress(const QHostAddress& address)
{
    if (isAmong(roomAddresses(), address))
        return;
    m_look.stop();
    m_log.line(
        Text::tr("This machine is not at %1 any more, so phones do not reach the room. Start it again; "
                 "they have to join anew.")
            .arg(address.toString()));
}

void Serving::tellMember(const RoomMember& member)
{
    const auto known = m_members.find(member.client);
    if (known == m_members.end())
        m_log.line(Text::tr("%1 joined the room.", "a client").arg(member.client));
    else if (*known && !member.isHere)
        m_log.line(Text::tr("%1 left the room.", "a client").arg(member.client));
    m_members.insert(member.client, member.isHere);
}

} // namespace

ExitCode serve(const ServeCommand& command)
{
    return Serving(command).run();
}

} // namespace interleave
