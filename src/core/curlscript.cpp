#include "core/curlscript.h"

#include "core/curlfunctions.h"
#include "core/diagramtext.h"
#include "core/entitytag.h"
#include "core/explanation.h"
#include "core/wording.h"

#include <QCoreApplication>
#include <QMap>
#include <QSet>

#include <algorithm>

namespace interleave {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(interleave::CurlScript)
};

QByteArray headerName(const QByteArray& header)
{
    return header.left(header.indexOf(':')).trimmed().toLower();
}

QByteArray headerValue(const QByteArray& header)
{
    return header.mid(header.indexOf(':') + 1).trimmed();
}

/// The value of a header in a message's text; empty when there is none.
QByteArray headerIn(const QByteArray& text, const QByteArray& name)
{
    const QList<QByteArray> lines = text.left(text.indexOf("\r\n\r\n")).split('\n');
    for (const QByteArray& line : lines) {
        if (headerName(line) == name)
            return headerValue(line);
    }
    return {};
}

QString comment(const QString& text)
{
    return QStringLiteral("# ") + text.simplified();
}

/// Something that answers give and later requests name: it will not be the same on another server.
struct Named final
{
    QByteArray value;
    QString variable;
    /// The header it comes in.
    QString header;
    /// The event whose answer gave it first; 0 for the start.
    qint64 from = 0;
    bool used = false;
};

class ScriptWriter final
{
public:
    explicit ScriptWriter(const ExportSource& source)
        : m_source(source)
        , m_journal(*source.journal)
        , m_rule(source.journal->header().locking)
    {
    }

    Result<QByteArray, QString> write()
    {
        if (const QString problem = whatNoRequestRepeats(); !problem.isEmpty())
            return problem;
        learnNames();
        QStringList steps = this->steps();
        steps = head() + start() + steps + end();
        return steps.join(QLatin1Char('\n')).toUtf8() + '\n';
    }

private:
    [[nodiscard]] const Event& event(qint64 seq) const { return m_journal.event(seq); }

    [[nodiscard]] QString whatNoRequestRepeats() const
    {
        if (m_rule == Locking::Lease && m_journal.header().leases != LeaseRules())
            return Text::tr("The server of this story does not check fencing tokens or does not look for "
                            "deadlocks, and one that runs alone does both. Export the same under another "
                            "rule.");
        qint64 time = m_journal.header().startedAt;
        qint64 step = 0;
        for (qint64 seq = 1; seq <= m_source.moment; ++seq) {
            const Event& next = event(seq);
            if (next.action == Action::Rule && next.locking != m_rule)
                return Text::tr(
                           "Locking is changed after step %1, which no request can repeat: a server that "
                           "runs alone keeps the rule that it was started with. Export a moment before "
                           "that.")
                    .arg(step);
            const bool dated = m_rule == Locking::Timestamp || m_rule == Locking::Lease;
            if (dated && next.time < time)
                return Text::tr("The server’s clock is set back after step %1, which no request can repeat. "
                                "Export a moment before that, or the same under another rule.")
                    .arg(step);
            time = next.time;
            step = std::max(step, next.message);
        }
        return {};
    }

    // --- what answers give and requests name ---

    [[nodiscard]] qsizetype recordNumber(const QString& record) const
    {
        const QList<Record>& records = m_journal.header().records;
        const auto found = std::ranges::find(records, record, &Record::id);
        return found - records.begin();
    }

    [[nodiscard]] QString variableFor(const char* kind, const QString& record, qint64 number) const
    {
        const qsizetype place = recordNumber(record);
        QString name = QLatin1String(kind);
        if (place > 0)
            name += QStringLiteral("_of_%1").arg(place + 1);
        return name + QStringLiteral("_%1").arg(number);
    }

    void learn(const QString& record, const char* header, Named named)
    {
        if (named.value.isEmpty())
            return;
        named.header = QLatin1String(header);
        QList<Named>& known = m_known[record];
        const auto isKnown = [&named](const Named& other) {
            return other.value == named.value && other.header == named.header;
        };
        if (std::ranges::none_of(known, isKnown))
            known.append(named);
    }

    void learnNames()
    {
        for (const Record& record : m_journal.header().records) {
            const QByteArray tag = tagForVersion(record.version, m_journal.header().rewinds).toHeader();
            learn(record.id, "ETag", {tag, variableFor("tag", record.id, record.version), {}, 0, false});
        }
        for (qint64 seq = 1; seq <= m_source.moment; ++seq) {
            const Event& next = event(seq);
            // The present version and its date stand in one answer.
            if (next.version && !next.tag.isEmpty()) {
                const QString variable = variableFor("tag", next.record, *next.version);
                const QByteArray rewound =
                    tagForVersion(*next.version, m_journal.header().rewinds).toHeader();
                learn(next.record, "ETag", {next.tag, variable, {}, seq, false});
                learn(next.record, "ETag", {rewound, variable, {}, seq, false});
            }
            if (next.version)
                learn(
                    next.record,
                    "Last-Modified",
                    {headerIn(next.responseText, "last-modified"),
                     variableFor("date", next.record, *next.version),
                     {},
                     seq,
                     false});
            if (next.lease && next.verdict == Verdict::Granted)
                learn(
                    next.record,
                    "Lock-Token",
                    {headerIn(next.responseText, "lock-token"),
                     variableFor("lease", next.record, next.lease->token),
                     {},
                     seq,
                     false});
        }
    }

