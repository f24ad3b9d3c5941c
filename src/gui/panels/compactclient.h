#pragma once

class QWidget;

namespace interleave {

namespace Ui {
class ClientCard;
}

/// The arrangement of a client's card where there is little room: a line of fields, and one of buttons and
/// answer. Moves the widgets of the form; each of them works as before.
class CompactClient final
{
public:
    /// \a card and its \a form must outlive this; the form is set up before anything else is called.
    CompactClient(QWidget& card, const Ui::ClientCard& form);

    [[nodiscard]] bool isOn() const { return m_on; }
    void set(bool on);
    /// To the card's present width, while it is on.
    void fit();

private:
    QWidget& m_card;
    const Ui::ClientCard& m_form;
    bool m_on = false;
};

} // namespace interleave
