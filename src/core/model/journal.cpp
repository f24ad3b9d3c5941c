#include "core/model/journal.h"

#include "core/model/footprint.h"
#include "core/model/outsiders.h"
#include "core/values/bounds.h"
#include "core/values/jsontree.h"
#include "core/values/printable.h"
#include "core/values/text.h"

#include <QIODevice>

#include <algorithm>
#include <limits>

namespace interleave {

namespace {

/// The highest generation that can be continued, because the next one still has to be counted.
constexpr qint64 LastGeneration = std::numeric_limits<int>::max() - 1;
constexpr qint64 CheckpointEvery = 256;
/// 2 added the clock's events, 3 bodies as they were put, 4 the scenario's steps; all are read.
constexpr int FormatVersion = 4;
constexpr int OldestVersion = 1;
constexpr QLatin1String HttpKind("http");

std::shared_ptr<VersionTrees> treesOf(const QList<Record>& records, const QString& about)
{
    auto trees = std::make_shared<VersionTrees>();
    for (const Record& record : records)
        trees->emplace(record.id, VersionTree(record, about));
    return trees;
}

/// A program that does not know the room passes over "name"; it would refuse a long "label".
const char* labelMember(bool isInRoom)
{
    return isInRoom ? "name" : "label";
}

QByteArray headerLine(const JournalHeader& header)
{
    Json records = Json::array();
    for (const Record& record : header.records) {
        Json item{
            {"id", toUtf8(record.id)},
            {"version", record.version},
            {"modifiedAt", record.modifiedAt},
            {"fields", toTree(record.fields)}};
        if (!record.fields.written().isEmpty())
            item["written"] = record.fields.written().toStdString();
        records.push_back(std::move(item));
    }
    Json tree{
        {"interleave", "journal"},
        {"version", FormatVersion},
        {"kind", toUtf8(HttpKind)},
        {"locking", toUtf8(toName(header.locking))},
        {"startedAt", header.startedAt},
        {"rewinds", header.generation},
        {"records", std::move(records)}};
    for (const TagRun& run : header.runs)
        tree["runs"].push_back(Json{{"after", run.after}, {"suffix", run.suffix.toStdString()}});
    if (!header.leases.fencing)
        tree["fencing"] = false;
    if (!header.leases.deadlockDetection)
        tree["deadlockDetection"] = false;
    if (!header.about.isEmpty())
        tree["about"] = toUtf8(header.about);
    for (const ClientLook& look : header.clients) {
        Json& item = tree["clients"][toUtf8(look.client)] = Json::object();
        if (!look.label.isEmpty())
            item[labelMember(look.isInRoom)] = toUtf8(look.label);
        if (look.colour)
            item["colour"] = toUtf8(toName(*look.colour));
        if (look.isInRoom)
            item["room"] = true;
    }
    return toBytes(tree);
}

QList<ClientLook> clientsFrom(const TreeReader& reader)
{
    QList<ClientLook> clients;
    const TreeReader looks = reader.object("clients");
    for (const QString& client : looks.names()) {
        const TreeReader item = looks.object(client.toUtf8().constData());
        const bool isInRoom = item.has("room") && item.flag("room");
        const char* const label = labelMember(isInRoom);
        ClientLook look{client, item.has(label) ? item.text(label) : QString(), std::nullopt, isInRoom};
        // A colour of a newer program does not keep the journal from being read.
        if (item.has("colour"))
            look.colour = seatFromName(item.text("colour"));
        const qsizetype longest = look.isInRoom ? LongestRoomName : LongestClientLabel;
        const bool isTaken = std::ranges::any_of(clients, [&look](const ClientLook& other) {
            return (other.label == look.label && !look.label.isEmpty()) ||
                   (other.colour == look.colour && look.colour);
        });
        if (isTaken || look.label.size() > longest || !isPlainLine(look.label))
            looks.fail(Text::tr("its clients are not as this program writes them"));
        clients.append(look);
        looks.absorb(item);
    }
    reader.absorb(looks);
    return clients;
}

Result<JournalHeader, QString> headerFrom(const Json& tree)
{
    TreeReader reader(tree, QString());
    if (reader.text("interleave") != QLatin1String("journal"))
        return Text::tr("it does not begin with a journal's header");
    if (reader.has("kind") && reader.text("kind") != HttpKind)
        return Text::tr("it is a journal of %1, which has no requests; “interleave export --open” writes it as "
                        "a file")
            .arg(reader.text("kind"));
    const qint64 format = reader.integer("version");
    if (format < OldestVersion || format > FormatVersion)
        return Text::tr("it is of format version %1, and this program reads version %2")
            .arg(QString::number(format), QString::number(FormatVersion));
    JournalHeader header;
    const auto locking = lockingFromName(reader.text("locking"));
    if (!locking)
        return Text::tr("its locking is “%1”, which this program does not know").arg(reader.text("locking"));
    header.locking = *locking;
    header.startedAt = reader.time("startedAt");
    const qint64 generation = reader.integer("rewinds");
    if (generation < 0 || generation > LastGeneration)
        return Text::tr("its rewinds are %1, which no journal has").arg(generation);
    header.generation = static_cast<int>(generation);
    header.leases.fencing = !reader.has("fencing") || reader.flag("fencing");
    header.leases.deadlockDetection = !reader.has("deadlockDetection") || reader.flag("deadlockDetection");
    header.about = reader.has("about") ? reader.text("about") : QString();
    for (const TreeReader& item : reader.array("records")) {
        Record record{item.text("id"), {}, item.integer("version"), item.timeInSeconds("modifiedAt")};
        record.fields = item.fields("fields");
        item.readWritten("written", record.fields);
        if (std::ranges::find(header.records, record.id, &Record::id) != header.records.end())
            reader.fail(Text::tr("the record “%1” is in it twice").arg(record.id));
        if (record.version < 1 || record.version > LargestStoredCount)
            reader.fail(Text::tr("“%1” is %2, and a version is at least 1 and at most %3")
                            .arg(
                                item.placeOf(QStringLiteral("version")),
                                QString::number(record.version),
                                QString::number(LargestStoredCount)));
        header.records.append(record);
        reader.absorb(item);
    }
    header.clients = reader.has("clients") ? clientsFrom(reader) : QList<ClientLook>();
    header.runs = reader.has("runs") ? runsFrom(reader) : QList<TagRun>();
    if (!reader.problem().isEmpty())
        return reader.problem();
    return header;
}

/// Refuses a version that the trees cannot take: it would make every later answer wrong.
QString problemWith(const Event& event, const Journal& journal)
{
    const qint64 next = journal.size() + 1;
    if (event.seq != next)
        return Text::tr("event %1 stands where event %2 should follow")
            .arg(QString::number(event.seq), QString::number(next));
    if (!event.isCommit())
        return {};
    if (!event.version)
        return Text::tr("a saved write names no version");
    if (*event.version < 1 || *event.version > LargestStoredCount)
        return Text::tr("a version is at least 1 and at most %1").arg(LargestStoredCount);
    const auto tree = journal.trees().find(event.record);
    const bool known = tree != journal.trees().end() && !tree->second.isEmpty();
    if (known && *event.version != tree->second.last() + 1)
        return Text::tr("version %1 of “%2” does not follow version %3")
            .arg(QString::number(*event.version), event.record, QString::number(tree->second.last()));
    return {};
}

} // namespace

QString toName(Seat seat)
{
    return seat == Seat::Other ? QString() : QString(QChar(u'A' + static_cast<int>(seat)));
}

std::optional<Seat> seatFromName(const QString& name)
{
    const int seat = name.size() == 1 ? name.at(0).unicode() - u'A' : -1;
    return seat >= 0 && seat < static_cast<int>(Seat::Other) ? std::optional(static_cast<Seat>(seat))
                                                             : std::nullopt;
}

Journal::Journal(JournalHeader header)
    : m_header(std::move(header))
    , m_trees(treesOf(m_header.records, m_header.about))
    , m_latest(m_header.locking, m_header.records, m_trees)
{
    m_checkpoints.push_back(m_latest);
}

const Event& Journal::event(qint64 seq) const
{
    Q_ASSERT(seq >= 1 && seq <= size());
    return m_events[static_cast<std::size_t>(seq - 1)];
}

qint64 Journal::lastMessage(const QString& client, qint64 seq) const
{
    while (seq > 0 && !(event(seq).isMessage() && event(seq).client == client))
        --seq;
    return seq;
}

qint64 Journal::silencedBy(qint64 seq) const
{
    const Event& event = this->event(seq);
    return event.action == Action::AnswerLost ? lastMessage(event.client, seq - 1) : 0;
}

/// The answer to the client's last message turned out to be lost, so compute the states since then again.
void Journal::silence(const QString& client)
{
    const qint64 message = lastMessage(client, size());
    if (message == 0 || event(message).answerLost)
        return;
    m_events[static_cast<std::size_t>(message - 1)].answerLost = true;
    std::size_t next = checkpointBefore(message - 1);
    Snapshot state = m_checkpoints[next++];
    for (qint64 seq = state.seq() + 1; seq <= size(); ++seq) {
        state.apply(event(seq));
        if (next < m_checkpoints.size() && m_checkpoints[next].seq() == seq)
            m_checkpoints[next++] = state;
    }
    m_latest = std::move(state);
    m_recent.reset();
}

/// The number of the next event. A second one in a step makes a part of the first, too.
StepNumber Journal::numberOf(const Event& event)
{
    if (!event.isMessage() && (event.step == 0 || !event.isAcross()))
        return {};
    const bool isFirst = m_lastNumbered == 0;
    const StepNumber last = isFirst ? StepNumber() : this->event(m_lastNumbered).number;
    const qint64 step = event.step == 0 ? last.step + 1 : std::max(event.step, last.step);
    const int part = step == last.step ? last.part + 1 : 1;
    if (part == 2) {
        m_events[static_cast<std::size_t>(m_lastNumbered - 1)].number.isSplit = true;
        m_latest.splitStep(m_lastNumbered);
        m_checkpoints.back().splitStep(m_lastNumbered);
        m_recent.reset();
    }
    m_lastNumbered = event.seq;
    return {step, part, part > 1};
}

const Event& Journal::append(Event event)
{
    if (event.action == Action::AnswerLost)
        silence(event.client);
    event.seq = size() + 1;
    event.message = event.isMessage() ? m_latest.messages() + 1 : 0;
    event.number = numberOf(event);
    if (!event.base && (event.isTry() || event.action == Action::Edit))
        event.base = m_latest.baseOf(event.client, event.record);
    // Data read from the database or a file is often a copy of what is here already; share that.
    if (const Record* known = m_latest.record(event.record)) {
        for (Fields* fields : {&event.before, &event.after}) {
            if (fields->isPutLike(known->fields))
                *fields = known->fields;
        }
    }
    if (event.isCommit())
        m_trees->try_emplace(event.record, m_header.about).first->second.append(event);
    m_latest.apply(event);
    m_events.push_back(std::move(event));
    const qint64 pace = m_latest.clients().size() + m_latest.records().size();
    if (size() - m_checkpoints.back().seq() >= std::max(CheckpointEvery, pace))
        m_checkpoints.push_back(m_latest);
    boundTexts();
    for (const Observer& observer : m_observers)
        observer(m_events.back());
    return m_events.back();
}

void Journal::boundTexts()
{
    m_textBytes += footprintOfTexts(m_events.back());
    while (m_firstWithTexts < size() &&
           (m_textBytes > bounds::JournalTexts || size() - m_firstWithTexts >= KeptTexts)) {
        Event& old = m_events[static_cast<std::size_t>(m_firstWithTexts - 1)];
        m_textBytes -= footprintOfTexts(old);
        old.requestText = {};
        old.responseText = {};
        old.statements = {};
        ++m_firstWithTexts;
    }
}

void Journal::subscribe(Observer observer)
{
    m_observers.push_back(std::move(observer));
}

std::size_t Journal::checkpointBefore(qint64 n) const
{
    const auto after = std::ranges::upper_bound(m_checkpoints, n, {}, &Snapshot::seq);
    return static_cast<std::size_t>(after - m_checkpoints.begin()) - 1;
}

Snapshot Journal::at(qint64 n) const
{
    Q_ASSERT(n >= 0 && n <= size());
    if (n == size())
        return m_latest;
    const Snapshot& before = m_checkpoints[checkpointBefore(n)];
    if (!m_recent || m_recent->seq() > n || m_recent->seq() < before.seq())
        m_recent = before;
    for (qint64 seq = m_recent->seq() + 1; seq <= n; ++seq)
        m_recent->apply(event(seq));
    return *m_recent;
}

Journal Journal::copy(qint64 n) const
{
    JournalHeader header = m_header;
    header.runs.removeIf([n](const TagRun& run) { return run.after > n; });
    Journal result(header);
    for (qint64 seq = 1; seq <= n; ++seq)
        result.append(event(seq));
    return result;
}

void Journal::beginRun(const QByteArray& suffix)
{
    ++m_header.generation;
    if (!m_header.runs.isEmpty() && m_header.runs.last().after == size())
        m_header.runs.removeLast();
    if (this->suffix() != suffix)
        m_header.runs.append({size(), suffix});
}

void Journal::inferRuns()
{
    m_header.runs.clear();
    QByteArray known;
    for (const Event& event : m_events) {
        const auto told = suffixIn(event);
        if (!told || *told == known)
            continue;
        known = *told;
        m_header.runs.append({event.seq - 1, known});
    }
}

void Journal::write(QIODevice& device) const
{
    device.write(headerLine(m_header) + '\n');
    for (const Event& event : m_events)
        device.write(toJsonLine(event) + '\n');
}

Result<ReadJournal, QString> readJournal(QIODevice& device, const QString& name)
{
    BoundedLines lines(device, bounds::JournalLine);
    const QByteArray beginning = lines.next();
    if (withoutMark(beginning).trimmed().isEmpty())
        return Text::tr("“%1” is empty, and a journal begins with a line that says what it is.").arg(name);
    const auto first = parseTree(beginning);
    if (!first && first.error().kind == JsonError::Kind::Syntax)
        return Text::tr("“%1” is no Interleave journal: its first line is not JSON.").arg(name);
    auto header = first ? headerFrom(first.value()) : Result<JournalHeader, QString>(first.error().message);
    if (!header)
        return printable(Text::tr("“%1” is no Interleave journal that can be opened: %2.").arg(name, header.error()));

    ReadJournal result{Journal(std::move(header).value()), {}};
    // Read on to find out whether there is more: the device may be a pipe.
    QByteArray line = lines.next();
    for (int number = 2; !line.isEmpty(); line = lines.next(), ++number) {
        if (line.trimmed().isEmpty())
            continue;
        auto event = eventFromJsonLine(line);
        QString problem = event ? problemWith(*event, result.journal) : event.error();
        if (!event && !line.endsWith('\n'))
            problem = line.size() < bounds::JournalLine - 1
                          ? Text::tr("it was cut off")
                          : Text::tr("it is longer than any line of a journal");
        if (!problem.isEmpty()) {
            result.problem = printable(
                Text::tr("“%1” could be read up to line %2, which was left out with all after it: %3.")
                    .arg(name, QString::number(number), problem));
            break;
        }
        result.journal.append(std::move(event).value());
    }
    if (result.journal.header().runs.isEmpty() && result.journal.header().generation > 0)
        result.journal.inferRuns();
    result.journal = withOutsidersApart(std::move(result.journal));
    return result;
}

} // namespace interleave
