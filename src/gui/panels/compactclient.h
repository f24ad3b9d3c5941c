#pragma once

#include <QMap>
#include <QStringList>

class QWidget;

namespace interleave {

namespace Ui {
class ClientCard;
}

/// The compact form of a client's card: lines with fields, one if they fit, and a line with buttons and
/// answer. Moves the widgets of the form, which keep working as before.
class CompactClient final
{
public:
    /// \a card and its \a form must outlive this; set up the form before calling anything else.
    CompactClient(QWidget& card, const Ui::ClientCard& form);

    [[nodiscard]] bool isOn() const { return m_on; }
    void set(bool on);
    /// See FieldList::setExpected().
    void setExpected(const QMap<QString, QStringList>& texts);
    /// How many lines the fields need, and how many the card has, which other cards may need.
    [[nodiscard]] int neededLines() const;
    void setLines(int lines);
    /// The card's height with so many lines, at 100 %.
    [[nodiscard]] static int heightWith(int lines);
    /// Adapts to the card's present width while it is on.
    void fit();

private:
    void applyHeight();

    QWidget& m_card;
    const Ui::ClientCard& m_form;
    bool m_on = false;
    int m_lines = 1;
};

} // namespace interleave
