#pragma once

#include <QPushButton>

class QActionGroup;

namespace interleave {

/// A button that shows the current choice and opens a menu of all choices. A choice's text may have a second
/// line, a summary, which only the menu shows.
class ChoiceButton final : public QPushButton
{
    Q_OBJECT

public:
    explicit ChoiceButton(QWidget* parent = nullptr);

    /// The name of the choice, for screen readers: "Clients".
    void setSubject(const QString& subject);
    /// For many choices: where the menu is higher than the screen it scrolls, instead of taking columns.
    void setMenuScrolls();
    /// The first one is chosen at once.
    void addChoice(const QString& text, const QVariant& value);
    /// Renames the choice with that value, also while one is being chosen.
    void setText(const QVariant& value, const QString& text);
    using QPushButton::setText;
    /// Also works while the menu is open, but not while one is being chosen.
    void clearChoices();

    [[nodiscard]] QVariant value() const;
    /// Emits nothing if \a value is not among the choices or is already chosen.
    void choose(const QVariant& value);

signals:
    void chosen(const QVariant& value);

private:
    void render();

    QActionGroup* m_group;
    QString m_subject;
};

} // namespace interleave
