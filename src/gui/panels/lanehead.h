#pragma once

#include "core/model/snapshot.h"
#include "core/scenario/cast.h"
#include "gui/widgets/card.h"

namespace interleave {

/// The content of a lane's head if the lane has no card. Takes no input.
struct LaneHeadText final
{
    QString title;
    QString fewerTitle;
    /// Of a lane that several share, for screen readers.
    QString spokenTitle;
    /// `has v1`, and a shorter form.
    QString copy;
    QString fewerCopy;
    /// `stock`, and its value on the client's screen; empty without a copy.
    QString field;
    QString value;
    Severity severity = Severity::Neutral;
    /// `412`; empty before the first answer.
    QString status;
    /// `step 8`
    QString origin;
    /// All of it in one sentence, for screen readers.
    QString spoken;

    bool operator==(const LaneHeadText&) const = default;
};
/// \a clients share the lane with the title \a title.
[[nodiscard]] LaneHeadText laneHeadText(
    const Snapshot& snapshot, const QString& title, const QStringList& clients, const QString& record);

/// What the moment says of \a clients, who share the room's lane.
[[nodiscard]] LaneHeadText roomHeadText(const Snapshot& snapshot, const QStringList& clients);

/// The head of a lane without a card: a narrow card with what its client knows.
class LaneHead final : public Card
{
    Q_OBJECT

public:
    explicit LaneHead(QWidget* parent = nullptr);

    /// For the shared lane, a member without a name.
    void setMember(const CastMember& member);
    [[nodiscard]] const QString& client() const { return m_member.name; }
    void setText(const LaneHeadText& text);
    [[nodiscard]] const LaneHeadText& text() const { return m_text; }
    /// In px at 100 %.
    void setHeadWidth(int width);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int
    paintLine(QPainter& painter, int top, TextStyle style, const QColor& color, const QStringList& wordings);
    void paintAnswer(QPainter& painter, const QRect& area);

    void sayWho();

    CastMember m_member;
    LaneHeadText m_text;
    int m_width = 52;
};

} // namespace interleave
