#include "core/model/account.h"

#include "core/model/snapshot.h"
#include "core/values/decimal.h"

#include <algorithm>

namespace interleave {

namespace {

std::optional<Value> optional(const Value* value)
{
    return value == nullptr ? std::nullopt : std::optional(*value);
}

/// Null for a missing field.
bool isEqual(const Value* one, const Value* other)
{
    return one == other || (one != nullptr && other != nullptr && *one == *other);
}

const FieldChange* changeOf(const QList<FieldChange>& changes, const QString& field)
{
    const auto found = std::ranges::find(changes, field, &FieldChange::name);
    return found == changes.cend() ? nullptr : &*found;
}

QStringList namesOf(const Fields& first, const Fields& second)
{
    QStringList names;
    for (const Field& field : first)
        names.append(field.name);
    for (const Field& field : second) {
        if (first.find(field.name) == nullptr)
            names.append(field.name);
    }
    return names;
}

bool isSame(const Value* one, const Value* other)
{
    if (isEqual(one, other))
        return true;
    const auto number = one == nullptr ? std::nullopt : Decimal::of(*one);
    return number && other != nullptr && number == Decimal::of(*other);
}

bool isSame(const std::optional<Value>& one, const std::optional<Value>& other)
{
    return isSame(one ? &*one : nullptr, other ? &*other : nullptr);
}

/// \a should plus the amount of \a change; nothing when the sum is not an exact number.
std::optional<Value> added(const std::optional<Value>& should, const FieldChange& change)
{
    const auto sofar = Decimal::of(should);
    const auto amount = difference(change.after, change.before);
    const auto sum = sofar && amount ? sofar->plus(*amount) : std::nullopt;
    return sum ? sum->toValue(*change.after) : std::nullopt;
}

} // namespace

Account::Account(const Fields& start)
    : m_fields(start)
{
}

void Account::add(const FieldChange& change)
{
    if (!isKnown(change.name))
        return;
    const auto should = m_fields.value(change.name);
    if (should == change.before) {
        set(change.name, change.after);
        return;
    }
    if (const auto sum = added(should, change))
        set(change.name, sum);
    else if (should != change.after || Decimal::of(should))
        forget(change.name);
}

void Account::replace(const FieldChange& change, const Fields& start)
{
    if (!isKnown(change.name) || isSame(change.before, change.after))
        return;
    const auto should = m_fields.value(change.name);
    if (isSame(should, start.value(change.name)))
        set(change.name, change.after);
    else if (!isSame(should, change.after))
        forget(change.name);
}

void Account::settle(const Fields& present)
{
    const auto isIn = [](const Fields& others) {
        return [&others](const Field& field) {
            return isSame(&field.value, others.find(field.name));
        };
    };
    if (m_unknown.isEmpty() && std::ranges::all_of(m_fields, isIn(present)) &&
        std::ranges::all_of(present, isIn(m_fields)))
        m_fields = present;
}

bool Account::differs(const QString& field, const Fields& present) const
{
    return !isKnown(field) || !isSame(m_fields.find(field), present.find(field));
}

QStringList Account::differing(const Fields& present) const
{
    QStringList names = namesOf(present, m_fields);
    for (const QString& field : m_unknown) {
        if (!names.contains(field))
            names.append(field);
    }
    names.removeIf([&](const QString& field) { return !differs(field, present); });
    return names;
}

void Account::set(const QString& field, const std::optional<Value>& value)
{
    if (value)
        m_fields.set(field, *value);
    else
        m_fields.remove(field);
}

void Account::forget(const QString& field)
{
    m_fields.remove(field);
    m_unknown.append(field);
}

std::optional<QList<FieldChange>>
changesMade(const Event& event, const Copy& copy, const VersionTree& tree, qint64 newest)
{
    if (event.action == Action::Increment)
        return changes(event.before, event.after);
    QList<FieldChange> result;
    // An outside client may name a version that does not exist yet.
    const auto isThere = [&](qint64 version) {
        return version <= newest && tree.contains(version);
    };
    const bool based = event.base && isThere(*event.base);
    const bool hasScreen = !event.outside && copy.held;
    if (!based && !hasScreen)
        return std::nullopt;
    // A panel sends the fields that its screen shows; an increment may have moved them past the base.
    const Fields& shown = hasScreen ? copy.held->fields : tree.at(*event.base).fields;
    const bool typed = !event.outside && copy.draft && isThere(copy.draft->base);
    const auto add = [&](const QString& name, const Value* before, const Value* after) {
        if (typed && copy.draft->fields.find(name) != nullptr)
            before = tree.at(copy.draft->base).fields.find(name);
        // It was saved before and is sent again: only the difference to that is new.
        if (const FieldChange* counted = changeOf(copy.sent.counted, name))
            before = counted->after ? &*counted->after : nullptr;
        if (!isEqual(before, after))
            result.append({name, optional(before), optional(after)});
    };
    for (const Field& field : event.after)
        add(field.name, shown.find(field.name), &field.value);
    for (const Field& field : shown) {
        if (event.after.find(field.name) == nullptr)
            add(field.name, &field.value, nullptr);
    }
    return result;
}

} // namespace interleave
