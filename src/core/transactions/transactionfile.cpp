#include "core/scenario/scenarioreading.h"
#include "core/transactions/knownengines.h"
#include "core/transactions/transactionreading.h"
#include "core/values/bounds.h"
#include "core/values/printable.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <QRegularExpression>

#include <algorithm>

namespace interleave {

namespace {

constexpr QLatin1String Kind("transactions");
/// More sessions than lanes fit on a page.
constexpr qsizetype MostSessions = 6;
constexpr qsizetype MostSteps = 200;
constexpr qsizetype LongestSql = 10'000;

/// Reads a lesson; keeps the first problem.
class LessonReader final
{
public:
    explicit LessonReader(const Json& tree)
        : m_root(tree, QString())
    {
    }

    Result<TransactionLesson, QString> read()
    {
        m_root.allowOnly(
            {"$schema",
             "kind",
             "title",
             "summary",
             "story",
             "engines",
             "level",
             "setup",
             "sessions",
             "steps",
             "expect"});
        static_cast<void>(optionalText(m_root, "$schema"));
        if (m_root.text("kind") != Kind)
            m_root.fail(Text::tr("“kind” is “%1”, and a lesson of transactions has “%2”")
                            .arg(m_root.text("kind"), Kind));
        m_lesson.title = nonEmptyText(m_root, "title");
        m_lesson.summary = optionalText(m_root, "summary");
        m_lesson.story = storyFrom(m_root);
        readEngines();
        m_lesson.level = levels(m_root);
        readSetup();
        readSessions();
        readSteps();
        if (m_root.has("expect"))
            readExpectations(m_root, m_lesson);
        if (!m_root.problem().isEmpty())
            return m_root.problem();
        return std::move(m_lesson);
    }

private:
    void readEngines()
    {
        if (!m_root.has("engines")) {
            m_lesson.engines = knownEngineNames();
            return;
        }
        const QStringList named = textsFrom(m_root, "engines");
        for (const QString& name : named)
            checkEngine(m_root, QStringLiteral("engines"), name);
        for (const QString& name : knownEngineNames()) {
            if (named.contains(name))
                m_lesson.engines.append(name);
        }
        if (named.isEmpty())
            m_root.fail(Text::tr("“engines” is empty; leave it out, or name one"));
        checkUnique(m_root, "engines", named);
    }

    ByEngine byEngine(const TreeReader& reader, const char* name) const
    {
        ByEngine result;
        if (!reader.has(name))
            return result;
        if (!reader.isObject(name)) {
            result.otherwise = reader.text(name);
            return result;
        }
        const TreeReader texts = reader.object(name);
        if (texts.names().isEmpty())
            texts.fail(Text::tr("“%1” is empty; name an engine, or * for all").arg(texts.place()));
        for (const QString& engine : enginesIn(texts, m_lesson, Naming::MayBeOthers)) {
            const QString text = texts.text(engine.toUtf8().constData());
            if (engine == OtherEngines)
                result.otherwise = text;
            else
                result.by.insert(engine, text);
        }
        reader.absorb(texts);
        return result;
    }

    ByEngine levels(const TreeReader& reader) const
    {
        ByEngine result = byEngine(reader, "level");
        for (const QString& engine : m_lesson.engines) {
            if (!result.on(engine).isEmpty())
                checkLevel(reader, placeOf(reader, "level"), engine, result.on(engine));
        }
        return result;
    }

    void readSetup()
    {
        if (!m_root.isObject("setup")) {
            addSetup(m_root, "setup", {});
        } else {
            const TreeReader setups = m_root.object("setup");
            for (const QString& engine : enginesIn(setups, m_lesson, Naming::MayBeOthers))
                addSetup(setups, engine.toUtf8().constData(), engine == OtherEngines ? QString() : engine);
            m_root.absorb(setups);
        }
        for (const QString& engine : m_lesson.engines) {
            if (m_lesson.setupOn(engine).isEmpty())
                m_root.fail(
                    Text::tr("“setup” makes no tables for %1; at least one statement is needed").arg(engine));
        }
    }

    void addSetup(const TreeReader& reader, const char* name, const QString& engine)
    {
        const QStringList statements = textsFrom(reader, name);
        for (qsizetype i = 0; i < statements.size(); ++i)
            checkSql(
                reader,
                QStringLiteral("%1[%2]").arg(placeOf(reader, name), QString::number(i)),
                statements.at(i));
        m_lesson.setup.insert(engine, statements);
    }

