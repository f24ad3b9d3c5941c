#pragma once

#include <QObject>

class QComboBox;
class QWidget;

namespace interleave {

namespace Ui {
class ServerCard;
}

/// The compact form of the server's card: the value beside its version, and a line with the switch and the
/// rule as a combo box. Moves the widgets of the form, which keep working as before.
class CompactServer final : public QObject
{
    Q_OBJECT

public:
    /// \a card owns this; its \a form must be set up already.
    CompactServer(QWidget& card, const Ui::ServerCard& form);

    [[nodiscard]] bool isOn() const { return m_on; }
    void set(bool on);
    void setLines(int lines);
    /// Call it after rendering the card.
    void follow();
    /// Null before it was switched on the first time.
    [[nodiscard]] QWidget* ruleBox() const;

private:
    void buildRules();

    QWidget& m_card;
    const Ui::ServerCard& m_form;
    QComboBox* m_rules = nullptr;
    bool m_on = false;
    int m_lines = 1;
};

} // namespace interleave
