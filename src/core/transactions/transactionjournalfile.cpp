#include "core/transactions/transactionjournal.h"

#include "core/transactions/knownengines.h"
#include "core/values/bounds.h"
#include "core/values/jsontree.h"
#include "core/values/printable.h"
#include "core/values/text.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace interleave {

namespace {

/// Journals of HTTP have numbers of the same row; up to 4 there were no others.
constexpr int FormatVersion = 5;
/// More than a lesson may have; a step is an int.
constexpr qint64 MostSteps = 100'000;
constexpr std::array<const char*, 4> KindNames{"waits", "answered", "left out", "rolled back"};

Json listOf(const QStringList& texts)
{
    Json list = Json::array();
    for (const QString& text : texts)
        list.push_back(toUtf8(text));
    return list;
}

Json listOf(const QList<Value>& values)
{
    Json list = Json::array();
    for (const Value& value : values) {
        // A larger number could not be read again.
        const auto* number = std::get_if<qint64>(&value);
        const bool isKept = number == nullptr || (*number >= -LargestInteger && *number <= LargestInteger);
        list.push_back(isKept ? toTree(value) : Json(toUtf8(toText(value))));
    }
    return list;
}

Json listOf(const QList<QList<Value>>& rows)
{
    Json list = Json::array();
    for (const QList<Value>& row : rows)
        list.push_back(Json{{"row", listOf(row)}});
    return list;
}

Json treeOf(const Tables& tables)
{
    Json tree = Json::object();
    for (auto it = tables.constBegin(); it != tables.constEnd(); ++it) {
        Json& table = tree[toUtf8(it.key())];
        table = {{"columns", listOf(it->columns)}, {"rows", listOf(it->rows)}};
        if (it->isCut)
            table["cut"] = true;
    }
    return tree;
}

QByteArray headerLine(const TransactionHeader& header)
{
    Json sessions = Json::array();
    for (const SessionInfo& session : header.sessions) {
        Json item{{"name", toUtf8(session.name)}, {"level", toUtf8(session.level)}};
        if (!session.label.isEmpty())
            item["label"] = toUtf8(session.label);
        sessions.push_back(std::move(item));
    }
    Json tree{
        {"interleave", "journal"},
        {"version", FormatVersion},
        {"kind", "transactions"},
        {"title", toUtf8(header.title)},
        {"engine", toUtf8(header.engine)},
        {"engineVersion", toUtf8(header.version)},
        {"level", toUtf8(header.level)},
        {"sessions", std::move(sessions)},
        {"setup", listOf(header.setup)},
        {"tables", treeOf(header.tables)}};
    if (!header.story.isEmpty())
        tree["story"] = toUtf8(header.story);
    return toBytes(tree);
}

QByteArray lineOf(const TransactionEvent& event)
{
    Json tree{
        {"seq", event.seq},
        {"session", toUtf8(event.session)},
        {"step", event.step},
        {"do", toUtf8(toName(event.action))},
        {"what", KindNames.at(static_cast<std::size_t>(event.kind))}};
    if (!event.statement.sql.isEmpty())
        tree["sql"] = toUtf8(event.statement.sql);
    if (!event.statement.values.isEmpty())
        tree["values"] = listOf(event.statement.values);
    if (!event.waitsFor.isEmpty())
        tree["waitsFor"] = listOf(event.waitsFor);
    if (event.isAnswer())
        tree["succeeded"] = event.succeeded;
    if (event.keptNothing)
        tree["keptNothing"] = true;
    if (!event.code.isEmpty())
        tree["code"] = toUtf8(event.code);
    if (!event.text.isEmpty())
        tree["text"] = toUtf8(event.text);
    if (!event.columns.isEmpty()) {
        tree["columns"] = listOf(event.columns);
        tree["rows"] = listOf(event.rows);
    }
    if (event.rowCount != 0)
        tree["rowCount"] = event.rowCount;
    if (event.committed)
        tree["committed"] = treeOf(*event.committed);
    return toBytes(tree);
}

/// Reads members that may be missing.
class LineReader final
{
public:
    LineReader(const Json& tree)
        : m_reader(tree, QString())
    {
    }

