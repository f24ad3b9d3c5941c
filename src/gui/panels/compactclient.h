#pragma once

class QWidget;

namespace interleave {

/// The arrangement of a client's card where there is little room: a line of fields, and one of buttons and
/// answer. Moves the widgets of the form; each of them works as before.
class CompactClient final
{
public:
    /// \a card has its form already, and must outlive this.
    explicit CompactClient(QWidget& card);

    [[nodiscard]] bool isOn() const { return m_on; }
    void set(bool on);
    /// To the card's present width, while it is on.
    void fit();

private:
    QWidget& m_card;
    bool m_on = false;
};

} // namespace interleave