    static void checkSql(
        const TreeReader& reader,
        const QString& at,
        const QString& sql,
        QString (*problemWith)(const QString&) = problemWithSql)
    {
        const QString problem = sql.size() > LongestSql
                                    ? Text::tr("is longer than %1 characters").arg(LongestSql)
                                    : problemWith(sql);
        if (!problem.isEmpty())
            reader.fail(Text::tr("“%1” %2", "a place in a file, and a problem").arg(at, problem));
    }

    void readSessions()
    {
        const TreeReader sessions = m_root.object("sessions");
        for (const QString& name : sessions.names()) {
            TreeReader reader = sessions.object(name.toUtf8().constData());
            reader.allowOnly({"label", "level", "ignoresErrors"});
            LessonSession session{name};
            if (name.trimmed().isEmpty() || name.size() > LongestClientName)
                sessions.fail(Text::tr("in “sessions” a name is empty, or longer than %1 characters")
                                  .arg(LongestClientName));
            if (!isPlainLine(name))
                sessions.fail(Text::tr(
                    "in “sessions” a name begins or ends with a blank, or holds a control character"));
            if (reader.has("label"))
                session.label = nameFrom(reader, "label", LongestClientLabel);
            session.level = levels(reader);
            session.ignoresErrors = optionalFlag(reader, "ignoresErrors", false);
            m_lesson.sessions.append(session);
            sessions.absorb(reader);
        }
        if (m_lesson.sessions.isEmpty() || m_lesson.sessions.size() > MostSessions)
            sessions.fail(Text::tr("“sessions” has %1, and may have from 1 to %2")
                              .arg(QString::number(m_lesson.sessions.size()), QString::number(MostSessions)));
        m_root.absorb(sessions);
    }

    void readSteps()
    {
        const std::vector<TreeReader> steps = m_root.array("steps");
        if (steps.empty() || static_cast<qsizetype>(steps.size()) > MostSteps)
            m_root.fail(Text::tr("“steps” has %1, and may have from 1 to %2")
                            .arg(QString::number(steps.size()), QString::number(MostSteps)));
        for (TreeReader reader : steps) {
            if (!m_root.problem().isEmpty())
                return;
            m_lesson.steps.append(stepFrom(reader));
            m_root.absorb(reader);
        }
    }

    LessonStep stepFrom(TreeReader& reader)
    {
        reader.allowOnly({"session", "do", "sql", "keep", "if", "say", "ask"});
        LessonStep step;
        step.what.session = reader.text("session");
        step.what.action = actionOf(reader);
        const auto known = std::ranges::find(m_lesson.sessions, step.what.session, &LessonSession::name);
        if (known == m_lesson.sessions.end())
            reader.fail(Text::tr("“%1” is “%2”, which is not in “sessions”")
                            .arg(placeOf(reader, "session"), step.what.session));
        step.sql = byEngine(reader, "sql");
        step.say = byEngine(reader, "say");
        step.ask = optionalText(reader, "ask");
        step.what.condition = optionalText(reader, "if");
        step.what.keep = optionalText(reader, "keep");
        checkOrder(reader, step.what);
        checkStatements(reader, step);
        checkNames(reader, step);
        return step;
    }

    static TransactionAction actionOf(const TreeReader& reader)
    {
        const QString name = reader.text("do");
        const auto action = transactionActionFromName(name);
        if (!action)
            reader.fail(Text::tr("“%1” is “%2”; there are %3")
                            .arg(
                                placeOf(reader, "do"),
                                name,
                                listed(
                                    {QStringLiteral("begin"),
                                     QStringLiteral("sql"),
                                     QStringLiteral("commit"),
                                     QStringLiteral("rollback")},
                                    ListStyle::And)));
        return action.value_or(TransactionAction::Sql);
    }

    void checkOrder(const TreeReader& reader, const TransactionStep& step)
    {
        Ends& ends = m_ends[step.session];
        switch (step.action) {
        case TransactionAction::Begin:
            if (ends == Ends::Open)
                reader.fail(Text::tr("“%1” begins a transaction, and session %2 has one; end that before")
                                .arg(placeOf(reader, "do"), step.session));
            ends = Ends::Open;
            return;
        case TransactionAction::Sql:
            return;
        case TransactionAction::Commit:
        case TransactionAction::Rollback:
            if (ends == Ends::Ended)
                reader.fail(Text::tr("“%1” ends a transaction, and session %2 has none; begin one before")
                                .arg(placeOf(reader, "do"), step.session));
            ends = step.condition.isEmpty() ? Ends::Ended : Ends::MayBeEnded;
            return;
        }
        Q_UNREACHABLE();
    }