    [[nodiscard]] const TreeReader& reader() const { return m_reader; }
    [[nodiscard]] QString text(const char* name) const
    {
        return m_reader.has(name) ? m_reader.text(name) : QString();
    }
    [[nodiscard]] QList<Value> values(const char* name) const
    {
        return m_reader.has(name) ? m_reader.values(name) : QList<Value>();
    }
    [[nodiscard]] QStringList texts(const TreeReader& from, const char* name) const
    {
        QStringList result;
        if (!from.has(name))
            return result;
        for (const Value& value : from.values(name)) {
            const auto* text = std::get_if<QString>(&value);
            if (text == nullptr)
                m_reader.fail(Text::tr("“%1” is not a list of texts").arg(QLatin1String(name)));
            else
                result.append(*text);
        }
        return result;
    }
    [[nodiscard]] QList<QList<Value>> rows(const TreeReader& from, qsizetype columns) const
    {
        QList<QList<Value>> result;
        for (const TreeReader& item : from.array("rows")) {
            result.append(item.values("row"));
            m_reader.absorb(item);
            if (result.last().size() != columns)
                m_reader.fail(Text::tr("a row has %1 values, and there are %2 columns")
                                  .arg(QString::number(result.last().size()), QString::number(columns)));
        }
        m_reader.absorb(from);
        return result;
    }
    [[nodiscard]] Tables tables(const char* name) const
    {
        Tables result;
        const TreeReader all = m_reader.object(name);
        for (const QString& table : all.names()) {
            const TreeReader item = all.object(table.toUtf8().constData());
            TableContent& content = result[table];
            content.columns = texts(item, "columns");
            content.rows = rows(item, content.columns.size());
            content.isCut = item.has("cut") && item.flag("cut");
            m_reader.absorb(item);
        }
        m_reader.absorb(all);
        return result;
    }

private:
    TreeReader m_reader;
};

/// What sentences name has to be one line; a lesson's names and levels are.
void requirePlainLines(const TransactionHeader& header, const TreeReader& reader)
{
    QStringList levels{header.level};
    for (const SessionInfo& session : header.sessions) {
        levels.append(session.level);
        if (!isPlainLine(session.name))
            reader.fail(
                Text::tr("the name of a session begins or ends with a blank, or holds a control character"));
    }
    if (!std::ranges::all_of(levels, isPlainLine))
        reader.fail(Text::tr("an isolation level begins or ends with a blank, or holds a control character"));
}

Result<TransactionHeader, QString> headerFrom(const Json& tree)
{
    const LineReader line(tree);
    const TreeReader& reader = line.reader();
    if (reader.text("interleave") != QLatin1String("journal") ||
        reader.text("kind") != QLatin1String("transactions"))
        return Text::tr("it does not begin with the header of a journal of transactions");
    if (const qint64 format = reader.integer("version"); format != FormatVersion)
        return Text::tr("it is of format version %1, and this program reads version %2")
            .arg(QString::number(format), QString::number(FormatVersion));
    TransactionHeader header;
    header.title = reader.text("title");
    header.story = line.text("story");
    header.engine = reader.text("engine");
    // A server of one's own says what it likes.
    header.version = printable(reader.text("engineVersion"));
    header.level = reader.text("level");
    const KnownEngine* known = knownEngine(header.engine);
    if (known == nullptr)
        reader.fail(Text::tr("its engine is “%1”, which this program does not know").arg(header.engine));
    else
        header.engineTitle = known->title;
    for (const TreeReader& item : reader.array("sessions")) {
        const QString label = item.has("label") ? item.text("label") : QString();
        header.sessions.append({item.text("name"), label, item.text("level")});
        reader.absorb(item);
    }
    requirePlainLines(header, reader);
    header.setup = line.texts(reader, "setup");
    header.tables = line.tables("tables");
    if (!reader.problem().isEmpty())
        return reader.problem();
    return header;
}

Result<TransactionEvent, QString> eventFrom(const QByteArray& text, const TransactionJournal& journal)
{
    const auto tree = parseTree(text);
    if (!tree)
        return tree.error().message;
    const LineReader line(*tree);
    const TreeReader& reader = line.reader();
    TransactionEvent event;
    event.seq = reader.integer("seq");
    event.session = reader.text("session");
    const qint64 step = reader.integer("step");
    if (step < 1 || step > MostSteps)
        reader.fail(Text::tr("“step” is %1, and may be from 1 to %2")
                        .arg(QString::number(step), QString::number(MostSteps)));
    event.step = static_cast<int>(step);
    const QString what = reader.text("what");
    const auto kind =
        std::ranges::find_if(KindNames, [&what](const char* name) { return what == QLatin1String(name); });
    const auto action = transactionActionFromName(reader.text("do"));
    if (kind == KindNames.end() || !action)
        return Text::tr("it tells of something that this program does not know");
    event.kind = static_cast<TransactionEvent::Kind>(kind - KindNames.begin());
    event.action = *action;
    event.statement = {line.text("sql"), line.values("values")};
    event.waitsFor = line.texts(reader, "waitsFor");
    event.succeeded = !reader.has("succeeded") || reader.flag("succeeded");
    event.keptNothing = reader.has("keptNothing") && reader.flag("keptNothing");
    event.code = line.text("code");
    event.text = line.text("text");
    event.columns = line.texts(reader, "columns");
    if (!event.columns.isEmpty())
        event.rows = line.rows(reader, event.columns.size());
    event.rowCount = reader.has("rowCount") ? reader.integer("rowCount") : 0;
    if (reader.has("committed"))
        event.committed = line.tables("committed");
    if (!reader.problem().isEmpty())
        return reader.problem();
    if (event.seq != journal.size() + 1)
        return Text::tr("event %1 stands where event %2 should follow")
            .arg(QString::number(event.seq), QString::number(journal.size() + 1));
    for (const QString& name : QStringList{event.session} + event.waitsFor) {
        if (std::ranges::find(journal.header().sessions, name, &SessionInfo::name) ==
            journal.header().sessions.end())
            return Text::tr("its session “%1” takes no part").arg(name);
    }
    return event;
}

} // namespace

