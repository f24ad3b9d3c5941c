#pragma once

#include <QStringList>
#include <QWidget>

#include <optional>

namespace interleave {

class MeasuredLabel;

/// What the room was asked, and how many chose each answer.
struct RoomVote final
{
    QString question;
    QStringList choices;
    /// As many as choices.
    QList<int> votes;
    /// Revealed: the one that was right, by number from 0; -1 where none was.
    std::optional<int> right = std::nullopt;

    bool operator==(const RoomVote&) const = default;
};

/// A vote as bars, with its counts and, once it is revealed, a ✓ at the right answer.
class VoteBars final : public QWidget
{
    Q_OBJECT

public:
    explicit VoteBars(QWidget* parent = nullptr);

    void setVote(const RoomVote& vote);

private:
    class Bars;

    MeasuredLabel* m_question;
    Bars* m_bars;
};

} // namespace interleave
