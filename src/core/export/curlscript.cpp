#include "core/export/curlscript.h"

#include "core/export/curlfunctions.h"
#include "core/export/curlrequest.h"
#include "core/values/entitytag.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/explanation.h"
#include "core/words/refusal.h"
#include "core/words/savedescription.h"

#include <QMap>
#include <QSet>

#include <algorithm>

namespace interleave {

namespace {

QByteArray headerName(const QByteArray& header)
{
    return header.left(header.indexOf(':')).trimmed().toLower();
}

QByteArray headerValue(const QByteArray& header)
{
    return header.mid(header.indexOf(':') + 1).trimmed();
}

/// Names and values by others may contain terminal control characters or change the reading direction.
QString shown(QString text)
{
    for (QChar& c : text) {
        const bool isObeyed = c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ||
                              c.category() == QChar::Separator_Line ||
                              c.category() == QChar::Separator_Paragraph;
        if (isObeyed)
            c = QChar::ReplacementCharacter;
    }
    return text;
}

QString comment(const QString& text)
{
    return QStringLiteral("# ") + shown(text.simplified());
}

/// A value from an answer that later requests refer to; it differs on another server.
struct Named final
{
    /// The header it comes from: `ETag`, `Last-Modified` or `Lock-Token`.
    QString header;
    /// The version, or the fencing token.
    qint64 number = 0;
    /// For a date, its text.
    QByteArray value;
    QString variable;
    /// The first event whose answer has it; 0 for the start.
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
    [[nodiscard]] const LockingRule& rule() const { return ruleOf(m_rule); }

    [[nodiscard]] QString whatNoRequestRepeats() const
    {
        if (rule().holdsLeases && m_journal.header().leases != LeaseRules())
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
            if (next.requestText.contains('\0'))
                return Text::tr(
                           "Message %1 holds a NUL byte, which no word of the shell can. Export a moment "
                           "before that.")
                    .arg(next.message);
            if ((rule().comparesDates || rule().holdsLeases) && next.time < time)
                return Text::tr("The server’s clock is set back after step %1, which no request can repeat. "
                                "Export a moment before that, or the same under another rule.")
                    .arg(step);
            time = next.time;
            step = std::max(step, next.number.step);
        }
        return {};
    }

    // --- values from answers ---

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

    void learn(const QString& record, const Named& named)
    {
        QList<Named>& known = m_known[record];
        const auto isKnown = [&named](const Named& other) {
            return other.number == named.number && other.header == named.header;
        };
        if (std::ranges::none_of(known, isKnown))
            known.append(named);
    }

    void learnNames()
    {
        const QString tag = QStringLiteral("ETag");
        for (const Record& record : m_journal.header().records)
            learn(record.id, {tag, record.version, {}, variableFor("tag", record.id, record.version), 0});
        for (qint64 seq = 1; seq <= m_source.moment; ++seq) {
            const Event& next = event(seq);
            const QString& id = next.record;
            // One answer has the current version and its date.
            if (next.version && !next.tag.isEmpty())
                learn(id, {tag, *next.version, {}, variableFor("tag", id, *next.version), seq});
            const QByteArray date = headerIn(next.responseText, "last-modified");
            if (next.version && !date.isEmpty())
                learn(
                    id,
                    {QStringLiteral("Last-Modified"),
                     *next.version,
                     date,
                     variableFor("date", id, *next.version),
                     seq});
            if (next.lease && next.verdict == Verdict::Granted)
                learn(
                    id,
                    {QStringLiteral("Lock-Token"),
                     next.lease->token,
                     {},
                     variableFor("lease", id, next.lease->token),
                     seq});
        }
    }

    /// The shell variable that \a request can refer to; empty when no earlier answer has its value.
    template<typename Predicate>
    QString known(const Event& request, const char* header, Predicate isMeant)
    {
        for (Named& named : m_known[request.record]) {
            if (named.header != QLatin1String(header) || named.from >= request.seq || !isMeant(named))
                continue;
            named.used = true;
            return QLatin1Char('$') + named.variable;
        }
        return {};
    }

    QString knownNumber(const Event& request, const char* header, std::optional<qint64> number)
    {
        if (!number)
            return {};
        return known(request, header, [number](const Named& named) { return named.number == *number; });
    }

    /// A header that may refer to values from earlier answers. They are found by their meaning in the
    /// header's run; the rest of the text is put between single quotation marks.
    QString header(const Event& request, const QByteArray& line)
    {
        static const QByteArrayList tags{"if-match", "if-none-match"};
        static const QByteArrayList dates{"if-modified-since", "if-unmodified-since"};
        const QByteArray name = headerName(line);
        const QByteArray suffix = m_journal.suffixAt(request.seq);
        if (tags.contains(name))
            return tagHeader(request, line, suffix);
        QString word;
        if (name == "lock-token")
            word = knownNumber(request, "Lock-Token", tokenOfLock(headerValue(line), suffix));
        if (dates.contains(name))
            word = known(request, "Last-Modified", [&line](const Named& named) {
                return named.value == headerValue(line);
            });
        return word.isEmpty() ? curlHeader(line) : QStringLiteral("-H \"%1\"").arg(beginningOf(line) + word);
    }

