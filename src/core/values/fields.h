#pragma once

#include "core/values/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <variant>

namespace interleave {

/// A JSON scalar. Integers are kept apart from other numbers, so that what was read can be put back
/// unchanged.
using Value = std::variant<std::monostate, bool, qint64, double, QString>;

/// The largest integer that every JSON reader keeps exactly: 2^53 - 1 (RFC 8259 §6).
inline constexpr qint64 LargestInteger = 9007199254740991;
/// The largest version or fencing token that is taken from a file. Both go up by one: no run gets from here
/// to LargestInteger, so that none is ever inexact and none wraps.
inline constexpr qint64 LargestStoredCount = LargestInteger / 2;

[[nodiscard]] bool isNumber(const Value& value);
/// The number as a double; nothing for what is no number.
[[nodiscard]] std::optional<double> toNumber(const Value& value);
/// As a person reads it: text without quotation marks, numbers in the C locale.
[[nodiscard]] QString toText(const Value& value);
/// As JSON (RFC 8259). A double that happens to be whole keeps its ".0", so that it stays a double.
[[nodiscard]] QByteArray toJson(const Value& value);
/// What a person typed, as the same kind of value as \a like; what toText() gave is \a like itself. In place
/// of null it is what it is written as: a number, true, false, null, a text in quotation marks as in JSON, or
/// else text; nothing stays null. The error is one sentence for that person.
[[nodiscard]] Result<Value, QString>
valueFromText(const QString& text, const Value& like, const QString& field);
/// A number as a person reads it: no trailing zeros, a real minus sign only in prose (here a hyphen).
[[nodiscard]] QString numberText(double number);

struct Field final
{
    QString name;
    Value value;

    bool operator==(const Field&) const = default;
};

/// A flat object of scalars in the order in which they were written. Copies share their data until changed.
/// Linear look-up: records are small (MostFields). What was put by others may be written otherwise than
/// toJson() would write it (spaces, `1.50`); then that text goes along, for whoever wants back what was put
/// (RFC 9110 §9.3.4), and is gone with the first change. Fields are equal when their values are.
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
    /// Replaces in place, or appends.
    void set(const QString& name, Value value);
    /// True when there was one.
    bool remove(const QString& name);
    /// These fields with \a changes written over them; new ones at the end.
    [[nodiscard]] Fields with(const Fields& changes) const;
    /// `{"stock": 7, "name": "Desk lamp"}`
    [[nodiscard]] QByteArray toJson() const;

    /// What was put, where it is not toJson(), byte for byte; else empty.
    [[nodiscard]] const QByteArray& written() const { return m_written; }
    /// \a text is JSON that says these fields; it is kept where it is not toJson().
    void setWritten(const QByteArray& text);
    /// As they were put: written(), or else toJson().
    [[nodiscard]] QByteArray asPut() const;

    bool operator==(const Fields& other) const { return m_fields == other.m_fields; }
    /// Equal to the last byte.
    [[nodiscard]] bool isPutLike(const Fields& other) const
    {
        return m_written == other.m_written && m_fields == other.m_fields;
    }

private:
    QList<Field> m_fields;
    QByteArray m_written;
};

/// A field that differs between two states of a record; nothing where it is missing.
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

/// The field a record is summed up by: the first number, else the first field. Empty when there is no field.
[[nodiscard]] QString headlineField(const Fields& fields);

} // namespace interleave
