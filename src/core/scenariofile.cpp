#include "core/jsontree.h"
#include "core/scenario.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <array>

namespace interleave {

namespace {

constexpr qint64 MostSeconds = 1'000'000'000;
constexpr qsizetype MostClientName = 24;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(interleave::ScenarioFile)
};

enum class Do { Read, Edit, Save, Wait, Clock, Locking };

struct DoName
{
    Do value;
    const char* name;
    bool byClient;
};

constexpr std::array doNames{
    DoName{Do::Read, "read", true},
    DoName{Do::Edit, "edit", true},
    DoName{Do::Save, "save", true},
    DoName{Do::Wait, "wait", false},
    DoName{Do::Clock, "clock", false},
    DoName{Do::Locking, "locking", false},
};

QString place(const TreeReader& reader, const char* name)
{
    return reader.placeOf(QString::fromUtf8(name));
}

bool isSameKind(const Value& value, const Value& like)
{
    return value.index() == like.index() || (isNumber(value) && isNumber(like)) ||
           std::holds_alternative<std::monostate>(like);
}

QString kindOf(const Value& value)
{
    if (isNumber(value))
        return Text::tr("a number");
    if (std::holds_alternative<bool>(value))
        return Text::tr("true or false");
    return Text::tr("a text");
}

/// Reads a scenario and rehearses it on the way: what a client has read and saved by each step.
class ScenarioReader final
{
public:
    explicit ScenarioReader(const Json& tree)
        : m_root(tree, QString())
    {
    }

    Result<Scenario, QString> read()
    {
        m_root.allowOnly({"title", "summary", "locking", "tick", "records", "steps", "expect"});
        m_scenario.title = nonEmptyText(m_root, "title");
        m_scenario.summary = optionalText(m_root, "summary");
        if (m_root.has("locking"))
            m_scenario.locking = rule(m_root, "locking");
        if (m_root.has("tick"))
            m_scenario.tick = seconds(m_root, "tick", 0);
        readRecords();
        readSteps();
        m_scenario.expect =
            expectations<ScenarioExpectation>(m_root, [this](TreeReader& at) { return expectation(at); });
        if (!m_root.problem().isEmpty())
            return m_root.problem();
        return std::move(m_scenario);
    }

private:
    QString nonEmptyText(const TreeReader& reader, const char* name) const
    {
        QString text = reader.text(name);
        if (text.trimmed().isEmpty())
            reader.fail(Text::tr("“%1” is empty").arg(place(reader, name)));
        return text;
    }

    QString optionalText(const TreeReader& reader, const char* name) const
    {
        return reader.has(name) ? reader.text(name) : QString();
    }

    qint64 seconds(const TreeReader& reader, const char* name, qint64 least) const
    {
        const qint64 value = reader.integer(name);
        if (value < least || value > MostSeconds) {
            reader.fail(Text::tr("“%1” is %2, and may be from %3 to %4")
                            .arg(place(reader, name))
                            .arg(value)
                            .arg(least)
                            .arg(MostSeconds));
        }
        return value;
    }

    Locking ruleNamed(const TreeReader& reader, const QString& at, const QString& name) const
    {
        const auto locking = lockingFromName(name);
        if (!locking)
            reader.fail(Text::tr("“%1” names the rule “%2”; there are %3").arg(at, name, ruleNames()));
        return locking.value_or(Locking::Off);
    }

    Locking rule(const TreeReader& reader, const char* name) const
    {
        const QString text = reader.text(name);
        return reader.problem().isEmpty() ? ruleNamed(reader, place(reader, name), text) : Locking::Off;
    }

    static QString ruleNames()
    {
        QStringList names;
        for (const Locking locking : allLocking())
            names.append(toName(locking));
        const QString last = names.takeLast();
        return Text::tr("%1 and %2", "a list and its last part").arg(names.join(QLatin1String(", ")), last);
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
            m_scenario.records.append(record);
        }
        if (m_scenario.records.isEmpty())
            records.fail(Text::tr("“records” is empty; at least one is needed"));
        m_root.absorb(records);
    }

    void readSteps()
    {
        std::vector<TreeReader> steps = m_root.array("steps");
        for (TreeReader& reader : steps) {
            if (!m_root.problem().isEmpty())
                return;
            m_scenario.steps.append(step(reader));
            m_root.absorb(reader);
        }
        if (steps.empty())
            m_root.fail(Text::tr("“steps” is empty; at least one is needed"));
    }

