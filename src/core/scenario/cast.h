#pragma once

#include "core/model/journal.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

namespace interleave {

/// How a client is shown wherever it is shown.
struct CastMember final
{
    /// As in events; empty for the clients that share a lane.
    QString name;
    Seat seat = Seat::Other;
    /// One or two letters, which no other member has.
    QString badge;

    /// Who that is; empty where nobody says it.
    QString label = {};
    bool isInRoom = false;

    /// "Client A · Till", or without a label "Client A". In the room "Pia · Teal heron", or "Teal heron".
    [[nodiscard]] QString title() const;
    /// The same for a narrow place, in shorter and shorter wordings; the last is the name.
    [[nodiscard]] QStringList headings() const;
    [[nodiscard]] QString heading() const { return headings().constFirst(); }

    bool operator==(const CastMember&) const = default;
};

/// Who takes part. The one place that says which client has which colour and which letters. A value.
class Cast final
{
public:
    Cast() = default;
    /// \a panels in the order of their lanes. A client named A to F has the seat of that name; the others
    /// have the free seats in turn. The room's clients have none, because they are many.
    explicit Cast(const QStringList& panels, const QList<ClientLook>& looks = {});

    /// Adds an outside client, unless it is known. Changes nothing of the others.
    void join(const QString& name);

    [[nodiscard]] const QList<CastMember>& members() const { return m_members; }
    /// A name that is not known is an outside client's.
    [[nodiscard]] CastMember member(const QString& name) const;
    [[nodiscard]] Seat seatOf(const QString& name) const;

private:
    void takeSeats(const QList<ClientLook>& looks);
    void giveBadges();
    void giveSeveralBadges(const QList<qsizetype>& members);
    void giveBadge(qsizetype member, const QString& badge);
    [[nodiscard]] bool isTaken(const QString& badge) const { return m_badges.contains(badge); }
    [[nodiscard]] QString freeBadge(const QString& name) const;

    [[nodiscard]] qsizetype placeOf(const QString& name) const { return m_places.value(name, -1); }
    void add(const CastMember& member);

    QList<CastMember> m_members;
    QHash<QString, qsizetype> m_places;
    QSet<QString> m_badges;
    /// The room's clients: what they call themselves.
    QHash<QString, QString> m_room;
};

} // namespace interleave
