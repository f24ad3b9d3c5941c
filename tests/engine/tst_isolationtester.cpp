#include "core/export/transactionspec.h"
#include "core/transactions/transactionlesson.h"
#include "engine/databases/postgresqlengine.h"
#include "engine/lessonrun.h"
#include "warningfreetest.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace interleave;
using namespace Qt::StringLiterals;

namespace {

const QString Name = u"postgresql"_s;

/// What a run came to, a line each: who waits, who is answered, and below the answer an error, or a result's
/// columns and rows.
struct Told final
{
    QStringList lines;
    /// The rollbacks by sessions that were refused, in their order. Not among the lines: with the error
    /// PostgreSQL has already let go of what the session held, so who waited for that may be answered before.
    QStringList ownRollbacks;
    /// Lines that are none of these.
    QStringList unknown;
};

/// As in the names of the specification's steps.
QString stepName(const TransactionEvent& event)
{
    const QString dash = event.session.back().isDigit() ? u"-"_s : QString();
    return event.session + dash + QString::number(event.step);
}

/// As PostgreSQL writes it.
QString cellText(const Value& value)
{
    if (std::holds_alternative<std::monostate>(value))
        return {};
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag ? u"t"_s : u"f"_s;
    return toText(value).trimmed();
}

QString rowText(const QStringList& cells)
{
    return u"  "_s + cells.join(u" | "_s);
}

Told toldBy(const TransactionJournal& journal)
{
    Told told;
    QStringList waiting;
    for (const TransactionEvent& event : journal.events()) {
        const QString name = stepName(event);
        if (event.kind == TransactionEvent::Kind::Waits) {
            told.lines.append(name + u" waits"_s);
            waiting.append(name);
        } else if (event.kind == TransactionEvent::Kind::RolledBack) {
            told.ownRollbacks.append(name);
        } else if (event.isAnswer()) {
            told.lines.append(name + (waiting.removeOne(name) ? u" waited"_s : u" was answered"_s));
            if (event.isRefused())
                told.lines.append(u"  ERROR: "_s + event.text);
            if (event.isRead())
                told.lines.append(rowText(event.columns));
            for (const QList<Value>& row : event.rows) {
                QStringList cells;
                for (const Value& value : row)
                    cells.append(cellText(value));
                told.lines.append(rowText(cells));
            }
        }
    }
    return told;
}

/// Reads what isolationtester prints
/// (https://github.com/postgres/postgres/blob/REL_15_STABLE/src/test/isolation/isolationtester.c). Results
/// are tables whose columns have `|` between them and `+` below, so no value may have a `|`.
class Reader final
{
public:
    static Told read(const QString& output)
    {
        Reader reader;
        for (const QString& line : output.split(u'\n'))
            reader.readLine(line);
        if (!reader.m_sinceStep.isEmpty())
            reader.m_told.unknown.append(reader.m_sinceStep);
        return reader.m_told;
    }

private:
    void readLine(const QString& line)
    {
        static const QRegularExpression step(u"^step (.+?)( rollback)?: (.*)$"_s);
        static const QRegularExpression error(u"^(?:ERROR|FATAL):  (.*)$"_s);
        static const QRegularExpression count(u"^\\((\\d+) rows?\\)$"_s);
        // A session whose COMMIT was refused is in no transaction any more, and its rollback warns of that.
        // The sessions that were recorded ask for no warnings.
        static const QRegularExpression warning(u"^[^:]+: WARNING:  there is no transaction in progress$"_s);
        if (const auto match = step.match(line); match.hasMatch())
            readStep(match.captured(1), !match.captured(2).isEmpty(), match.captured(3));
        else if (const auto refused = error.match(line); refused.hasMatch())
            m_told.lines.append(u"  ERROR: "_s + refused.captured(1));
        else if (const auto counted = count.match(line); counted.hasMatch())
            readTable(counted.captured(1).toInt());
        else if (m_hasBegun && !line.isEmpty() && !warning.match(line).hasMatch())
            m_sinceStep.append(line);
        m_hasBegun = m_hasBegun || line.startsWith(u"starting permutation:"_s);
    }

    void readStep(const QString& name, bool isOwnRollback, const QString& text)
    {
        m_told.unknown.append(m_sinceStep);
        m_sinceStep.clear();
        if (isOwnRollback)
            m_told.ownRollbacks.append(name);
        else if (text.endsWith(u" <waiting ...>"))
            m_told.lines.append(name + u" waits"_s);
        else
            m_told.lines.append(name + (text == u"<... completed>"_s ? u" waited"_s : u" was answered"_s));
    }

    /// The lines of a table are there when the number of its rows is.
    void readTable(qsizetype rows)
    {
        static const QRegularExpression rule(u"^-+(\\+-+)*$"_s);
        const bool isTable = m_sinceStep.size() == rows + 2 && rule.match(m_sinceStep.at(1)).hasMatch();
        if (!isTable)
            return;
        m_sinceStep.removeAt(1);
        for (const QString& line : std::as_const(m_sinceStep)) {
            QStringList cells;
            for (const QString& cell : line.split(u'|'))
                cells.append(cell.trimmed());
            m_told.lines.append(rowText(cells));
        }
        m_sinceStep.clear();
    }

    Told m_told;
    /// What is not known yet.
    QStringList m_sinceStep;
    bool m_hasBegun = false;
};

/// The program of the server's own version.
QString testerFor(const Engine& engine)
{
    return u"/usr/lib/postgresql/%1/lib/pgxs/src/test/isolation/isolationtester"_s.arg(
        engine.version().section(u'.', 0, 0));
}

} // namespace

