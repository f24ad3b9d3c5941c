#include "core/model/footprint.h"

namespace interleave {

namespace {

qint64 bytesOf(const QString& text)
{
    return text.size() * qint64{sizeof(QChar)};
}

} // namespace

qint64 footprint(const Value& value)
{
    const auto* text = std::get_if<QString>(&value);
    return qint64{sizeof(Value)} + (text == nullptr ? 0 : bytesOf(*text));
}

qint64 footprint(const Fields& fields)
{
    qint64 sum = fields.written().size();
    for (const Field& field : fields)
        sum += qint64{sizeof(QString)} + bytesOf(field.name) + footprint(field.value);
    return sum;
}

qint64 footprint(const Record& record)
{
    return qint64{sizeof(Record)} + bytesOf(record.id) + footprint(record.fields);
}

qint64 footprint(const Statement& statement)
{
    qint64 sum = qint64{sizeof(Statement)} + bytesOf(statement.sql) + bytesOf(statement.deciding);
    for (const Value& value : statement.bound)
        sum += footprint(value);
    return sum;
}

qint64 footprintOfTexts(const Event& event)
{
    qint64 sum = event.requestText.size() + event.responseText.size();
    for (const Statement& statement : event.statements)
        sum += footprint(statement);
    return sum;
}

} // namespace interleave
