#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace interleave {

/// A place among the clients with a panel, which has a colour of its own. There are six, as many as lanes;
/// further clients with a panel and all outside clients share the last one.
enum class Seat { A, B, C, D, E, F, Other };

/// How a client is shown wherever it is shown.
struct CastMember final
{
    /// As in events; empty for the clients that share a lane.
    QString name;
    Seat seat = Seat::Other;
    /// One or two letters, which no other member has.
    QString badge;

    bool operator==(const CastMember&) const = default;

    /// "Client A"
    [[nodiscard]] QString title() const;
};

/// Who takes part. The one place that says which client has which colour and which letters. A value.
class Cast final
{
public:
    Cast() = default;
    /// \a panels in the order of their lanes. A client named A to F has the seat of that name; the others
    /// have the free seats in turn.
    explicit Cast(const QStringList& panels);

    /// Adds an outside client, unless it is known. Changes nothing of the others.
    void join(const QString& name);

    [[nodiscard]] const QList<CastMember>& members() const { return m_members; }
    /// A name that is not known is an outside client's.
    [[nodiscard]] CastMember member(const QString& name) const;
    [[nodiscard]] Seat seatOf(const QString& name) const;

private:
    void takeSeats();
    void giveBadges();
    void giveSeveralBadges(const QList<qsizetype>& members);
    [[nodiscard]] bool isTaken(const QString& badge) const;
    [[nodiscard]] QString freeBadge(const QString& name) const;

    QList<CastMember> m_members;
};

} // namespace interleave
