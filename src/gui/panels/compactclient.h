#pragma once

class QWidget;

namespace interleave {

namespace Ui {
class ClientCard;
}

/// The compact form of a client's card: a line with fields, and a line with buttons and answer. Moves the
/// widgets of the form, which keep working as before.
class CompactClient final
{
public:
    /// \a card and its \a form must outlive this; set up the form before calling anything else.
    CompactClient(QWidget& card, const Ui::ClientCard& form);

    [[nodiscard]] bool isOn() const { return m_on; }
    void set(bool on);
    /// Adapts to the card's present width while it is on.
    void fit();

private:
    QWidget& m_card;
    const Ui::ClientCard& m_form;
    bool m_on = false;
};

} // namespace interleave
