#include "stage/room.h"

#include "stage/roomprivate.h"

#include <algorithm>

namespace interleave {

Room::Private::Private(Room& room, Stage& itsStage, RoomOptions roomOptions)
    : q(room)
    , owner(itsStage)
    , options(std::move(roomOptions))
{
    look.setInterval(options.lookEvery);
    connect(&look, &QTimer::timeout, &q, [this] { lookAtAddresses(); });
}

Room::Room(Stage& stage, RoomOptions options)
    : m_private(std::make_unique<Private>(*this, stage, std::move(options)))
{
    connect(&stage, &Stage::changed, this, [this] { m_private->onStageChanged(); });
}

Room::~Room() = default;

QList<RoomAddress> Room::Private::addresses() const
{
    return options.addresses ? options.addresses() : roomAddresses();
}

void Room::Private::setState(State next)
{
    state = next;
    if (next == State::Open)
        look.start();
    else
        look.stop();
    isAddressGone = false;
    emit q.changed();
}

void Room::Private::lookAtAddresses()
{
    const QList<RoomAddress> now = addresses();
    const bool isGone = !isAmong(now, address);
    const bool wasGone = std::exchange(isAddressGone, isGone);
    const bool areOthers = std::exchange(seen, now) != now;
    if (isGone != wasGone || (isGone && areOthers))
        emit q.changed();
}

void Room::open(const QHostAddress& address, quint16 port)
{
    Private& d = *m_private;
    if (const QString problem = problemAt(address, d.addresses()); !problem.isEmpty()) {
        emit failed(problem);
        return;
    }
    const bool isThere = isOpen() && d.address == address && (port == 0 || port == d.door.port);
    if (isThere)
        return;
    d.address = address;
    d.port = port;
    ++d.ticket;
    d.setState(State::Opening);
    d.askToOpen();
}

void Room::Private::askToOpen()
{
    onServerThread(
        [thread = stage().serverThread, scene = scene, at = address, port = port, ticket = ticket] {
            thread->setScene(scene);
            thread->openRoom(at, port, ticket);
        });
}

void Room::Private::onServerStarted()
{
    if (state == State::Opening)
        askToOpen();
}

void Room::Private::onOpened(const RoomDoor& opened, qint64 forTicket)
{
    if (forTicket != ticket)
        return;
    door = opened;
    setState(State::Open);
    emit q.opened();
}

void Room::Private::onFailed(const QString& problem, qint64 forTicket)
{
    if (forTicket != ticket)
        return;
    address = door.address;
    setState(door.port == 0 ? State::Closed : State::Open);
    emit q.failed(problem);
}

void Room::close()
{
    Private& d = *m_private;
    if (d.state == State::Closed || d.state == State::Closing)
        return;
    ++d.ticket;
    d.door = {};
    const bool hasServer = d.stage().serverThread != nullptr;
    d.setState(hasServer ? State::Closing : State::Closed);
    d.onServerThread([thread = d.stage().serverThread, ticket = d.ticket] { thread->closeRoom(ticket); });
}

void Room::Private::onClosed(qint64 forTicket)
{
    if (forTicket != ticket)
        return;
    door = {};
    setState(State::Closed);
}

Room::State Room::state() const
{
    return m_private->state;
}

QString Room::url() const
{
    return isOpen() ? m_private->door.url() : QString();
}

QString Room::code() const
{
    return isOpen() ? m_private->door.code : QString();
}

QString Room::joinUrl() const
{
    return isOpen() ? m_private->door.joinUrl() : QString();
}

QList<RoomAddress> Room::addresses() const
{
    return m_private->addresses();
}

bool Room::isAddressGone() const
{
    return m_private->isAddressGone;
}

const QList<RoomMember>& Room::members() const
{
    return m_private->names.members;
}

int Room::hereCount() const
{
    return static_cast<int>(std::ranges::count_if(members(), &RoomMember::isHere));
}

QString Room::nameOf(const QString& client) const
{
    const auto member = std::ranges::find(members(), client, &RoomMember::client);
    const bool hasName = member != members().end() && !member->name.isEmpty() && !areNamesHidden();
    return hasName ? member->name : client;
}

void Room::rename(const QString& client, const QString& name)
{
    Private& d = *m_private;
    d.onServerThread([thread = d.stage().serverThread, client, name] { thread->renameMember(client, name); });
}

void Room::remove(const QString& client)
{
    Private& d = *m_private;
    d.onServerThread([thread = d.stage().serverThread, client] { thread->removeMember(client); });
}

void Room::Private::onMemberChanged(const RoomMember& member)
{
    const auto known = std::ranges::find(names.members, member.client, &RoomMember::client);
    const bool isNew = known == names.members.end();
    isJournalBehind = isJournalBehind || isNew || known->name != member.name;
    if (isNew)
        names.members.append(member);
    else
        *known = member;
    haveMembersChanged = true;
}

/// The journal that is there knows the former name only; the one that comes gets the new one.
void Room::Private::onMemberMoved(const QString& former, const RoomMember& member)
{
    const auto known = std::ranges::find(names.members, former, &RoomMember::client);
    if (known == names.members.end())
        return;
    *known = member;
    // It is about whoever has the name in the next journal.
    ownLanes.removeAll(former);
    haveMembersChanged = true;
}

void Room::Private::onMemberRemoved(const QString& client)
{
    names.members.removeIf([&client](const RoomMember& member) { return member.client == client; });
    names.removed.insert(client);
    ownLanes.removeAll(client);
    isJournalBehind = true;
    haveMembersChanged = true;
}

void Room::Private::tellJournal()
{
    if (!std::exchange(isJournalBehind, false))
        return;
    Stage::Private& d = stage();
    d.journal.setClients(withRoom(d.journal.header().clients, names, true));
    if (d.previous)
        d.previous->journal.setClients(withRoom(d.previous->journal.header().clients, names, false));
}

void Room::Private::tellMembers()
{
    tellJournal();
    if (std::exchange(haveMembersChanged, false))
        emit q.membersChanged();
}

void Room::setNamesHidden(bool hidden)
{
    Private& d = *m_private;
    if (std::exchange(d.names.isHidden, hidden) == hidden)
        return;
    d.isJournalBehind = true;
    d.haveMembersChanged = true;
    d.tellMembers();
}

bool Room::areNamesHidden() const
{
    return m_private->names.isHidden;
}

void Room::setOwnLane(const QString& client, bool own)
{
    QStringList& lanes = m_private->ownLanes;
    if (lanes.contains(client) == own)
        return;
    if (own)
        lanes.append(client);
    else
        lanes.removeAll(client);
    emit membersChanged();
}

QStringList Room::ownLanes() const
{
    return m_private->ownLanes;
}

} // namespace interleave