    QString tagHeader(const Event& request, const QByteArray& line, const QByteArray& suffix)
    {
        const auto condition = parseTagCondition(headerValue(line));
        if (!condition || condition->any)
            return curlHeader(line);
        QStringList words;
        bool areAllKnown = true;
        for (const EntityTag& tag : condition->tags) {
            const QString word = knownNumber(request, "ETag", versionOfTag({tag.opaque, false}, suffix));
            areAllKnown = areAllKnown && !word.isEmpty();
            if (word.isEmpty())
                words.append(shellQuoted(QString::fromUtf8(tag.toHeader())));
            else
                words.append(tag.weak ? QStringLiteral("W/") + word : word);
        }
        if (areAllKnown)
            return QStringLiteral("-H \"%1\"").arg(beginningOf(line) + words.join(QLatin1String(", ")));
        for (QString& word : words) {
            if (!word.startsWith(QLatin1Char('\'')))
                word = QLatin1Char('"') + word + QLatin1Char('"');
        }
        return QStringLiteral("-H ") + shellQuoted(beginningOf(line)) + words.join(QLatin1String("', '"));
    }

    /// Call it only for the headers above, whose names are known.
    [[nodiscard]] static QString beginningOf(const QByteArray& line)
    {
        return QString::fromLatin1(line.left(line.indexOf(':'))).trimmed() + QLatin1String(": ");
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
            if (next.action == Action::AnswerLost)
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
        // It is known only now which variables are used.
        QStringList lines;
        for (qsizetype i = 0; i < blocks.size(); ++i) {
            lines += blocks.at(i);
            lines += assignments(i + 1);
        }
        return lines;
    }

    /// No request moves a clock, so where leases expire, let the same time pass.
    [[nodiscard]] QStringList clock(const Event& next) const
    {
        const QString words = messageText(next).request;
        if (!rule().holdsLeases || next.seconds <= 0)
            return {comment(Text::tr("In Interleave %1.", "the clock goes back").arg(words))};
        return {
            comment(
                Text::tr("In Interleave %1. Here that time passes.", "the clock goes forward").arg(words)),
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
        const QString what = shellQuoted(shown(
            Text::tr("%1. %2: %3", "a step, its client, its request")
                .arg(next.number.text(), next.client, text.request.isEmpty() ? text.answer : text.request)));
        QStringList lines{QString()};
        if (rule().comparesDates && next.isTry() && next.time / 1000 != lastCommit)
            lines.append(QStringLiteral("next_second"));
        const QString status = next.status == 0 ? QStringLiteral("'*'") : QString::number(next.status);
        if (next.waited) {
            lines.append(QStringLiteral("hear %1 %2 %3").arg(what, status, QString::number(next.request)));
        } else {
            const QString call = next.action == Action::Wait
                                     ? QStringLiteral("ask_later %1").arg(next.request)
                                     : QStringLiteral("ask %1 %2").arg(what, status);
            m_waits = m_waits || next.action == Action::Wait;
            const CurlRequest request = curlRequest(next);
            const bool isLong = request.body.size() > LongestWord;
            const QString file = QStringLiteral("$answers/sent.%1").arg(next.seq);
            if (isLong)
                lines.append(
                    QStringLiteral("printf '%s' ") + shellQuoted(QString::fromUtf8(request.body)) +
                    QStringLiteral(" > \"%1\"").arg(file));
            lines.append(call + arguments(next, request, isLong ? file : QString()));
        }
        for (const LostUpdate& lost : lostUpdates(next, m_journal.trees()))
            lines.append(comment(formattedLoss(lost, m_journal.trees())));
        return lines;
    }

    /// \a file has a body that is too long for an argument.
    QString arguments(const Event& next, const CurlRequest& request, const QString& file)
    {
        QStringList parts;
        for (const QByteArray& line : request.headers)
            parts.append(header(next, line));
        if (!file.isEmpty())
            parts.append(QStringLiteral("--data-binary \"@%1\"").arg(file));
        else if (!request.body.isEmpty())
            parts.append(curlBody(request.body));
        parts.append(address(request.target));
        return curlMethod(request) + QLatin1String(" \\\n    ") + parts.join(QLatin1String(" \\\n    "));
    }

    [[nodiscard]] static QString address(const QByteArray& target)
    {
        return QLatin1String("\"$server\"") + shellQuoted(QString::fromUtf8(target));
    }

    // --- the parts around the steps ---

    [[nodiscard]] static QByteArray targetOf(const QString& record)
    {
        return "/records/" + record.toUtf8().toPercentEncoding();
    }

    [[nodiscard]] QStringList head() const
    {
        const QString serve = QStringLiteral("interleave serve --locking ") + toName(m_rule);
        QString functions = curlfunctions::usual(serve, rule().comparesDates);
        functions +=
            QString::fromUtf8(rule().holdsLeases ? curlfunctions::StartUnderLease : curlfunctions::Start);
        if (rule().comparesDates)
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
        if (rule().comparesDates)
            lines.append(QStringLiteral("next_second"));
        for (const Record& record : m_journal.header().records) {
            lines.append(QStringLiteral("start %1 %2")
                             .arg(
                                 shellQuoted(QString::fromUtf8(targetOf(record.id))),
                                 shellQuoted(QString::fromUtf8(record.fields.asPut()))));
            for (const Named& named : m_known.value(record.id)) {
                if (!named.used || named.from != 0)
                    continue;
                const bool kept = rule().holdsLeases;
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
            // The shell drops trailing line feeds when it compares.
            QByteArray fields = record.fields.asPut();
            while (fields.endsWith('\n'))
                fields.chop(1);
            const QString what = shellQuoted(Text::tr("At the end: GET %1").arg(record.id));
            lines.append(QStringLiteral("ask %1 200 -A check %2").arg(what, address(targetOf(record.id))));
            lines.append(
                QStringLiteral("[ \"$(cat \"$answers/body\")\" = %1 ] || stop %2")
                    .arg(
                        shellQuoted(QString::fromUtf8(fields)),
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
