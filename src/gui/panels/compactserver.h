#pragma once

#include <QObject>

class QComboBox;
class QWidget;

namespace interleave {

namespace Ui {
class ServerCard;
}

/// The arrangement of the server's card where there is little room: the value beside its version, and a line
/// with the switch and the rule as a combo box. Moves the widgets of the form; each of them works as before.
class CompactServer final : public QObject
{
    Q_OBJECT

public:
    /// \a card owns this, and has its \a form already.
    CompactServer(QWidget& card, const Ui::ServerCard& form);

    [[nodiscard]] bool isOn() const { return m_on; }
    void set(bool on);
    /// After the card was rendered.
    void follow();
    /// Null before it was on.
    [[nodiscard]] QWidget* ruleBox() const;

private:
    void buildRules();

    QWidget& m_card;
    const Ui::ServerCard& m_form;
    QComboBox* m_rules = nullptr;
    bool m_on = false;
};

} // namespace interleave
