#include "gui/record/amountedit.h"

#include "core/model/increment.h"

namespace interleave {

namespace {

/// One item sold.
constexpr qint64 Usual = -1;

} // namespace

AmountEdit::AmountEdit(QWidget* parent)
    : FieldEdit(parent)
{
    setAmount(Usual);
    setAlignment(Qt::AlignHCenter);
    // A line edit scrolls a text that is slightly too wide, and stays scrolled; so reduce the space beside
    // it.
    setInset(-6);
    connect(this, &QLineEdit::textEdited, this, [this] {
        setSentence({});
        emit amountChanged();
    });
    connect(this, &QLineEdit::editingFinished, this, &AmountEdit::check);
    connect(this, &FieldEdit::reverted, this, [this] {
        setAmount(Usual);
        setSentence({});
        emit amountChanged();
    });
}

std::optional<qint64> AmountEdit::amount() const
{
    const auto typed = amountFromText(text());
    return typed ? std::optional(*typed) : std::nullopt;
}

void AmountEdit::check()
{
    const auto typed = amountFromText(text());
    if (typed)
        setAmount(*typed);
    setSentence(typed ? QString() : typed.error());
    emit amountChanged();
}

void AmountEdit::setAmount(qint64 amount)
{
    if (text() != amountText(amount))
        setText(amountText(amount));
    setModified(false);
}

void AmountEdit::setSentence(const QString& problem)
{
    m_problem = problem;
    setProblem(!problem.isEmpty());
}

} // namespace interleave
