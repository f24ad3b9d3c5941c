#pragma once

#include "core/values/fields.h"

#include <QWidget>

#include <optional>

namespace interleave {

class ElidedLabel;
class FieldEdit;

/// One field of a client's card. What it shows comes from outside at each event; the only thing of its own is
/// text that is being typed and that the journal does not hold yet, and no showValue() ever destroys that.
class FieldRow final : public QWidget
{
    Q_OBJECT

public:
    /// \a field is the record's name for it; the edit is called "<field>Field".
    explicit FieldRow(const QString& field, QWidget* parent = nullptr);

    [[nodiscard]] const QString& field() const { return m_field; }
    [[nodiscard]] FieldEdit& edit() { return *m_edit; }

    /// What the client's screen should show; nothing before it read anything, which also drops what is typed.
    void showValue(const std::optional<Value>& value, const QString& hint);
    void setReadOnly(bool readOnly);
    /// Beside others on a line: with its name only as wide as it is, or without.
    void setCompact(bool compact, bool labelled);
    /// While a moment of the past is shown: what is typed is set aside, and is there again with the present.
    /// showValue() must follow.
    void setPast(bool past);

    /// Something is typed that the journal does not hold.
    [[nodiscard]] bool hasTypedText() const { return m_typed; }
    /// Hands what is typed on, if it can be sent: edited() carries it. Otherwise problem() says what is
    /// wrong.
    void leave();
    /// One sentence; empty when what is typed can be sent, or nothing is.
    [[nodiscard]] const QString& problem() const { return m_problem; }

signals:
    void edited(const QString& field, const interleave::Value& value);
    /// The field was left, with the keyboard or the mouse.
    void left();
    /// What is typed has changed.
    void typed();

private:
    void display(const std::optional<Value>& value, const QString& hint);
    void noteTyping();
    void remarkOnTyped();
    void revert();
    void forgetTyping();
    void setProblem(const QString& problem);

    QString m_field;
    ElidedLabel* m_label;
    FieldEdit* m_edit;
    /// The kind of value that is expected, and what Escape goes back to.
    Value m_like;
    QString m_hint;
    QString m_problem;
    bool m_known = false;
    bool m_compact = false;
    bool m_typed = false;
    bool m_past = false;
    QString m_aside;
    /// Handed on, and not yet come back through showValue().
    std::optional<Value> m_handedOn;
};

} // namespace interleave