    Step step(TreeReader& reader)
    {
        Step result;
        const QString name = reader.text("do");
        const auto known = std::ranges::find_if(
            doNames, [&name](const DoName& entry) { return name == QLatin1String(entry.name); });
        if (known == doNames.end()) {
            QStringList names;
            for (const DoName& entry : doNames)
                names.append(QLatin1String(entry.name));
            reader.fail(Text::tr("“%1” is “%2”, which is not known here; use %3")
                            .arg(place(reader, "do"), name, names.join(QLatin1String(", "))));
            return result;
        }
        allowFor(known->value, reader);
        if (known->byClient) {
            result.client = clientName(reader);
            result.record = recordId(reader);
        }
        result.say = optionalText(reader, "say");
        result.ask = optionalText(reader, "ask");
        // What is rehearsed further down needs the names to be right.
        if (!reader.problem().isEmpty())
            return result;
        result.action = action(known->value, result, reader);
        if (known->value == Do::Read || known->value == Do::Save)
            result.expect =
                expectations<StepExpectation>(reader, [this](TreeReader& at) { return stepExpectation(at); });
        if (known->value == Do::Save)
            m_savers.insert(result.client);
        return result;
    }

    static void allowFor(Do what, TreeReader& reader)
    {
        switch (what) {
        case Do::Read:
            return reader.allowOnly({"client", "do", "record", "say", "ask", "expect"});
        case Do::Edit:
            return reader.allowOnly({"client", "do", "record", "set", "say", "ask"});
        case Do::Save:
            return reader.allowOnly(
                {"client", "do", "record", "set", "ifMatch", "blind", "say", "ask", "expect"});
        case Do::Wait:
        case Do::Clock:
            return reader.allowOnly({"do", "seconds", "say", "ask"});
        case Do::Locking:
            return reader.allowOnly({"do", "to", "say", "ask"});
        }
    }

    QString clientName(const TreeReader& reader) const
    {
        QString name = nonEmptyText(reader, "client");
        const auto isControl = [](QChar c) {
            return c.category() == QChar::Other_Control;
        };
        if (name.size() > MostClientName) {
            reader.fail(Text::tr("“%1” is longer than %2 characters")
                            .arg(place(reader, "client"))
                            .arg(MostClientName));
        } else if (name != name.trimmed() || std::ranges::any_of(name, isControl)) {
            reader.fail(Text::tr("“%1” begins or ends with a blank, or holds a control character")
                            .arg(place(reader, "client")));
        }
        return name;
    }

    QString recordId(const TreeReader& reader) const
    {
        const QList<Record>& records = m_scenario.records;
        if (!reader.has("record")) {
            if (records.size() > 1) {
                reader.fail(Text::tr("“%1” is missing, and there are %2 records to choose from")
                                .arg(place(reader, "record"))
                                .arg(records.size()));
            }
            return records.isEmpty() ? QString() : records.first().id;
        }
        const QString id = reader.text("record");
        if (reader.problem().isEmpty() && std::ranges::find(records, id, &Record::id) == records.end())
            reader.fail(Text::tr("“%1” names the record “%2”, which is not in “records”")
                            .arg(place(reader, "record"), id));
        return id;
    }

    StepAction action(Do what, const Step& step, const TreeReader& reader)
    {
        switch (what) {
        case Do::Read:
            m_copies.insert({step.client, step.record});
            return ReadStep{};
        case Do::Edit:
            return editStep(step, reader);
        case Do::Save:
            return saveStep(step, reader);
        case Do::Wait:
            return WaitStep{seconds(reader, "seconds", 0)};
        case Do::Clock:
            return ClockStep{seconds(reader, "seconds", -MostSeconds)};
        case Do::Locking:
            return LockingStep{rule(reader, "to")};
        }
        Q_UNREACHABLE();
    }

    EditStep editStep(const Step& step, const TreeReader& reader) const
    {
        EditStep edit{fieldsOf(step.record, reader, "set")};
        if (edit.set.isEmpty())
            reader.fail(Text::tr("“%1” is empty").arg(place(reader, "set")));
        if (!m_copies.contains({step.client, step.record})) {
            reader.fail(Text::tr("“%1” is impossible: %2 has not read “%3” and has nothing to edit")
                            .arg(reader.place(), step.client, step.record));
        }
        return edit;
    }

