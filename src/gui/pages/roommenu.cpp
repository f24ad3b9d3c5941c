// What the page of the room offers for one of its clients, and for all that they did.

#include "gui/pages/roompage.h"
#include "stage/room.h"
#include "stage/stage.h"

#include <QInputDialog>
#include <QMenu>

namespace interleave {

void RoomPage::toggleLane(const QString& client)
{
    m_room.setOwnLane(client, !m_room.ownLanes().contains(client));
}

void RoomPage::askAbout(const QString& client, const QPoint& place)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("tileMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* lane = menu->addAction(tr("Own lane in the diagram"));
    lane->setObjectName(QStringLiteral("laneAction"));
    lane->setCheckable(true);
    lane->setChecked(m_room.ownLanes().contains(client));
    connect(lane, &QAction::triggered, this, [this, client] { toggleLane(client); });
    if (m_room.isOpen()) {
        QAction* rename = menu->addAction(tr("Rename…"));
        rename->setObjectName(QStringLiteral("renameAction"));
        connect(rename, &QAction::triggered, this, [this, client] { askName(client); });
        QAction* remove = menu->addAction(tr("Remove from the room"));
        remove->setObjectName(QStringLiteral("removeAction"));
        connect(remove, &QAction::triggered, this, [this, client] { m_room.remove(client); });
    }
    menu->popup(place);
}

void RoomPage::askName(const QString& client)
{
    auto* dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("nameDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename"));
    dialog->setLabelText(tr("What %1 is called; nothing for the client’s name:").arg(client));
    const QString name = m_room.nameOf(client);
    dialog->setTextValue(name == client ? QString() : name);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, client](const QString& typed) {
        m_room.rename(client, typed);
    });
    dialog->open();
}

void RoomPage::compareRules()
{
    const Locking rule = m_stage.journal().header().locking;
    if (rule == Locking::Off)
        emit compareAsked(Locking::Off, Locking::Version);
    else
        emit compareAsked(rule, Locking::Off);
}

} // namespace interleave
