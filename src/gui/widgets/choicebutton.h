#pragma once

#include <QPushButton>

class QActionGroup;

namespace interleave {

/// A button that says what is chosen and opens a menu of all there is: one at a time. An item's text may have
/// a second line, a summary, which only the menu shows.
class ChoiceButton final : public QPushButton
{
    Q_OBJECT

public:
    explicit ChoiceButton(QWidget* parent = nullptr);

    /// What is chosen here, for screen readers: "Clients".
    void setSubject(const QString& subject);
    /// The first one is chosen at once.
    void addChoice(const QString& text, const QVariant& value);
    /// Also from the menu that is open.
    void clearChoices();

    [[nodiscard]] QVariant value() const;
    /// Says nothing where \a value is no choice, or chosen already.
    void choose(const QVariant& value);

signals:
    void chosen(const QVariant& value);

private:
    void render();

    QActionGroup* m_group;
    QString m_subject;
};

} // namespace interleave