    /// A header whose value may name what earlier answers gave.
    QString header(const Event& request, const QByteArray& line)
    {
        static const QList<QByteArray> naming{
            "if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "lock-token"};
        QList<Named>& known = m_known[request.record];
        if (!naming.contains(headerName(line)))
            return curlHeader(line);
        QString word = QString::fromUtf8(line);
        for (const QChar c : {u'\\', u'"', u'$', u'`'})
            word.replace(c, QString(QLatin1Char('\\')) + c);
        bool names = false;
        for (Named& named : known) {
            QString value = QString::fromUtf8(named.value);
            value.replace(QLatin1Char('"'), QLatin1String("\\\""));
            if (named.from >= request.seq || !word.contains(value))
                continue;
            word.replace(value, QLatin1Char('$') + named.variable);
            named.used = true;
            names = true;
        }
        return names ? QStringLiteral("-H \"%1\"").arg(word) : curlHeader(line);
    }

    // --- the steps ---

    QStringList steps()
    {
        QList<QStringList> blocks;
        QMap<QString, qint64> second;
        for (const Record& record : m_journal.header().records)
            second[record.id] = record.modifiedAt;
        for (qint64 seq = 1; seq <= m_source.moment; ++seq) {
            const Event& next = event(seq);
            QStringList block;
            if (next.action == Action::Unheard)
                block = {comment(Text::tr("%1 never hears that answer.").arg(next.client))};
            else if (next.action == Action::Release && next.verdict == Verdict::Expired)
                block = {
                    comment(messageText(next).answer),
                    QStringLiteral("sleep %1").arg(1 + (next.time - timeBefore(seq) + 999) / 1000)};
            else if (next.action == Action::Clock)
                block = clock(next);
            else if (next.isMessage())
                block = step(next, second[next.record]);
            blocks.append(block);
            if (next.isCommit())
                second[next.record] = next.time / 1000;
        }
        // Which names are used is known only now.
        QStringList lines;
        for (qsizetype i = 0; i < blocks.size(); ++i) {
            lines += blocks.at(i);
            lines += assignments(i + 1);
        }
        return lines;
    }

    /// No request moves a clock. Where leases end by it, the same time has to pass.
    [[nodiscard]] QStringList clock(const Event& next) const
    {
        const QString words = messageText(next).request;
        if (m_rule != Locking::Lease || next.seconds <= 0)
            return {comment(Text::tr("In Interleave %1.", "the clock goes back").arg(words))};
        return {
            comment(Text::tr("In Interleave %1. Here that time passes.", "the clock goes forward").arg(words)),
            QStringLiteral("sleep %1").arg(next.seconds)};
    }

    [[nodiscard]] qint64 timeBefore(qint64 seq) const
    {
        return seq > 1 ? event(seq - 1).time : m_journal.header().startedAt;
    }

    [[nodiscard]] QStringList assignments(qint64 seq) const
    {
        QStringList lines;
        for (const QList<Named>& known : m_known) {
            for (const Named& named : known) {
                if (named.used && named.from == seq)
                    lines.append(QStringLiteral("%1=$(header %2)").arg(named.variable, named.header));
            }
        }
        return lines;
    }

    QStringList step(const Event& next, qint64 lastCommit)
    {
        const MessageText text = messageText(next, m_journal.latest().records().size() > 1);
        const QString what =
            shellQuoted(Text::tr("%1. %2: %3", "a step, its client, its request")
                            .arg(next.message)
                            .arg(next.client, text.request.isEmpty() ? text.answer : text.request));
        QStringList lines{QString()};
        if (m_rule == Locking::Timestamp && next.isTry() && next.time / 1000 != lastCommit)
            lines.append(QStringLiteral("next_second"));
        const QString status = next.status == 0 ? QStringLiteral("'*'") : QString::number(next.status);
        if (next.waited) {
            lines.append(QStringLiteral("hear %1 %2 %3").arg(what, status).arg(next.request));
        } else {
            const QString call = next.action == Action::Wait
                                     ? QStringLiteral("ask_later %1").arg(next.request)
                                     : QStringLiteral("ask %1 %2").arg(what, status);
            m_waits = m_waits || next.action == Action::Wait;
            lines.append(call + arguments(next));
        }
        for (const LostUpdate& lost : lostUpdates(next, m_journal.trees()))
            lines.append(comment(QStringLiteral("✕ ") + lostInProse(lost, m_journal.trees())));
        return lines;
    }

    QString arguments(const Event& next)
    {
        const CurlRequest request = curlRequest(next);
        QStringList parts;
        for (const QByteArray& line : request.headers)
            parts.append(header(next, line));
        if (!request.body.isEmpty())
            parts.append(curlBody(request.body));
        parts.append(address(request.target));
        return curlMethod(request) + QLatin1String(" \\\n    ") + parts.join(QLatin1String(" \\\n    "));
    }

    [[nodiscard]] static QString address(const QByteArray& target)
    {
        return QLatin1String("\"$server\"") + shellQuoted(QString::fromUtf8(target));
    }

    // --- what stands around them ---

    [[nodiscard]] static QByteArray targetOf(const QString& record)
    {
        return "/records/" + record.toUtf8().toPercentEncoding();
    }

    [[nodiscard]] QStringList head() const
    {
        const QString serve = QStringLiteral("interleave serve --locking ") + toName(m_rule);
        QString functions = QString::fromUtf8(curlfunctions::Usual);
        functions.replace(
            QLatin1String("%1"),
            shellQuoted(Text::tr("There was no answer. Start “%1” in another terminal, and give its address "
                                 "if it is not http://localhost:8412.")
                            .arg(serve)));
        functions.replace(
            QLatin1String("%2"), shellQuoted(Text::tr("instead of", "an HTTP status, and the expected one")));
        functions.replace(
            QLatin1String("%3"),
            shellQuoted(Text::tr("Start “%1” anew, and let nobody else use it meanwhile.").arg(serve)));
        functions += QString::fromUtf8(
            m_rule == Locking::Lease ? curlfunctions::StartUnderLease : curlfunctions::Start);
        if (m_rule == Locking::Timestamp)
            functions += QString::fromUtf8(curlfunctions::Second);
        if (m_waits)
            functions += QString::fromUtf8(curlfunctions::Wait);
        QStringList lines{QStringLiteral("#!/bin/sh")};
        if (!m_source.title.isEmpty())
            lines.append(comment(m_source.title));
        lines.append(
            {comment(Text::tr("The same requests as curl commands. In one terminal: %1").arg(serve)),
             comment(Text::tr("In another: sh THIS-FILE [http://localhost:8412]")),
             comment(Text::tr("Ends with 0 when every answer is as it was in Interleave, else with 1 and a "
                              "sentence."))});
        return lines + functions.split(QLatin1Char('\n'));
    }

    [[nodiscard]] QStringList start() const
    {
        QStringList lines{comment(Text::tr("The records as they were at the start"))};
        if (m_rule == Locking::Timestamp)
            lines.append(QStringLiteral("next_second"));
        for (const Record& record : m_journal.header().records) {
            lines.append(QStringLiteral("start %1 %2")
                             .arg(
                                 shellQuoted(QString::fromUtf8(targetOf(record.id))),
                                 shellQuoted(QString::fromUtf8(record.fields.toJson()))));
            for (const Named& named : m_known.value(record.id)) {
                if (!named.used || named.from != 0)
                    continue;
                const bool kept = m_rule == Locking::Lease;
                lines.append(named.variable + QLatin1String(kept ? "=$tag" : "=$(header ETag)"));
            }
        }
        return lines;
    }

    [[nodiscard]] QStringList end() const
    {
        QStringList lines{QString(), comment(Text::tr("What stands at the end"))};
        const Snapshot last = m_journal.at(m_source.moment);
        for (const Record& record : last.records()) {
            const QString fields = shellQuoted(QString::fromUtf8(record.fields.toJson()));
            const QString what = shellQuoted(Text::tr("At the end: GET %1").arg(record.id));
            lines.append(QStringLiteral("ask %1 200 -A check %2").arg(what, address(targetOf(record.id))));
            lines.append(
                QStringLiteral("[ \"$(cat \"$answers/body\")\" = %1 ] || stop %2")
                    .arg(
                        fields,
                        shellQuoted(Text::tr("At the end “%1” is not what it was in Interleave: %2")
                                        .arg(record.id, QString::fromUtf8(record.fields.toJson())))));
        }
        lines.append(
            QStringLiteral("printf '%s\\n' ") +
            shellQuoted(Text::tr("Every answer was as it was in Interleave.")));
        return lines;
    }

    const ExportSource& m_source;
    const Journal& m_journal;
    Locking m_rule;
    /// By record.
    QMap<QString, QList<Named>> m_known;
    bool m_waits = false;
};

} // namespace

Result<QByteArray, QString> curlScript(const ExportSource& source)
{
    return ScriptWriter(source).write();
}

} // namespace interleave
