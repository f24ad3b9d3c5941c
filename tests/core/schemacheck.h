#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace interleave::testing {

/// Checks a value against a JSON Schema (draft 2020-12) of the few keywords that the schemas here use;
/// another keyword is a problem, so that none is passed over.
class SchemaCheck final
{
public:
    explicit SchemaCheck(const QJsonObject& schema)
        : m_root(schema)
    {
    }

    /// Of a file's text; empty when it is valid.
    [[nodiscard]] QString problemIn(const QByteArray& text) const
    {
        QJsonParseError error{};
        // In a list, because a document is an object or a list.
        const QJsonDocument document = QJsonDocument::fromJson("[" + text + "]", &error);
        if (error.error != QJsonParseError::NoError || document.array().size() != 1)
            return QStringLiteral("no JSON");
        return problemWith(document.array().first(), m_root, QStringLiteral("file"));
    }

private:
    [[nodiscard]] QJsonObject resolved(const QString& reference) const
    {
        QJsonValue value = m_root;
        for (const QString& part : reference.mid(2).split(QLatin1Char('/')))
            value = value.toObject().value(part);
        return value.toObject();
    }

    [[nodiscard]] QString
    problemWith(const QJsonValue& value, const QJsonValue& schema, const QString& at) const
    {
        if (schema.isBool())
            return schema.toBool() ? QString() : at + QStringLiteral(" is not allowed");
        const QJsonObject rules = schema.toObject();
        for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
            const QString problem = problemWithRule(value, rule.key(), rule.value(), rules, at);
            if (!problem.isEmpty())
                return problem;
        }
        return {};
    }

    [[nodiscard]] QString problemWithRule(
        const QJsonValue& value,
        const QString& rule,
        const QJsonValue& with,
        const QJsonObject& rules,
        const QString& at) const
    {
        static const QSet<QString> silent{
            QStringLiteral("$schema"),
            QStringLiteral("$defs"),
            QStringLiteral("title"),
            QStringLiteral("description"),
            QStringLiteral("default"),
            QStringLiteral("then"),
            QStringLiteral("else")};
        if (silent.contains(rule))
            return {};
        const QString bad = QStringLiteral("%1: %2").arg(at, rule);
        if (rule == QLatin1String("$ref"))
            return problemWith(value, resolved(with.toString()), at);
        if (rule == QLatin1String("type"))
            return isOfType(value, with) ? QString() : bad;
        if (rule == QLatin1String("enum"))
            return with.toArray().contains(value) ? QString() : bad;
        if (rule == QLatin1String("const"))
            return value == with ? QString() : bad;
        if (rule == QLatin1String("if")) {
            const bool holds = problemWith(value, with, at).isEmpty();
            return problemWith(value, rules.value(QLatin1String(holds ? "then" : "else")), at);
        }
        if (rule == QLatin1String("not"))
            return problemWith(value, with, at).isEmpty() ? bad : QString();
        if (rule == QLatin1String("oneOf") || rule == QLatin1String("anyOf")) {
            const QJsonArray ways = with.toArray();
            const auto fitting = std::count_if(ways.begin(), ways.end(), [&](const QJsonValue& way) {
                return problemWith(value, way, at).isEmpty();
            });
            return fitting == 1 || (fitting > 1 && rule == QLatin1String("anyOf")) ? QString() : bad;
        }
        const auto part = problemInPart(value, rule, with, rules, at);
        if (part)
            return *part;
        const auto held = isHeld(value, rule, with);
        if (!held)
            return QStringLiteral("the keyword %1 is not known to this check").arg(rule);
        return *held ? QString() : bad;
    }

    /// Of rules for what is inside; nothing for other rules.
    [[nodiscard]] std::optional<QString> problemInPart(
        const QJsonValue& value,
        const QString& rule,
        const QJsonValue& with,
        const QJsonObject& rules,
        const QString& at) const
    {
        const QJsonObject object = value.toObject();
        const QJsonObject properties = rules.value(QLatin1String("properties")).toObject();
        const bool isOfMembers = rule == QLatin1String("properties") ||
                                 rule == QLatin1String("additionalProperties") ||
                                 rule == QLatin1String("propertyNames");
        if (!isOfMembers && rule != QLatin1String("items"))
            return std::nullopt;
        for (auto member = object.begin(); isOfMembers && member != object.end(); ++member) {
            const bool isNamed = properties.contains(member.key());
            QString problem;
            if (rule == QLatin1String("propertyNames"))
                problem = problemWith(member.key(), with, at);
            else if (isNamed == (rule == QLatin1String("properties")))
                problem = problemWith(
                    member.value(),
                    isNamed ? properties.value(member.key()) : with,
                    QStringLiteral("%1.%2").arg(at, member.key()));
            if (!problem.isEmpty())
                return problem;
        }
        const QJsonArray items = isOfMembers ? QJsonArray() : value.toArray();
        for (const QJsonValue& item : items) {
            const QString problem = problemWith(item, with, at + QStringLiteral("[]"));
            if (!problem.isEmpty())
                return problem;
        }
        return QString();
    }

    /// Nothing for an unknown rule.
    [[nodiscard]] static std::optional<bool>
    isHeld(const QJsonValue& value, const QString& rule, const QJsonValue& with)
    {
        const auto most = static_cast<qsizetype>(with.toDouble());
        if (rule == QLatin1String("required")) {
            const QJsonArray names = with.toArray();
            return !value.isObject() || std::all_of(names.begin(), names.end(), [&](const QJsonValue& name) {
                return value.toObject().contains(name.toString());
            });
        }
        if (rule == QLatin1String("minProperties"))
            return !value.isObject() || value.toObject().size() >= most;
        if (rule == QLatin1String("maxProperties"))
            return !value.isObject() || value.toObject().size() <= most;
        if (rule == QLatin1String("minItems"))
            return !value.isArray() || value.toArray().size() >= most;
        if (rule == QLatin1String("maxItems"))
            return !value.isArray() || value.toArray().size() <= most;
        if (rule == QLatin1String("minLength"))
            return !value.isString() || value.toString().toUcs4().size() >= most;
        if (rule == QLatin1String("maxLength"))
            return !value.isString() || value.toString().toUcs4().size() <= most;
        if (rule == QLatin1String("minimum"))
            return !value.isDouble() || value.toDouble() >= with.toDouble();
        if (rule == QLatin1String("maximum"))
            return !value.isDouble() || value.toDouble() <= with.toDouble();
        if (rule == QLatin1String("uniqueItems"))
            return isUnique(value.toArray());
        if (rule == QLatin1String("pattern"))
            return !value.isString() || matches(value.toString(), with.toString());
        return std::nullopt;
    }

    [[nodiscard]] static bool isUnique(const QJsonArray& items)
    {
        for (qsizetype i = 0; i < items.size(); ++i) {
            for (qsizetype j = 0; j < i; ++j) {
                if (items.at(i) == items.at(j))
                    return false;
            }
        }
        return true;
    }

    /// ECMAScript writes \u0000 for \x{0000}.
    [[nodiscard]] static bool matches(const QString& text, QString pattern)
    {
        static const QRegularExpression escape(QStringLiteral("\\\\u([0-9a-fA-F]{4})"));
        pattern.replace(escape, QStringLiteral("\\x{\\1}"));
        return QRegularExpression(pattern, QRegularExpression::DontCaptureOption).match(text).hasMatch();
    }

    [[nodiscard]] static bool isOfType(const QJsonValue& value, const QJsonValue& type)
    {
        if (type.isArray()) {
            const QJsonArray types = type.toArray();
            return std::any_of(
                types.begin(), types.end(), [&](const QJsonValue& one) { return isOfType(value, one); });
        }
        const QString name = type.toString();
        switch (value.type()) {
        case QJsonValue::Null:
            return name == QLatin1String("null");
        case QJsonValue::Bool:
            return name == QLatin1String("boolean");
        case QJsonValue::Double:
            return name == QLatin1String("number") ||
                   (name == QLatin1String("integer") && std::floor(value.toDouble()) == value.toDouble());
        case QJsonValue::String:
            return name == QLatin1String("string");
        case QJsonValue::Array:
            return name == QLatin1String("array");
        case QJsonValue::Object:
            return name == QLatin1String("object");
        case QJsonValue::Undefined:
            break;
        }
        return false;
    }

    QJsonObject m_root;
};

} // namespace interleave::testing