    void checkStatements(const TreeReader& reader, const LessonStep& step) const
    {
        const bool maySay =
            step.what.action == TransactionAction::Sql || step.what.action == TransactionAction::Begin;
        if (reader.has("sql") && !maySay)
            reader.fail(Text::tr("“%1” is not needed: the step’s “do” says it").arg(placeOf(reader, "sql")));
        if (reader.has("sql") && step.what.action == TransactionAction::Begin)
            checkBegin(reader, step.sql);
        if (step.what.action != TransactionAction::Sql)
            return;
        for (const QString& engine : m_lesson.engines) {
            if (step.sql.on(engine).isEmpty())
                reader.fail(Text::tr("“%1” has no statement for %2").arg(placeOf(reader, "sql"), engine));
            checkSql(reader, placeOf(reader, "sql"), step.sql.on(engine));
        }
    }

    /// Engines for which it says nothing begin as usual.
    void checkBegin(const TreeReader& reader, const ByEngine& sql) const
    {
        const QString at = placeOf(reader, "sql");
        const bool hasOthers = !reader.isObject("sql") || reader.object("sql").has(OtherEngines.data());
        for (const QString& engine : m_lesson.engines) {
            if (!hasOthers && !sql.by.contains(engine))
                continue;
            checkSql(reader, at, sql.on(engine), problemWithBegin);
            if (!namesInSql(sql.on(engine)).isEmpty())
                reader.fail(
                    Text::tr("“%1” has a placeholder, and no value is bound where a transaction begins")
                        .arg(at));
        }
    }

    void checkNames(const TreeReader& reader, const LessonStep& step)
    {
        static const QRegularExpression plain(QStringLiteral("^[a-z][a-z0-9_]*$"));
        QStringList& known = m_kept[step.what.session];
        const auto check = [&](const char* member, const QStringList& names) {
            for (const QString& name : names) {
                if (!known.contains(name) && name != QLatin1String("rows") &&
                    name != QLatin1String("refused"))
                    reader.fail(Text::tr("“%1” needs “%2”, and no step of session %3 before it keeps that")
                                    .arg(placeOf(reader, member), name, step.what.session));
            }
        };
        for (const QString& engine : m_lesson.engines)
            check("sql", namesInSql(step.sql.on(engine)));
        if (!step.what.condition.isEmpty()) {
            const QStringList names = namesInCondition(step.what.condition);
            if (names.isEmpty())
                reader.fail(
                    Text::tr("“%1” is no comparison; write one such as n >= 2").arg(placeOf(reader, "if")));
            check("if", names);
        }
        if (!reader.has("keep"))
            return;
        if (!plain.match(step.what.keep).hasMatch() || step.what.keep == QLatin1String("rows") ||
            step.what.keep == QLatin1String("refused"))
            reader.fail(Text::tr("“%1” is “%2”, which is no name; use small letters, digits and _, and "
                                 "neither rows nor refused")
                            .arg(placeOf(reader, "keep"), step.what.keep));
        if (step.what.action != TransactionAction::Sql)
            reader.fail(Text::tr("“%1” keeps nothing: only “sql” returns rows").arg(placeOf(reader, "keep")));
        known.append(step.what.keep);
    }

    TreeReader m_root;
    TransactionLesson m_lesson;
    /// An end with a condition may be followed by another one.
    enum class Ends { Ended, MayBeEnded, Open };
    QMap<QString, Ends> m_ends;
    /// The names that each session has kept.
    QMap<QString, QStringList> m_kept;
};

} // namespace

bool isTransactionLesson(const QByteArray& text)
{
    const auto tree = parseTree(text);
    if (!tree || !tree->is_object())
        return false;
    const auto kind = tree->find("kind");
    return kind != tree->end() && kind->is_string();
}

Result<TransactionLesson, QString> transactionLessonFromJson(const QByteArray& text)
{
    const auto sentence = [](const QString& problem) {
        return Text::tr("The lesson cannot be run: %1.").arg(problem);
    };
    const auto tree = parseTree(text);
    if (!tree)
        return sentence(tree.error().message);
    auto lesson = LessonReader(*tree).read();
    if (!lesson)
        return sentence(lesson.error());
    return lesson;
}

} // namespace interleave
