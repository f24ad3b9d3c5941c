#pragma once

#include <QMetaEnum>
#include <QVariant>
#include <QWidget>

#include <optional>

namespace interleave {

/// Reads a dynamic property, set in a form, that holds the name of an enumerator; nothing when it is missing
/// or unknown.
template<typename Enum>
[[nodiscard]] std::optional<Enum> statedOn(const QWidget* widget, const char* property)
{
    if (widget == nullptr)
        return std::nullopt;
    const QVariant value = widget->property(property);
    if (!value.isValid())
        return std::nullopt;
    bool known = false;
    const int number = QMetaEnum::fromType<Enum>().keyToValue(value.toByteArray().constData(), &known);
    return known ? std::optional(static_cast<Enum>(number)) : std::nullopt;
}

template<typename Enum>
void stateOn(QWidget* widget, const char* property, Enum value)
{
    widget->setProperty(
        property, QByteArray(QMetaEnum::fromType<Enum>().valueToKey(static_cast<int>(value))));
}

} // namespace interleave
