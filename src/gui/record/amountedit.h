#pragma once

#include "gui/record/fieldedit.h"

#include <optional>

namespace interleave {

/// A small field for the amount of an increment: a whole number, shown with its sign.
class AmountEdit final : public FieldEdit
{
    Q_OBJECT

public:
    explicit AmountEdit(QWidget* parent = nullptr);

    /// Empty while problem() says what is wrong with the text.
    [[nodiscard]] std::optional<qint64> amount() const;
    /// One sentence; empty when the text is an amount or still being typed.
    [[nodiscard]] const QString& problem() const { return m_problem; }
    /// Checks the typed text.
    void check();

signals:
    /// The typed amount or its problem has changed.
    void amountChanged();

private:
    void setAmount(qint64 amount);
    void setSentence(const QString& problem);

    QString m_problem;
};

} // namespace interleave
