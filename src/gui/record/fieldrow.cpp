#include "gui/record/fieldrow.h"

#include "core/values/excerpt.h"
#include "gui/labels/elidedlabel.h"
#include "gui/record/fieldedit.h"
#include "gui/record/valuepopup.h"
#include "gui/theme/style.h"
#include "gui/theme/textwidth.h"

#include <QHBoxLayout>

#include <algorithm>

namespace interleave {

namespace {

/// At 100 %.
constexpr int LabelWidth = 50;

bool isNull(const Value& value)
{
    return std::holds_alternative<std::monostate>(value);
}

bool isText(const Value& value)
{
    return std::holds_alternative<QString>(value);
}

/// Which values a field takes.
QString kindOf(const Value& value)
{
    if (isNull(value))
        return FieldRow::tr("No value yet. A number, true or false stays what it is; anything else is text.");
    if (isText(value))
        return FieldRow::tr("A text");
    return isNumber(value) ? FieldRow::tr("A number") : FieldRow::tr("true or false");
}

/// The type of a value that does not look like it.
QString remarkOn(const Value& value)
{
    if (isNull(value))
        return FieldRow::tr("no value");
    const auto* text = std::get_if<QString>(&value);
    if (text == nullptr || !FieldEdit::isALine(*text))
        return {};
    const auto read = valueFromText(*text, Value(), {});
    return read && isText(*read) && !text->isEmpty() ? QString() : FieldRow::tr("text");
}

} // namespace

FieldRow::FieldRow(const QString& field, QWidget* parent)
    : QWidget(parent)
    , m_field(field)
    , m_label(new ElidedLabel(this))
    , m_edit(new FieldEdit(this))
{
    m_label->setText(excerpt(field));
    setTextRole(m_label, Role::Quiet);
    m_label->setBuddy(m_edit);
    m_edit->setObjectName(field + QStringLiteral("Field"));
    m_edit->setAccessibleName(excerpt(field));
    m_edit->setPlaceholderText(QStringLiteral("—"));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_label);
    row->addWidget(m_edit, 1);

    connect(m_edit, &QLineEdit::textEdited, this, &FieldRow::noteTyping);
    connect(m_edit, &QLineEdit::editingFinished, this, &FieldRow::left);
    connect(m_edit, &FieldEdit::reverted, this, &FieldRow::revert);
    connect(m_edit, &FieldEdit::wholeAsked, this, [this] {
        auto* popup = new ValuePopup(m_field, m_edit->wholeText(), this);
        popup->setAttribute(Qt::WA_DeleteOnClose);
        popup->showUnder(*m_edit);
    });
}

void FieldRow::showValue(const std::optional<Value>& value, const QString& hint)
{
    if (m_past) {
        display(value, hint);
        return;
    }
    m_known = value.has_value();
    m_hint = hint;
    if (value)
        m_like = *value;
    const bool arrived = m_handedOn && value && *value == *m_handedOn;
    if (m_typed && value && !arrived) {
        m_edit->setEnabled(true);
        if (m_problem.isEmpty())
            m_edit->setHint(hint);
        if (m_problem.isEmpty() && hint.isEmpty())
            remarkOnTyped();
        return;
    }
    forgetTyping();
    display(value, hint);
}

void FieldRow::display(const std::optional<Value>& value, const QString& hint)
{
    const QString text = value ? toText(*value) : QString();
    // Setting an equal text would move the cursor while the user types.
    if (m_edit->wholeText() != text || m_edit->isExcerpt() == FieldEdit::isALine(text))
        m_edit->showText(text);
    m_edit->setModified(false);
    m_edit->setHint(hint.isEmpty() && value ? remarkOn(*value) : hint);
    m_edit->setKind(value ? kindOf(*value) : QString());
    m_edit->setEnabled(value.has_value());
}

void FieldRow::setPast(bool past)
{
    if (m_past == past)
        return;
    m_past = past;
    if (!m_typed)
        return;
    if (past) {
        m_aside = m_edit->text();
        m_edit->setProblem(false);
    } else {
        m_edit->editText(m_aside);
        m_edit->setModified(true);
        setProblem(m_problem);
    }
}

void FieldRow::setCompact(bool compact, bool labelled)
{
    m_label->setVisible(labelled);
    if (m_compact == compact)
        return;
    m_compact = compact;
    m_edit->setFollowsText(compact);
    setUnscaledWidth(m_label, 0, QWIDGETSIZE_MAX);
    m_label->setSizePolicy(compact ? QSizePolicy::Fixed : QSizePolicy::Preferred, QSizePolicy::Preferred);
    setTextStyle(m_label, compact ? TextStyle::Hint : TextStyle::Body);
    setUnscaled(layout(), {}, compact ? 4 : 8);
}

int FieldRow::valueWidth() const
{
    return m_edit->sizeHint().width();
}

int FieldRow::nameWidth(bool compact) const
{
    if (compact)
        return m_label->sizeHint().width();
    // The label may get its font later.
    const Theme& theme = themeOf(this);
    return advanceOf(theme.font(TextStyle::Body), m_label->text()) + theme.px(2);
}

void FieldRow::setNameWidth(int width)
{
    const Theme& theme = themeOf(this);
    const int px = std::max(width, theme.px(LabelWidth));
    // At 100 %, because the style scales it again with each zoom.
    const int unscaled = (px * 100 + theme.zoom() - 1) / theme.zoom();
    setUnscaledWidth(m_label, unscaled, unscaled);
}

bool FieldRow::holdsText() const
{
    return isText(m_like);
}

void FieldRow::setReadOnly(bool readOnly)
{
    m_edit->setInert(readOnly);
}

void FieldRow::forgetTyping()
{
    m_typed = false;
    m_handedOn.reset();
    setProblem({});
}

void FieldRow::setProblem(const QString& problem)
{
    m_problem = problem;
    m_edit->setProblem(!problem.isEmpty());
    m_edit->setHint(problem.isEmpty() ? m_hint : tr("not sent"));
}

void FieldRow::leave()
{
    if (!m_typed || m_past)
        return;
    const auto value = valueFromText(m_edit->text(), m_like, m_field);
    if (!value) {
        setProblem(value.error());
        return;
    }
    setProblem({});
    if (m_handedOn == *value)
        return;
    m_handedOn = *value;
    if (m_known && m_like == *value)
        showValue(*value, m_hint);
    else
        emit edited(m_field, *value);
}

void FieldRow::noteTyping()
{
    m_typed = true;
    m_handedOn.reset();
    setProblem({});
    remarkOnTyped();
    emit typed();
}

/// In a null field, says as which type the typed text would be sent.
void FieldRow::remarkOnTyped()
{
    if (!m_known || !isNull(m_like))
        return;
    const auto typed = valueFromText(m_edit->text(), m_like, m_field);
    if (!typed)
        return;
    m_edit->setHint(
        isNull(*typed)     ? tr("no value")
        : isText(*typed)   ? tr("text")
        : isNumber(*typed) ? tr("number")
                           : tr("true or false"));
}

void FieldRow::revert()
{
    forgetTyping();
    showValue(m_known ? std::optional(m_like) : std::nullopt, m_hint);
    emit typed();
}

} // namespace interleave
