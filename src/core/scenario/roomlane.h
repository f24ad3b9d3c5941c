#pragma once

#include "core/model/journal.h"

#include <QSet>
#include <QString>
#include <QStringList>

#include <vector>

namespace interleave {

/// The lane that the room's clients share in a diagram: whose it is, and which of its messages are told as
/// one. Grows with its journal; appending is O(1), looking up a binary search.
class RoomLane final
{
public:
    /// More clients' like messages are told as one.
    static constexpr qsizetype MostApart = 6;

    /// Like messages of the lane one after the other, and the edits before all but the first.
    struct Run final
    {
        qint64 first = 0;
        qint64 last = 0;
        /// All of them ask the same, and are answered the same.
        bool asksSame = true;
        bool answersSame = true;
    };

    RoomLane() = default;
    /// \a own: those who have a lane of their own.
    RoomLane(const QList<ClientLook>& looks, const QStringList& own);

    /// Nobody shares it.
    [[nodiscard]] bool isEmpty() const { return m_clients.isEmpty(); }
    [[nodiscard]] bool has(const QString& client) const { return m_clients.contains(client); }

    /// Takes the journal's next event.
    void append(const Event& event);
    /// The run that the event is in; null where it is told alone.
    [[nodiscard]] const Run* runOf(qint64 seq) const;
    /// The event is told by the row of its run's first.
    [[nodiscard]] bool isFolded(qint64 seq) const;

    /// "Room", over the lane.
    [[nodiscard]] static QString title();
    /// "Room · 31 · read 31 · saved 31 · lost 30": what the moment says of \a clients, in shorter and shorter
    /// wordings.
    [[nodiscard]] static QStringList headings(const Snapshot& moment, const QStringList& clients);

private:
    QSet<QString> m_clients;
    bool m_folds = false;
    std::vector<Run> m_runs;
    /// The lane's last message, without its texts.
    Event m_last;
};

/// What a moment says of some clients.
struct RoomFigures final
{
    qsizetype clients = 0;
    /// How many hold a copy, were told that they saved, and were refused.
    qsizetype read = 0;
    qsizetype saved = 0;
    qsizetype refused = 0;
    /// Their versions that were overwritten.
    qint64 lost = 0;

    /// "read 31", "saved 31", "refused 30", "lost 30", in this order; without those that are none.
    [[nodiscard]] QStringList words() const;

    bool operator==(const RoomFigures&) const = default;
};
/// "31 people in the room change stock"; \a field may be empty.
[[nodiscard]] QString roomStory(qsizetype clients, const QString& field);
/// What is told of free play: of a room where two or more have tried to save, that they did; else that it is
/// free play.
[[nodiscard]] QString freePlayStory(const Journal& journal);
[[nodiscard]] RoomFigures roomFigures(const Snapshot& moment, const QStringList& clients);

} // namespace interleave