/// Every built-in lesson, exported for PostgreSQL's isolationtester, which really runs it: the same waits,
/// errors and rows in the same order.
class TestIsolationtester final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_engine.reset(); }

    void tables_areRead();
    void lesson_isRepeated_data();
    void lesson_isRepeated();

private:
    struct Output final
    {
        QString text;
        /// Empty when all went well.
        QString problem;
    };
    [[nodiscard]] Output outputFor(const QByteArray& spec);

    std::unique_ptr<Engine> m_engine;
};

void TestIsolationtester::initTestCase()
{
    auto started = PostgresqlEngine::start();
    QVERIFY2(started, started ? "" : qPrintable(started.error()));
    m_engine = std::move(started).value();
    const QString program = testerFor(*m_engine);
    QVERIFY2(
        QFileInfo(program).isExecutable(),
        qPrintable(u"PostgreSQL’s isolationtester is not there as “%1”. Install it (on Debian: "
                   "postgresql-client)."_s.arg(program)));
}

void TestIsolationtester::tables_areRead()
{
    const Told told = Reader::read(u"Parsed test spec with 2 sessions\n"
                                   "\n"
                                   "starting permutation: A1 B-1-2 A3\n"
                                   "step A1: SELECT id, stock FROM item;\n"
                                   "id   |stock\n"
                                   "-----+-----\n"
                                   "chair|    5\n"
                                   "lamp |     \n"
                                   "(2 rows)\n"
                                   "\n"
                                   "step B-1-2: UPDATE item SET stock = 1; <waiting ...>\n"
                                   "something else\n"
                                   "step A3: COMMIT;\n"
                                   "step B-1-2: <... completed>\n"
                                   "ERROR:  could not serialize access\n"
                                   "step B-1-2 rollback: ROLLBACK;\n"
                                   "B-1: WARNING:  there is no transaction in progress\n"_s);
    QCOMPARE(
        told.lines,
        (QStringList{
            u"A1 was answered"_s,
            u"  id | stock"_s,
            u"  chair | 5"_s,
            u"  lamp | "_s,
            u"B-1-2 waits"_s,
            u"A3 was answered"_s,
            u"B-1-2 waited"_s,
            u"  ERROR: could not serialize access"_s}));
    QCOMPARE(told.ownRollbacks, QStringList{u"B-1-2"_s});
    QCOMPARE(told.unknown, QStringList{u"something else"_s});
}

/// At the levels for which it says what to expect.
void TestIsolationtester::lesson_isRepeated_data()
{
    QTest::addColumn<TransactionLesson>("lesson");
    QTest::addColumn<QString>("level");
    const QDir folder(QStringLiteral(INTERLEAVE_TRANSACTIONS));
    for (const QString& name : folder.entryList({u"*.json"_s})) {
        if (name.endsWith(u".schema.json"))
            continue;
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto lesson = transactionLessonFromJson(file.readAll());
        QVERIFY2(lesson, lesson ? "" : qPrintable(name + u": "_s + lesson.error()));
        if (!lesson->engines.contains(Name))
            continue;
        const QStringList levels = lesson->expect.value(Name).keys();
        QVERIFY2(!levels.isEmpty(), qPrintable(name));
        for (const QString& level : levels)
            QTest::newRow(qPrintable(name.chopped(5) + u", "_s + level)) << *lesson << level;
    }
}

void TestIsolationtester::lesson_isRepeated()
{
    QFETCH(const TransactionLesson, lesson);
    QFETCH(const QString, level);
    const LessonRun run = playLesson(*m_engine, lesson, level);
    QCOMPARE(run.problem, QString());
    const auto spec = isolationSpec(run.journal);
    QVERIFY2(spec, spec ? "" : qPrintable(spec.error()));
    // The specification makes the tables itself.
    QCOMPARE(m_engine->reset(level, {}), QString());
    const Output output = outputFor(*spec);
    QVERIFY2(output.problem.isEmpty(), qPrintable(output.problem));
    const Told expected = toldBy(run.journal);
    QVERIFY(!expected.lines.isEmpty());
    const Told told = Reader::read(output.text);
    QVERIFY2(
        told.lines == expected.lines && told.unknown.isEmpty(),
        qPrintable(u"\n%1\n--- journal\n%2"_s.arg(output.text, expected.lines.join(u'\n'))));
    QCOMPARE(told.ownRollbacks, expected.ownRollbacks);
}

TestIsolationtester::Output TestIsolationtester::outputFor(const QByteArray& spec)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    // Settings of the user's own servers.
    for (const QString& name : environment.keys()) {
        if (name.startsWith(u"PG"))
            environment.remove(name);
    }
    // A step that waits for ever is cancelled, and given up after twice the time.
    environment.insert(u"PGISOLATIONTIMEOUT"_s, u"20"_s);
    process.setProcessEnvironment(environment);
    process.start(testerFor(*m_engine), {static_cast<const PostgresqlEngine&>(*m_engine).conninfo()});
    process.write(spec);
    process.closeWriteChannel();
    const bool isFinished = process.waitForFinished(60'000);
    Output output{QString::fromUtf8(process.readAllStandardOutput()), {}};
    const QString errors = QString::fromUtf8(process.readAllStandardError());
    if (!isFinished)
        output.problem = process.errorString();
    else if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0 || !errors.isEmpty())
        output.problem = u"%1\n%2\n%3"_s.arg(errors, output.text, QString::fromUtf8(spec));
    return output;
}

QTEST_GUILESS_MAIN(TestIsolationtester)
#include "tst_isolationtester.moc"
