#pragma once

#include "core/values/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <variant>

namespace interleave {

/// A JSON scalar. Integers are distinguished from other numbers, so that a value is written back as it was
/// read.
using Value = std::variant<std::monostate, bool, qint64, double, QString>;

/// The largest integer that every JSON reader keeps exactly: 2^53 - 1 (RFC 8259 §6).
inline constexpr qint64 LargestInteger = 9007199254740991;
/// The largest version or fencing token accepted from a file. Both increase by one; no run is long enough to
/// get from here to LargestInteger, so they stay exact and never overflow.
inline constexpr qint64 LargestStoredCount = LargestInteger / 2;

[[nodiscard]] bool isNumber(const Value& value);
/// The number as a double; nothing for other values.
[[nodiscard]] std::optional<double> toNumber(const Value& value);
/// The value as shown to people: text without quotation marks, numbers in the C locale.
[[nodiscard]] QString toText(const Value& value);
/// The value as JSON (RFC 8259). A double without a fraction keeps its ".0", so that it stays a double.
[[nodiscard]] QByteArray toJson(const Value& value);
/// Reads typed text as the same type of value as \a like; the text from toText() gives \a like itself. Over
/// null the text determines the type: a number, true, false, null, a text in quotation marks as in JSON, or
/// else text; an empty text stays null. The error is one sentence for the user.
[[nodiscard]] Result<Value, QString>
valueFromText(const QString& text, const Value& like, const QString& field);
/// A number as shown to people: no trailing zeros; the minus sign is a hyphen, a real one is used only in
/// sentences.
[[nodiscard]] QString numberText(double number);

struct Field final
{
    QString name;
    Value value;

    bool operator==(const Field&) const = default;
};

/// A flat object of scalars in the order in which they were written. Copies share their data until changed.
/// Linear look-up: records are small (MostFields). If a client's JSON differs from toJson() (spaces, `1.50`),
/// that text is kept too, to be returned as it was sent (RFC 9110 §9.3.4); the first change drops it. Fields
/// are equal when their values are.
class Fields final
{
public:
    static constexpr qsizetype MostFields = 64;

    Fields() = default;
    Fields(std::initializer_list<Field> fields);

    [[nodiscard]] bool isEmpty() const { return m_fields.isEmpty(); }
    [[nodiscard]] qsizetype size() const { return m_fields.size(); }
    [[nodiscard]] auto begin() const { return m_fields.cbegin(); }
    [[nodiscard]] auto end() const { return m_fields.cend(); }
    [[nodiscard]] const Field& at(qsizetype i) const { return m_fields.at(i); }
    /// Null when there is no such field. Valid until the next change.
    [[nodiscard]] const Value* find(const QString& name) const;
    /// A copy; none when there is no such field.
    [[nodiscard]] std::optional<Value> value(const QString& name) const;
    /// Replaces the value, or appends the field.
    void set(const QString& name, Value value);
    /// True if the field existed.
    bool remove(const QString& name);
    /// A copy of these fields with \a changes set; new fields are appended.
    [[nodiscard]] Fields with(const Fields& changes) const;
    /// `{"stock": 7, "name": "Desk lamp"}`
    [[nodiscard]] QByteArray toJson() const;

    /// The text as it was sent if it differs from toJson(); else empty.
    [[nodiscard]] const QByteArray& written() const { return m_written; }
    /// \a text must be JSON for these fields; it is kept only if it differs from toJson().
    void setWritten(const QByteArray& text);
    /// The text as it was sent: written(), or else toJson().
    [[nodiscard]] QByteArray asPut() const;

    bool operator==(const Fields& other) const { return m_fields == other.m_fields; }
    /// Equal values and equal texts.
    [[nodiscard]] bool isPutLike(const Fields& other) const
    {
        return m_written == other.m_written && m_fields == other.m_fields;
    }

private:
    QList<Field> m_fields;
    QByteArray m_written;
};

/// A field that differs between two states of a record; a value is empty where the field is missing.
struct FieldChange final
{
    QString name;
    std::optional<Value> before;
    std::optional<Value> after;

    bool operator==(const FieldChange&) const = default;
};
/// What changed from \a before to \a after: first the fields of \a after in their order, then the removed
/// ones.
[[nodiscard]] QList<FieldChange> changes(const Fields& before, const Fields& after);

/// The field that represents a record in summaries: \a about if it is one of \a fields, else the first
/// number, else the first field. Empty when there is no field.
[[nodiscard]] QString headlineField(const Fields& fields, const QString& about = {});

} // namespace interleave
