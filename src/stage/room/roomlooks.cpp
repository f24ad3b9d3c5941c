#include "stage/room/roomlooks.h"

#include "http/room/roomnames.h"

#include <QHash>

namespace interleave {

QList<ClientLook> withRoom(QList<ClientLook> looks, const RoomNames& names, bool addsMembers)
{
    QSet<QString> known;
    QSet<QString> taken;
    for (const ClientLook& look : looks) {
        known.insert(look.client);
        if (!look.isInRoom && !look.label.isEmpty())
            taken.insert(look.label);
    }
    const auto isTaken = [&taken](const QString& name) {
        return taken.contains(name);
    };
    QHash<QString, QString> now;
    for (const RoomMember& member : names.members) {
        now.insert(member.client, member.name);
        if (addsMembers && !known.contains(member.client))
            looks.append(ClientLook{member.client, {}, std::nullopt, true});
    }
    for (ClientLook& look : looks) {
        if (!look.isInRoom)
            continue;
        QString label = now.value(look.client, look.label);
        if (names.isHidden || names.removed.contains(look.client))
            label.clear();
        look.label = label.isEmpty() ? label : uniqueName(label, isTaken);
        if (!label.isEmpty())
            taken.insert(look.label);
    }
    return looks;
}

RoomScene withRecord(RoomScene scene, const Record& record, const QString& about)
{
    static const QString nameField = QStringLiteral("name");
    scene.record = record.id;
    scene.field = headlineField(record.fields, about);
    const Value* name = record.fields.find(nameField);
    const bool hasName = name != nullptr && scene.field != nameField;
    scene.title = QStringLiteral("%1 · %2").arg(hasName ? toText(*name) : record.id, scene.field);
    return scene;
}

} // namespace interleave