void TransactionJournal::write(QIODevice& device) const
{
    device.write(headerLine(m_header) + '\n');
    for (const TransactionEvent& event : m_events)
        device.write(lineOf(event) + '\n');
}

bool isTransactionJournal(const QByteArray& beginning)
{
    static const QRegularExpression kind(QStringLiteral("\"kind\"\\s*:\\s*\"transactions\""));
    const QString line = QString::fromUtf8(beginning).section(QLatin1Char('\n'), 0, 0);
    return line.contains(QLatin1String("\"interleave\"")) && kind.match(line).hasMatch();
}

Result<ReadTransactionJournal, QString> readTransactionJournal(QIODevice& device, const QString& name)
{
    BoundedLines lines(device, bounds::JournalLine);
    const auto first = parseTree(lines.next());
    auto header =
        first ? headerFrom(first.value()) : Result<TransactionHeader, QString>(first.error().message);
    if (!header)
        return printable(
            Text::tr("“%1” is no Interleave journal that can be opened: %2.").arg(name, header.error()));
    ReadTransactionJournal result{TransactionJournal(std::move(header).value()), {}};
    QByteArray line = lines.next();
    for (int number = 2; !line.isEmpty(); line = lines.next(), ++number) {
        if (line.trimmed().isEmpty())
            continue;
        auto event = eventFrom(line, result.journal);
        if (!event) {
            result.problem = printable(
                Text::tr("“%1” could be read up to line %2, which was left out with all after it: %3.")
                    .arg(name, QString::number(number), event.error()));
            break;
        }
        result.journal.append(std::move(event).value());
    }
    return result;
}

} // namespace interleave