    SaveStep saveStep(const Step& step, const TreeReader& reader) const
    {
        SaveStep save;
        if (reader.has("set"))
            save.set = fieldsOf(step.record, reader, "set");
        if (reader.has("ifMatch"))
            save.ifMatch = ifMatch(reader);
        save.blind = reader.has("blind") && reader.flag("blind");
        if (!m_copies.contains({step.client, step.record})) {
            if (!save.blind) {
                reader.fail(
                    Text::tr("“%1” is impossible: %2 has not read “%3”; read first, or say \"blind\": true")
                        .arg(reader.place(), step.client, step.record));
            } else if (save.set.isEmpty()) {
                reader.fail(Text::tr("“%1” is missing: a client that has not read has nothing else to save")
                                .arg(place(reader, "set")));
            }
        }
        return save;
    }

    static std::variant<IfMatchNone, QByteArray> ifMatch(const TreeReader& reader)
    {
        const QString text = reader.text("ifMatch");
        // A line break would begin another header.
        if (std::ranges::any_of(text, [](QChar c) { return c.category() == QChar::Other_Control; }))
            reader.fail(Text::tr("“%1” holds a control character").arg(place(reader, "ifMatch")));
        if (text == QLatin1String("none"))
            return IfMatchNone{};
        return text.toUtf8();
    }

    /// Fields of a record that exists, each of the kind it has at the start.
    Fields fieldsOf(const QString& record, const TreeReader& reader, const char* name) const
    {
        const Fields fields = reader.fields(name);
        const auto start = std::ranges::find(m_scenario.records, record, &Record::id);
        if (start == m_scenario.records.end())
            return fields;
        for (const Field& field : fields) {
            const QString at = place(reader, name) + QLatin1Char('.') + field.name;
            const Value* like = start->fields.find(field.name);
            if (like == nullptr)
                reader.fail(Text::tr("“%1” is no field of “%2”").arg(at, record));
            else if (!isSameKind(field.value, *like))
                reader.fail(
                    Text::tr("“%1” is not %2, as that field of “%3” is").arg(at, kindOf(*like), record));
        }
        return fields;
    }

    template<typename T, typename Make>
    QMap<Locking, T> expectations(const TreeReader& reader, Make make) const
    {
        QMap<Locking, T> result;
        if (!reader.has("expect"))
            return result;
        const TreeReader rules = reader.object("expect");
        for (const QString& name : rules.names()) {
            const Locking locking = ruleNamed(rules, rules.place(), name);
            TreeReader at = rules.object(name.toUtf8().constData());
            result.insert(locking, make(at));
            rules.absorb(at);
        }
        reader.absorb(rules);
        return result;
    }

    StepExpectation stepExpectation(TreeReader& reader) const
    {
        reader.allowOnly({"status", "lost"});
        StepExpectation result;
        if (reader.has("status")) {
            const qint64 status = reader.integer("status");
            if (status < 100 || status > 599)
                reader.fail(Text::tr("“%1” is no HTTP status").arg(place(reader, "status")));
            result.status = static_cast<int>(status);
        }
        if (reader.has("lost"))
            result.lost = lostClients(reader);
        return result;
    }

    QStringList lostClients(const TreeReader& reader) const
    {
        QStringList clients;
        for (const Value& value : reader.values("lost")) {
            const auto* client = std::get_if<QString>(&value);
            if (client == nullptr)
                reader.fail(Text::tr("“%1” is not a list of clients").arg(place(reader, "lost")));
            else if (!m_savers.contains(*client))
                reader.fail(Text::tr("“%1” names %2, who has saved nothing before")
                                .arg(place(reader, "lost"), *client));
            else
                clients.append(*client);
        }
        return clients;
    }

    ScenarioExpectation expectation(TreeReader& reader) const
    {
        reader.allowOnly({"lostUpdates", "records"});
        ScenarioExpectation result;
        if (reader.has("lostUpdates")) {
            result.lostUpdates = reader.integer("lostUpdates");
            if (*result.lostUpdates < 0)
                reader.fail(Text::tr("“%1” is less than 0").arg(place(reader, "lostUpdates")));
        }
        if (!reader.has("records"))
            return result;
        const TreeReader records = reader.object("records");
        for (const QString& id : records.names()) {
            if (std::ranges::find(m_scenario.records, id, &Record::id) == m_scenario.records.end())
                records.fail(Text::tr("“%1” is not in “records”").arg(records.placeOf(id)));
            result.records.insert(id, fieldsOf(id, records, id.toUtf8().constData()));
        }
        reader.absorb(records);
        return result;
    }

    TreeReader m_root;
    Scenario m_scenario;
    /// Client and record.
    QSet<std::pair<QString, QString>> m_copies;
    QSet<QString> m_savers;
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
