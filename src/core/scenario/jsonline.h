#pragma once

// Internal to the writing of scenario files.

#include "core/scenario/step.h"
#include "core/values/json.h"

#include <QByteArrayList>

namespace interleave {

[[nodiscard]] inline QByteArray quoted(const QString& text)
{
    return toJson(Value(text));
}

/// A JSON object on one line.
class JsonLine final
{
public:
    void add(const char* name, const QByteArray& json) { add(QString::fromLatin1(name), json); }
    void add(const QString& name, const QByteArray& json) { m_members.append(quoted(name) + ": " + json); }
    void add(const char* name, const QString& text) { add(name, quoted(text)); }
    void add(const char* name, qint64 number) { add(name, QByteArray::number(number)); }
    /// Left out when it is empty.
    void addText(const char* name, const QString& text)
    {
        if (!text.isEmpty())
            add(name, text);
    }
    void addWords(const char* name, const Words& words)
    {
        if (!words.isByRule()) {
            addText(name, words.text);
            return;
        }
        JsonLine rules;
        for (auto it = words.byRule.constBegin(); it != words.byRule.constEnd(); ++it)
            rules.add(toName(it.key()), quoted(it.value()));
        add(name, rules.text());
    }
    void addFields(const char* name, const Fields& fields)
    {
        if (!fields.isEmpty())
            add(name, fields.toJson());
    }
    [[nodiscard]] bool isEmpty() const { return m_members.isEmpty(); }
    [[nodiscard]] QByteArray text() const { return isEmpty() ? "{}" : "{ " + m_members.join(", ") + " }"; }

private:
    QByteArrayList m_members;
};

} // namespace interleave
