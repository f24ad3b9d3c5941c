#pragma once

#include "core/values/fields.h"

#include <QWidget>

#include <optional>

namespace interleave {

class ElidedLabel;
class FieldEdit;

/// One field of a client's card. Its value comes from outside with each event; its only own state is typed
/// text that the journal does not have yet, which showValue() never destroys.
class FieldRow final : public QWidget
{
    Q_OBJECT

public:
    /// \a field is the record's name for it; the edit's object name is "<field>Field".
    explicit FieldRow(const QString& field, QWidget* parent = nullptr);

    [[nodiscard]] const QString& field() const { return m_field; }
    [[nodiscard]] FieldEdit& edit() { return *m_edit; }

    /// The value on the client's screen. Nothing before it has read anything; that also drops typed text.
    void showValue(const std::optional<Value>& value, const QString& hint);
    void setReadOnly(bool readOnly);
    /// For one line with others: with its name as narrow as possible, or without.
    void setCompact(bool compact, bool labelled);
    /// In px: what the whole value needs, and its name, on one line or in a list.
    [[nodiscard]] int valueWidth() const;
    [[nodiscard]] int nameWidth(bool compact) const;
    /// In a list, at least the usual width; in px.
    void setNameWidth(int width);
    [[nodiscard]] bool holdsText() const;
    /// While a past moment is shown, typed text is set aside; it returns with the present. Call showValue()
    /// afterwards.
    void setPast(bool past);

    /// Text is typed that the journal does not have.
    [[nodiscard]] bool hasTypedText() const { return m_typed; }
    /// Emits edited() with the typed value if it can be sent; otherwise problem() says what is wrong.
    void leave();
    /// One sentence; empty when the typed text can be sent, or nothing is typed.
    [[nodiscard]] const QString& problem() const { return m_problem; }

signals:
    void edited(const QString& field, const interleave::Value& value);
    /// The field lost the focus.
    void left();
    /// The typed text has changed.
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
    /// The type of the expected value, and the value that Escape restores.
    Value m_like;
    QString m_hint;
    QString m_problem;
    bool m_known = false;
    bool m_compact = false;
    bool m_typed = false;
    bool m_past = false;
    QString m_aside;
    /// Emitted by edited(), but not returned by showValue() yet.
    std::optional<Value> m_handedOn;
};

} // namespace interleave
