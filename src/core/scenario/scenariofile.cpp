#include "core/scenario/scenarioreading.h"
#include "core/scenario/scenariosteps.h"
#include "core/scenario/scenariowaits.h"
#include "core/values/bounds.h"
#include "core/values/recordid.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <algorithm>

namespace interleave {

namespace {

QStringList seatNames()
{
    QStringList names;
    for (int seat = 0; seat < static_cast<int>(Seat::Other); ++seat)
        names.append(toName(static_cast<Seat>(seat)));
    return names;
}

/// Reads a scenario; keeps the first problem.
class ScenarioReader final
{
public:
    explicit ScenarioReader(const Json& tree)
        : m_root(tree, QString())
    {
    }

    Result<Scenario, QString> read()
    {
        m_root.allowOnly(
            {"title",
             "summary",
             "story",
             "about",
             "locking",
             "tick",
             "fencing",
             "deadlockDetection",
             "records",
             "steps",
             "expect",
             "look",
             "clients",
             "$schema"});
        // Ignored; editors find the schema by it.
        static_cast<void>(optionalText(m_root, "$schema"));
        m_scenario.title = nonEmptyText(m_root, "title");
        m_scenario.summary = optionalText(m_root, "summary");
        if (m_root.has("locking"))
            m_scenario.locking = ruleFrom(m_root, "locking");
        if (m_root.has("tick"))
            m_scenario.tick = secondsFrom(m_root, "tick", 0);
        m_scenario.leases = {
            optionalFlag(m_root, "fencing", true), optionalFlag(m_root, "deadlockDetection", true)};
        m_scenario.story = storyFrom(m_root);
        readRecords();
        m_scenario.about = about();
        readSteps();
        readLook();
        readClients();
        m_scenario.expect =
            expectationsFrom<ScenarioExpectation>(m_root, [this](TreeReader& at) { return expectation(at); });
        if (!m_root.problem().isEmpty())
            return m_root.problem();
        const QString waits = problemWithWaits(m_scenario);
        if (!waits.isEmpty())
            return waits;
        return std::move(m_scenario);
    }

private:
    QString about() const
    {
        const QString field = optionalText(m_root, "about");
        const bool known = std::ranges::any_of(m_scenario.records, [&field](const Record& record) {
            return record.fields.find(field) != nullptr;
        });
        if (m_root.has("about") && !known)
            m_root.fail(Text::tr("“about” is “%1”, which is no field of a record").arg(field));
        return field;
    }

    int stepFrom(const TreeReader& reader, const char* name) const
    {
        const qint64 step = reader.integer(name);
        if (step < 1 || step > m_scenario.steps.size())
            reader.fail(Text::tr("“%1” is %2, and may be from 1 to %3, the number of the last step")
                            .arg(
                                placeOf(reader, name),
                                QString::number(step),
                                QString::number(m_scenario.steps.size())));
        return static_cast<int>(step);
    }

    void readLook()
    {
        if (!m_root.has("look") || !m_root.problem().isEmpty())
            return;
        if (!m_root.isObject("look")) {
            for (const Locking rule : AllLocking)
                m_scenario.look.insert(rule, stepFrom(m_root, "look"));
            return;
        }
        const TreeReader rules = m_root.object("look");
        for (const QString& name : rules.names())
            m_scenario.look.insert(
                ruleNamed(rules, rules.place(), name), stepFrom(rules, name.toUtf8().constData()));
        m_root.absorb(rules);
    }

    void readClients()
    {
        if (!m_root.has("clients") || !m_root.problem().isEmpty())
            return;
        const TreeReader clients = m_root.object("clients");
        const QStringList known = m_scenario.clients();
        for (const QString& client : clients.names()) {
            if (!known.contains(client))
                clients.fail(Text::tr("“%1” takes part in no step; the clients are %2")
                                 .arg(clients.placeOf(client), listed(known, ListStyle::And)));
            TreeReader look = clients.object(client.toUtf8().constData());
            m_scenario.clientLooks.append(lookOf(client, look));
            clients.absorb(look);
        }
        m_root.absorb(clients);
    }

