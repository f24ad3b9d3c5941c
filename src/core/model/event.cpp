#include "core/model/event.h"

#include "core/values/jsontree.h"
#include "core/values/rows.h"
#include "core/values/text.h"

#include <algorithm>
#include <array>
#include <limits>

namespace interleave {

namespace {

template<typename T>
struct Name
{
    T value;
    const char* name;
};

constexpr std::array actionNames{
    Name<Action>{Action::Read, "read"},
    Name<Action>{Action::Edit, "edit"},
    Name<Action>{Action::Write, "write"},
    Name<Action>{Action::Increment, "increment"},
    Name<Action>{Action::Acquire, "acquire"},
    Name<Action>{Action::Release, "release"},
    Name<Action>{Action::Wait, "wait"},
    Name<Action>{Action::Rule, "rule"},
    Name<Action>{Action::AnswerLost, "unheard"},
    Name<Action>{Action::Clock, "clock"},
};

constexpr std::array verdictNames{
    Name<Verdict>{Verdict::Done, "done"},
    Name<Verdict>{Verdict::Unchanged, "unchanged"},
    Name<Verdict>{Verdict::Saved, "saved"},
    Name<Verdict>{Verdict::Stale, "stale"},
    Name<Verdict>{Verdict::PreconditionMissing, "unproven"},
    Name<Verdict>{Verdict::Refused, "refused"},
    Name<Verdict>{Verdict::Granted, "granted"},
    Name<Verdict>{Verdict::Waiting, "waiting"},
    Name<Verdict>{Verdict::Locked, "locked"},
    Name<Verdict>{Verdict::Fenced, "fenced"},
    Name<Verdict>{Verdict::Deadlock, "deadlock"},
    Name<Verdict>{Verdict::Expired, "expired"},
    Name<Verdict>{Verdict::GaveUp, "gave-up"},
    Name<Verdict>{Verdict::Busy, "busy"},
    Name<Verdict>{Verdict::Unknown, "unknown"},
};

constexpr std::array purposeNames{
    Name<Purpose>{Purpose::Plain, "plain"},
    Name<Purpose>{Purpose::Reload, "reload"},
    Name<Purpose>{Purpose::Overwrite, "overwrite"},
    Name<Purpose>{Purpose::Retry, "retry"},
    Name<Purpose>{Purpose::Merge, "merge"},
    Name<Purpose>{Purpose::FindOut, "find-out"},
    Name<Purpose>{Purpose::WithRead, "with-read"},
};

static_assert(isComplete(actionNames, &Name<Action>::value, Action::Clock));
static_assert(isComplete(verdictNames, &Name<Verdict>::value, Verdict::Unknown));
static_assert(isComplete(purposeNames, &Name<Purpose>::value, Purpose::WithRead));

template<typename T, std::size_t Size>
const char* nameOf(T value, const std::array<Name<T>, Size>& names)
{
    return std::ranges::find(names, value, &Name<T>::value)->name;
}

template<typename T, std::size_t Size>
T valueOf(const TreeReader& reader, const char* member, const std::array<Name<T>, Size>& names)
{
    const QString name = reader.text(member);
    for (const Name<T>& entry : names) {
        if (name == QLatin1String(entry.name))
            return entry.value;
    }
    reader.fail(
        Text::tr("“%1” is “%2”, which is not known").arg(reader.placeOf(QString::fromLatin1(member)), name));
    return names.front().value;
}

/// Bytes as text if they are UTF-8, which they nearly always are.
Json bytesToTree(const QByteArray& bytes)
{
    const QString text = QString::fromUtf8(bytes);
    if (text.toUtf8() == bytes)
        return bytes.toStdString();
    return Json{{"base64", bytes.toBase64().toStdString()}};
}

QByteArray bytesFrom(const TreeReader& reader, const char* member)
{
    if (!reader.has(member))
        return {};
    if (reader.isObject(member)) {
        const TreeReader object = reader.object(member);
        const QByteArray bytes = QByteArray::fromBase64(object.text("base64").toLatin1());
        reader.absorb(object);
        return bytes;
    }
    return reader.text(member).toUtf8();
}

std::optional<qint64> optionalInteger(const TreeReader& reader, const char* member)
{
    if (!reader.has(member))
        return std::nullopt;
    return reader.integer(member);
}

Json toTree(const Statement& statement)
{
    Json bound = Json::array();
    for (const Value& value : statement.bound)
        bound.push_back(interleave::toTree(value));
    Json tree{{"sql", toUtf8(statement.sql)}, {"bound", std::move(bound)}, {"rows", statement.rows}};
    if (!statement.deciding.isEmpty())
        tree["deciding"] = toUtf8(statement.deciding);
    return tree;
}

Statement statementFrom(const TreeReader& reader)
{
    Statement statement;
    statement.sql = reader.text("sql");
    statement.bound = reader.values("bound");
    statement.rows = reader.integer("rows");
    if (reader.has("deciding"))
        statement.deciding = reader.text("deciding");
    return statement;
}

Json toTree(const Lease& lease)
{
    return Json{{"owner", toUtf8(lease.owner)}, {"token", lease.token}, {"until", lease.until}};
}

/// Adds the text of the fields if it differs from Fields::toJson().
void addWritten(const Fields& fields, const char* member, Json& tree)
{
    if (!fields.written().isEmpty())
        tree[member] = fields.written().toStdString();
}

/// For an event about a lease, or with a lock token.
void addLease(const Event& event, Json& tree)
{
    if (event.lease)
        tree["lease"] = toTree(*event.lease);
    if (event.token)
        tree["token"] = *event.token;
    if (event.ttl != 0)
        tree["ttl"] = event.ttl;
    if (event.maxWait != 0)
        tree["patience"] = event.maxWait;
    if (event.waited)
        tree["waited"] = true;
    if (event.cycle.isEmpty())
        return;
    Json cycle = Json::array();
    for (const WaitsFor& link : event.cycle) {
        cycle.push_back(Json{
            {"client", toUtf8(link.client)},
            {"record", toUtf8(link.record)},
            {"holder", toUtf8(link.holder)}});
    }
    tree["circle"] = std::move(cycle);
}

void readLease(const TreeReader& reader, Event& event)
{
    if (reader.has("lease")) {
        const TreeReader lease = reader.object("lease");
        event.lease = Lease{lease.text("owner"), lease.integer("token"), lease.time("until")};
        if (event.lease->token < 0 || event.lease->token > LargestStoredCount)
            lease.fail(Text::tr("“%1” is %2, which no server gives")
                           .arg(lease.placeOf(QStringLiteral("token")), QString::number(event.lease->token)));
        reader.absorb(lease);
    }
    event.token = optionalInteger(reader, "token");
    event.ttl = optionalInteger(reader, "ttl").value_or(0);
    event.maxWait = optionalInteger(reader, "patience").value_or(0);
    event.waited = reader.has("waited") && reader.flag("waited");
    if (reader.has("circle")) {
        for (const TreeReader& link : reader.array("circle")) {
            event.cycle.append({link.text("client"), link.text("record"), link.text("holder")});
            reader.absorb(link);
        }
    }
    const bool lacksLease = event.isAboutLease() && !event.lease &&
                            (event.verdict == Verdict::Granted || event.verdict == Verdict::Expired);
    if (lacksLease)
        reader.fail(Text::tr("“lease” is missing"));
}

/// The members that a line may have.
const QList<const char*>& members()
{
    static const QList<const char*> names{
        "seq",        "time",          "client",       "action",    "purpose",  "verdict",     "locking",
        "outside",    "headersOnly",   "request",      "status",    "record",   "base",        "version",
        "before",     "after",         "amounts",      "condition", "tag",      "requestText", "responseText",
        "statements", "lease",         "token",        "ttl",       "patience", "waited",      "circle",
        "seconds",    "beforeWritten", "afterWritten", "step",
    };
    return names;
}

void requireClient(const TreeReader& reader, const Event& event)
{
    if (event.client.isEmpty() && event.action != Action::Rule && event.action != Action::Clock)
        reader.fail(Text::tr("“client” is empty, and only a rule and the clock have none"));
}

} // namespace

QString withValues(const Statement& statement)
{
    QString result;
    qsizetype next = 0;
    for (const QChar c : statement.sql) {
        if (c != QLatin1Char('?') || next >= statement.bound.size()) {
            result += c;
            continue;
        }
        const Value& value = statement.bound.at(next++);
        if (const auto* text = std::get_if<QString>(&value)) {
            QString escaped = *text;
            escaped.replace(QLatin1Char('\''), QLatin1String("''"));
            result += QLatin1Char('\'') + escaped + QLatin1Char('\'');
        } else {
            result += std::holds_alternative<std::monostate>(value) ? QStringLiteral("NULL") : toText(value);
        }
    }
    return result;
}

QString StepNumber::text() const
{
    if (step == 0)
        return {};
    QString letters;
    // a to z, then aa, ab …
    for (int rest = part; isSplit && rest > 0; rest = (rest - 1) / 26)
        letters.prepend(QChar(u'a' + (rest - 1) % 26));
    return QString::number(step) + letters;
}

QString laneName(const QString& client, bool outside)
{
    return outside && client.size() == 1 ? Text::tr("%1 (outside)").arg(client) : client;
}

QByteArray toJsonLine(const Event& event)
{
    Json tree{
        {"seq", event.seq},
        {"time", event.time},
        {"client", toUtf8(event.client)},
        {"action", nameOf(event.action, actionNames)},
        {"verdict", nameOf(event.verdict, verdictNames)},
        {"locking", toUtf8(toName(event.locking))},
    };
    if (event.purpose != Purpose::Plain)
        tree["purpose"] = nameOf(event.purpose, purposeNames);
    if (event.outside)
        tree["outside"] = true;
    if (event.headersOnly)
        tree["headersOnly"] = true;
    if (event.step != 0)
        tree["step"] = event.step;
    if (event.request != 0)
        tree["request"] = event.request;
    if (event.status != 0)
        tree["status"] = event.status;
    if (!event.record.isEmpty())
        tree["record"] = toUtf8(event.record);
    if (event.base)
        tree["base"] = *event.base;
    if (event.version)
        tree["version"] = *event.version;
    if (!event.before.isEmpty())
        tree["before"] = toTree(event.before);
    if (!event.after.isEmpty())
        tree["after"] = toTree(event.after);
    addWritten(event.before, "beforeWritten", tree);
    addWritten(event.after, "afterWritten", tree);
    if (!event.amounts.isEmpty())
        tree["amounts"] = toTree(event.amounts);
    addLease(event, tree);
    if (event.seconds != 0)
        tree["seconds"] = event.seconds;
    if (!event.condition.isEmpty())
        tree["condition"] = bytesToTree(event.condition);
    if (!event.tag.isEmpty())
        tree["tag"] = bytesToTree(event.tag);
    if (!event.requestText.isEmpty())
        tree["requestText"] = bytesToTree(event.requestText);
    if (!event.responseText.isEmpty())
        tree["responseText"] = bytesToTree(event.responseText);
    if (!event.statements.isEmpty()) {
        Json statements = Json::array();
        for (const Statement& statement : event.statements)
            statements.push_back(toTree(statement));
        tree["statements"] = std::move(statements);
    }
    return toBytes(tree);
}

Result<Event, QString> eventFromJsonLine(const QByteArray& line)
{
    const auto tree = parseTree(line);
    if (!tree && tree.error().kind == JsonError::Kind::Shape)
        return tree.error().message;
    if (!tree)
        return Text::tr("it is not JSON: %1").arg(tree.error().message);
    TreeReader reader(*tree, QString());
    reader.allowOnly(members());
    Event event;
    event.seq = reader.integer("seq");
    event.time = reader.time("time");
    event.client = reader.text("client");
    event.action = valueOf(reader, "action", actionNames);
    if (reader.has("purpose"))
        event.purpose = valueOf(reader, "purpose", purposeNames);
    event.verdict = valueOf(reader, "verdict", verdictNames);
    const auto locking = lockingFromName(reader.text("locking"));
    if (!locking)
        reader.fail(Text::tr("“locking” is “%1”, which is not known").arg(reader.text("locking")));
    event.locking = locking.value_or(Locking::Off);
    requireClient(reader, event);
    event.headersOnly = reader.has("headersOnly") && reader.flag("headersOnly");
    event.outside = reader.has("outside") && reader.flag("outside");
    event.request = optionalInteger(reader, "request").value_or(0);
    event.step = optionalInteger(reader, "step").value_or(0);
    if (event.step < 0 || event.step > std::numeric_limits<int>::max())
        reader.fail(Text::tr("“step” is %1, which no step is").arg(event.step));
    constexpr qint64 largestStatus = 999;
    const qint64 status = optionalInteger(reader, "status").value_or(0);
    if (status < 0 || status > largestStatus)
        reader.fail(Text::tr("“status” is %1, which no status is").arg(status));
    else
        event.status = static_cast<int>(status);
    event.record = reader.has("record") ? reader.text("record") : QString();
    event.base = optionalInteger(reader, "base");
    event.version = optionalInteger(reader, "version");
    if (reader.has("before"))
        event.before = reader.fields("before");
    if (reader.has("after"))
        event.after = reader.fields("after");
    reader.readWritten("beforeWritten", event.before);
    reader.readWritten("afterWritten", event.after);
    if (reader.has("amounts"))
        event.amounts = reader.fields("amounts");
    readLease(reader, event);
    event.seconds = optionalInteger(reader, "seconds").value_or(0);
    event.condition = bytesFrom(reader, "condition");
    event.tag = bytesFrom(reader, "tag");
    event.requestText = bytesFrom(reader, "requestText");
    event.responseText = bytesFrom(reader, "responseText");
    if (reader.has("statements")) {
        for (const TreeReader& item : reader.array("statements")) {
            event.statements.append(statementFrom(item));
            reader.absorb(item);
        }
    }
    if (!reader.problem().isEmpty())
        return reader.problem();
    return event;
}

bool Event::isUnchangedByDate() const
{
    // The server ignores If-Modified-Since beside a tag. A tag of If-Match may contain any text, but it ends
    // in a quotation mark.
    const qsizetype date = condition.lastIndexOf("If-Modified-Since: ");
    return verdict == Verdict::Unchanged && date >= 0 && condition.indexOf('"', date) < 0;
}

bool isHeadersOnly(const Event& event)
{
    return event.headersOnly && event.verdict == Verdict::Done;
}

} // namespace interleave
