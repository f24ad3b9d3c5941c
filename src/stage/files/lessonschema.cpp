#include "stage/files/lessonschema.h"

#include "core/values/text.h"
#include "core/values/textformat.h"

#include <QFile>

namespace interleave {

namespace {

QString textOf(const QString& resource)
{
    QFile file(resource);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString scenarioSchema()
{
    return textOf(QStringLiteral(":/scenarios/scenario.schema.json"));
}

QString transactionsSchema()
{
    return textOf(QStringLiteral(":/transactions/transaction.schema.json"));
}

/// As a definition of another schema, indented. Its references lead to its own place there, because not every
/// editor knows a schema within a schema by its $id.
QString within(QString schema, const QString& name)
{
    schema.replace(QLatin1String("\"#/$defs/"), QStringLiteral("\"#/$defs/%1/$defs/").arg(name));
    schema.remove(QStringLiteral("  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"));
    return schema.trimmed().replace(QLatin1Char('\n'), QLatin1String("\n    "));
}

} // namespace

QStringList lessonSchemaNames()
{
    return {QStringLiteral("scenario"), QStringLiteral("transactions")};
}

Result<QByteArray, QString> lessonSchema(const QString& name)
{
    if (name == lessonSchemaNames().constFirst())
        return scenarioSchema().toUtf8();
    if (name == lessonSchemaNames().constLast())
        return transactionsSchema().toUtf8();
    if (!name.isEmpty())
        return Text::tr("“%1” is no kind of lesson file; give one of %2, or nothing for a schema of both.")
            .arg(name, listed(lessonSchemaNames()));
    return QStringLiteral(R"({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "An Interleave lesson",
  "description": "A scenario, or a lesson of transactions, which says so by its kind.",
  "type": "object",
  "if": { "required": ["kind"] },
  "then": { "$ref": "#/$defs/transactions" },
  "else": { "$ref": "#/$defs/scenario" },
  "$defs": {
    "scenario": %1,
    "transactions": %2
  }
}
)")
        .arg(
            within(scenarioSchema(), lessonSchemaNames().constFirst()),
            within(transactionsSchema(), lessonSchemaNames().constLast()))
        .toUtf8();
}

} // namespace interleave
