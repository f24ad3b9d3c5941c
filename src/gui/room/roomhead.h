#pragma once

#include "core/model/locking.h"
#include "gui/room/roomstory.h"
#include "gui/widgets/card.h"

class QBoxLayout;
class QLabel;
class QPushButton;

namespace interleave {

class BigText;
class ChoiceButton;
class ElidedLabel;
class MeasuredLabel;
class ToggleSwitch;

/// The room's value in large, what happened in sentences, and the rule for saves.
class RoomHead final : public Card
{
    Q_OBJECT

public:
    explicit RoomHead(QWidget* parent = nullptr);

    /// \a isLost: it is not what it should be.
    void setValue(const QString& caption, const QString& value, bool isLost);
    void setStory(const RoomStory& story);
    void setRule(Locking locking, bool isEnabled);
    /// Whether the same can be asked of the room again, under another rule, and whether it has its space all
    /// the same, so that the tiles do not move when it comes.
    void setAgain(bool isOffered, bool isKept);
    /// Asks for it as its button does.
    void askAgain();
    void setCompact(bool compact);
    /// For little width: the rule below what is told.
    void setNarrow(bool narrow);

    [[nodiscard]] QList<QWidget*> focusOrder() const;

signals:
    void lockingChosen(interleave::Locking locking);
    /// The same again under that rule.
    void againAsked(interleave::Locking locking);

private:
    void buildRule();
    void renderAgain();

    QBoxLayout* m_row;
    QBoxLayout* m_ruleLines = nullptr;
    QLabel* m_caption;
    BigText* m_value;
    MeasuredLabel* m_done;
    MeasuredLabel* m_told;
    MeasuredLabel* m_outcome;
    ToggleSwitch* m_switch;
    ChoiceButton* m_rules;
    ElidedLabel* m_status;
    QPushButton* m_again;
    Locking m_locking = Locking::Off;
    /// The rule that the switch turns on.
    Locking m_rule = Locking::Version;
};

} // namespace interleave