    ClientLook lookOf(const QString& client, TreeReader& reader) const
    {
        reader.allowOnly({"label", "colour", "room"});
        ClientLook look{client};
        look.isInRoom = optionalFlag(reader, "room", false);
        if (reader.has("label"))
            look.label = labelOf(reader, look.isInRoom ? LongestRoomName : LongestClientLabel);
        if (reader.has("colour"))
            look.colour = colourOf(reader);
        if (look == ClientLook{client})
            reader.fail(
                Text::tr("“%1” says nothing; give the client a “label”, a “colour” or “room”").arg(reader.place()));
        return look;
    }

    QString labelOf(const TreeReader& reader, qsizetype most) const
    {
        const QString label = nameFrom(reader, "label", most);
        for (const ClientLook& other : m_scenario.clientLooks) {
            if (other.label == label)
                reader.fail(Text::tr("“%1” is “%2”, which is the label of “%3” too; give each client its own")
                                .arg(placeOf(reader, "label"), label, other.client));
        }
        return label;
    }

    std::optional<Seat> colourOf(const TreeReader& reader) const
    {
        const QString name = reader.text("colour");
        const auto colour = seatFromName(name);
        if (!colour)
            reader.fail(Text::tr("“%1” names the colour “%2”; there are those of the seats %3")
                            .arg(placeOf(reader, "colour"), name, listed(seatNames(), ListStyle::And)));
        for (const ClientLook& other : m_scenario.clientLooks) {
            if (colour && other.colour == colour)
                reader.fail(
                    Text::tr("“%1” is “%2”, which is the colour of “%3” too; give each client its own")
                        .arg(placeOf(reader, "colour"), name, other.client));
        }
        return colour;
    }

    void readRecords()
    {
        const TreeReader records = m_root.object("records");
        for (const QString& id : records.names()) {
            Record record;
            record.id = id;
            record.fields = records.fields(id.toUtf8().constData());
            if (id.isEmpty())
                records.fail(Text::tr("in “records” an id is empty"));
            if (record.fields.isEmpty())
                records.fail(Text::tr("“%1” has no fields").arg(records.placeOf(id)));
            if (!isRecordId(id)) {
                records.fail(
                    Text::tr(
                        "“%1” is no id that the server takes: at most %n bytes, without control characters",
                        nullptr,
                        pluralOf(LongestRecordId))
                        .arg(records.placeOf(id)));
            }
            m_scenario.records.append(record);
        }
        if (m_scenario.records.isEmpty())
            records.fail(Text::tr("“records” is empty; at least one is needed"));
        m_root.absorb(records);
    }

    void readSteps()
    {
        StepReader stepReader(m_scenario.records);
        std::vector<TreeReader> steps = m_root.array("steps");
        for (TreeReader& reader : steps) {
            if (!m_root.problem().isEmpty())
                return;
            m_scenario.steps.append(stepReader.read(reader));
            m_root.absorb(reader);
        }
        if (steps.empty())
            m_root.fail(Text::tr("“steps” is empty; at least one is needed"));
    }

    ScenarioExpectation expectation(TreeReader& reader) const
    {
        reader.allowOnly({"lostUpdates", "records"});
        ScenarioExpectation result;
        if (reader.has("lostUpdates")) {
            result.lostUpdates = reader.integer("lostUpdates");
            if (*result.lostUpdates < 0)
                reader.fail(Text::tr("“%1” is less than 0").arg(placeOf(reader, "lostUpdates")));
        }
        if (!reader.has("records"))
            return result;
        const TreeReader records = reader.object("records");
        for (const QString& id : records.names()) {
            if (std::ranges::find(m_scenario.records, id, &Record::id) == m_scenario.records.end())
                records.fail(Text::tr("“%1” is not in “records”").arg(records.placeOf(id)));
            result.records.insert(id, fieldsOf(m_scenario.records, id, records, id.toUtf8().constData()));
        }
        reader.absorb(records);
        return result;
    }

    TreeReader m_root;
    Scenario m_scenario;
};

} // namespace

Result<Scenario, QString> scenarioFromJson(const QByteArray& text)
{
    const auto sentence = [](const QString& problem) {
        return Text::tr("The scenario cannot be played: %1.").arg(problem);
    };
    const auto tree = parseTree(text);
    if (!tree)
        return sentence(tree.error().message);
    Result<Scenario, QString> scenario = ScenarioReader(*tree).read();
    if (!scenario)
        return sentence(scenario.error());
    return scenario;
}

} // namespace interleave
