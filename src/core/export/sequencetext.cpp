#include "core/export/sequencetext.h"

#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/explanation.h"
#include "core/words/savedescription.h"
#include "core/words/verdictwords.h"

#include <set>
#include <utility>
#include <vector>

namespace interleave {

namespace {

/// Lanes are numbers: 0 for the server, then the clients in their order.
struct Line final
{
    enum class Kind {
        Request,
        Refused,
        Answer,
        AnswerLost,
        Lost,
        Note,
        Across,
        Divider,
        Legend,
        Activate,
        Deactivate
    };

    Kind kind = Kind::Note;
    qsizetype lane = 0;
    QString text = {};
};

struct Sequence final
{
    QString title;
    QStringList clients;
    Cast cast;
    std::vector<Line> lines;
};

/// Converts a journal up to a moment to lines of a sequence diagram.
class SequenceBuilder final
{
public:
    explicit SequenceBuilder(const ExportSource& source)
        : m_source(source)
        , m_now(source.journal->at(0))
        , m_several(source.journal->latest().records().size() > 1)
    {
        m_sequence = {source.title, source.panels, source.cast(), {}};
        findLanes();
    }

    Sequence tell()
    {
        for (qint64 seq = 1; seq <= m_source.moment; ++seq) {
            const Event& event = m_source.journal->event(seq);
            m_now.apply(event);
            if (event.action == Action::Rule)
                add(Line::Kind::Divider, 0, Text::tr("Locking: %1").arg(toStatus(event.locking)));
            else if (event.isAcross())
                tellAcross(event);
            else
                tellOf(event);
        }
        if (m_wasActive && m_several)
            add(Line::Kind::Legend, 0, Text::tr("A client’s lane has a bar for each copy that is current."));
        else if (m_wasActive)
            add(Line::Kind::Legend, 0, Text::tr("A client’s lane is active while its copy is current."));
        for (const auto& [lane, record] : std::set(m_active))
            setActive(lane, record, false);
        return std::move(m_sequence);
    }

private:
    void add(Line::Kind kind, qsizetype lane, const QString& text = {})
    {
        m_sequence.lines.push_back({kind, lane, text});
    }

    void findLanes()
    {
        for (qint64 seq = 1; seq <= m_source.moment; ++seq) {
            const Event& event = m_source.journal->event(seq);
            if (!event.client.isEmpty() && !m_sequence.clients.contains(event.client))
                m_sequence.clients.append(event.client);
        }
    }

    void tellAcross(const Event& event)
    {
        const MessageText text = messageText(event, m_several);
        add(Line::Kind::Across, 0, dotted({text.request, text.answer}));
    }

    void tellOf(const Event& event)
    {
        const qsizetype lane = laneOf(event.client);
        const MessageText text = messageText(event, m_several);
        if (!event.isMessage()) {
            add(Line::Kind::Note, lane, text.request.isEmpty() ? text.answer : text.request);
        } else {
            if (!event.waited)
                addRequest(event, lane, event.isLost() ? dotted({text.request, text.answer}) : text.request);
            if (event.action != Action::Wait && !event.isLost())
                add(event.answerLost ? Line::Kind::AnswerLost : Line::Kind::Answer,
                    lane,
                    sentAnswer(event, text));
        }
        tellFreshness(lane, event.record);
        tellLosses(event);
        for (qsizetype other = 1; other <= m_sequence.clients.size(); ++other)
            tellFreshness(other, event.record);
    }

    /// The answer that the server sent, even if it was lost: the cross of its arrow shows that.
    [[nodiscard]] QString sentAnswer(const Event& event, const MessageText& text) const
    {
        if (!event.answerLost)
            return text.answer;
        Event sent = event;
        sent.answerLost = false;
        return messageText(sent, m_several).answer;
    }

    void addRequest(const Event& event, qsizetype lane, const QString& text)
    {
        add(event.isLost()        ? Line::Kind::Lost
            : isTurnedDown(event) ? Line::Kind::Refused
                                  : Line::Kind::Request,
            lane,
            Text::tr("%1. %2", "the number of a step and its request").arg(event.number.text(), text));
    }

    void tellLosses(const Event& event)
    {
        if (!event.isCommit())
            return;
        const VersionTree& tree = m_source.journal->trees().at(event.record);
        for (const LostUpdate& lost : lostUpdates(event, m_source.journal->trees()))
            addNote(laneOf(lost.author), event.record, formattedLoss(lost, m_source.journal->trees()));
        for (const qint64 back : tree.restored(event.version.value_or(0))) {
            const Version& version = tree.at(back);
            addNote(
                laneOf(version.author),
                event.record,
                Text::tr("was lost, is back: %1’s v%2").arg(version.author, QString::number(back)));
        }
    }

    void tellFreshness(qsizetype lane, const QString& record)
    {
        const QString& client = m_sequence.clients.at(lane - 1);
        const Freshness freshness = m_now.freshness(client, record);
        const bool was = m_active.contains({lane, record});
        setActive(lane, record, freshness == Freshness::Current);
        if (!was || freshness != Freshness::Stale)
            return;
        const auto held = m_now.client(client).copyOf(record).held;
        addNote(lane, record, Text::tr("stale since v%1").arg(held ? held->version + 1 : 0));
    }

    /// Names the record if there are several.
    void addNote(qsizetype lane, const QString& record, const QString& text)
    {
        add(Line::Kind::Note,
            lane,
            m_several ? Text::tr("%1: %2", "a record and a note on it").arg(record, text) : text);
    }

    void setActive(qsizetype lane, const QString& record, bool active)
    {
        if (m_active.contains({lane, record}) == active)
            return;
        add(active ? Line::Kind::Activate : Line::Kind::Deactivate, lane);
        m_wasActive = true;
        if (active)
            m_active.insert({lane, record});
        else
            m_active.erase({lane, record});
    }

    [[nodiscard]] qsizetype laneOf(const QString& client) const
    {
        return 1 + m_sequence.clients.indexOf(client);
    }

    const ExportSource& m_source;
    Sequence m_sequence;
    Snapshot m_now;
    /// The journal has several records.
    bool m_several;
    /// Lanes with a current copy of a record.
    std::set<std::pair<qsizetype, QString>> m_active;
    bool m_wasActive = false;
};

/// The server is second, between the clients, as in the window.
QList<qsizetype> lanesInOrder(const Sequence& sequence)
{
    QList<qsizetype> lanes{0};
    for (qsizetype lane = 1; lane <= sequence.clients.size(); ++lane)
        lanes.insert(lane == 1 ? 0 : lanes.size(), lane);
    return lanes;
}

QString idOf(qsizetype lane)
{
    return lane == 0 ? QStringLiteral("server") : QStringLiteral("client%1").arg(lane);
}

/// From the first lane to the last.
QString idsAcross(const QList<qsizetype>& lanes)
{
    const QString first = idOf(lanes.first());
    return lanes.size() > 1 ? first + QLatin1Char(',') + idOf(lanes.last()) : first;
}

QString nameOf(const Sequence& sequence, qsizetype lane)
{
    return lane == 0 ? Text::tr("Server") : sequence.cast.member(sequence.clients.at(lane - 1)).heading();
}

/// Letters, digits and characters without a meaning in either language stay as they are; those in \a doubled
/// have a meaning only twice in a row.
bool isPlain(const QString& text, qsizetype i, QLatin1String plain, QLatin1String doubled)
{
    const QChar c = text.at(i);
    const auto isThere = [&text, c](qsizetype at) {
        return at >= 0 && at < text.size() && text.at(at) == c;
    };
    if (c.unicode() > 127)
        return c.isPrint() || c.isSurrogate();
    if (doubled.contains(c))
        return !isThere(i - 1) && !isThere(i + 1);
    return c.isLetterOrNumber() || plain.contains(c);
}

template<typename Write>
QString escaped(const QString& text, QLatin1String plain, QLatin1String doubled, Write write)
{
    const QString line = text.simplified();
    QString result;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (isPlain(line, i, plain, doubled))
            result += line.at(i);
        else
            result += write(line.at(i).unicode());
    }
    return result;
}

// --- Mermaid ---

QString mermaidNumber(ushort c)
{
    return QStringLiteral("#%1;").arg(c);
}

QString mermaidName(const QString& name)
{
    // The word "end" closes a block if it stands alone.
    const bool isEnd = name.trimmed().compare(QLatin1String("end"), Qt::CaseInsensitive) == 0;
    const QString words = escaped(name, QLatin1String(isEnd ? "" : " .,'()/?!_*|&@"), {}, mermaidNumber);
    if (isEnd)
        return mermaidNumber(words.front().unicode()) + words.mid(1);
    return words.isEmpty() ? mermaidNumber(u' ') : words;
}

QString mermaidWords(const QString& text)
{
    QString words = escaped(text, QLatin1String(" .,'\"()=/?!_*|&@+:-"), {}, mermaidNumber);
    // These prefixes would set how the text is wrapped.
    for (const char* wrap : {"wrap:", "nowrap:"}) {
        if (words.startsWith(QLatin1String(wrap)))
            words.replace(words.indexOf(QLatin1Char(':')), 1, mermaidNumber(u':'));
    }
    return words.isEmpty() ? mermaidNumber(u' ') : words;
}

QString mermaidLine(const Line& line, const QString& across)
{
    const QString id = idOf(line.lane);
    const QString server = idOf(0);
    const auto arrow = [&line](const QString& from, const char* head, const QString& to) {
        return from + QLatin1String(head) + to + QStringLiteral(": ") + mermaidWords(line.text);
    };
    switch (line.kind) {
    case Line::Kind::Request:
        return arrow(id, "->>", server);
    case Line::Kind::Refused:
        return arrow(id, "-x", server);
    case Line::Kind::Answer:
        return arrow(server, "-->>", id);
    case Line::Kind::AnswerLost:
        return arrow(server, "--x", id);
    case Line::Kind::Lost:
        return arrow(id, "--x", server);
    case Line::Kind::Note:
        return QStringLiteral("Note over %1: %2").arg(id, mermaidWords(line.text));
    case Line::Kind::Across:
    case Line::Kind::Divider:
    case Line::Kind::Legend:
        return QStringLiteral("Note over %1: %2").arg(across, mermaidWords(line.text));
    case Line::Kind::Activate:
        return QStringLiteral("activate ") + id;
    case Line::Kind::Deactivate:
        return QStringLiteral("deactivate ") + id;
    }
    Q_UNREACHABLE();
}

// --- PlantUML ---

QString plantUmlWords(const QString& text)
{
    const QString words = escaped(text, QLatin1String(" ,;:>()?|+"), QLatin1String(".\"=/_-"), [](ushort c) {
        return QStringLiteral("<U+%1>").arg(QString::number(c, 16).toUpper(), 4, QLatin1Char('0'));
    });
    // A text must not begin like a list, a table or a heading.
    const bool isMarkup = !words.isEmpty() && QLatin1String("|=.:;+-").contains(words.front());
    return isMarkup ? QLatin1String("<U+200B>") + words : words;
}

QString plantUmlName(const QString& name)
{
    QString words = plantUmlWords(name);
    words.replace(QLatin1Char('"'), QLatin1String("<U+0022>"));
    return words.isEmpty() ? QStringLiteral(" ") : words;
}

QString plantUmlLine(const Line& line, const QString& across)
{
    const QString id = idOf(line.lane);
    const QString server = idOf(0);
    const auto arrow = [&line](const QString& from, const char* head, const QString& to) {
        return from + QLatin1String(head) + to + QStringLiteral(" : ") + plantUmlWords(line.text);
    };
    switch (line.kind) {
    case Line::Kind::Request:
        return arrow(id, " -> ", server);
    case Line::Kind::Refused:
        return arrow(id, " ->x ", server);
    case Line::Kind::Answer:
        return arrow(server, " --> ", id);
    case Line::Kind::AnswerLost:
        return arrow(server, " -->x ", id);
    case Line::Kind::Lost:
        return arrow(id, " -->x ", server);
    case Line::Kind::Note:
        return QStringLiteral("note over %1 : %2").arg(id, plantUmlWords(line.text));
    case Line::Kind::Across:
        return QStringLiteral("note over %1 : %2").arg(across, plantUmlWords(line.text));
    case Line::Kind::Divider:
        return QStringLiteral("== %1 ==").arg(plantUmlWords(line.text));
    case Line::Kind::Legend:
        return QStringLiteral("caption ") + plantUmlWords(line.text);
    case Line::Kind::Activate:
        return QStringLiteral("activate ") + id;
    case Line::Kind::Deactivate:
        return QStringLiteral("deactivate ") + id;
    }
    Q_UNREACHABLE();
}

} // namespace

QString mermaidText(const ExportSource& source)
{
    const Sequence sequence = SequenceBuilder(source).tell();
    const QString indent = QStringLiteral("    ");
    const QList<qsizetype> lanes = lanesInOrder(sequence);
    QStringList lines{QStringLiteral("sequenceDiagram")};
    if (!sequence.title.isEmpty())
        lines.append(indent + QStringLiteral("title ") + mermaidWords(sequence.title));
    for (const qsizetype lane : lanes)
        lines.append(
            indent +
            QStringLiteral("participant %1 as %2").arg(idOf(lane), mermaidName(nameOf(sequence, lane))));
    const QString across = idsAcross(lanes);
    for (const Line& line : sequence.lines)
        lines.append(indent + mermaidLine(line, across));
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

QString plantUmlText(const ExportSource& source)
{
    const Sequence sequence = SequenceBuilder(source).tell();
    QStringList lines{QStringLiteral("@startuml")};
    if (!sequence.title.isEmpty())
        lines.append(QStringLiteral("title ") + plantUmlWords(sequence.title));
    const QList<qsizetype> lanes = lanesInOrder(sequence);
    for (const qsizetype lane : lanes)
        lines.append(
            QStringLiteral("participant \"%1\" as %2").arg(plantUmlName(nameOf(sequence, lane)), idOf(lane)));
    const QString across = idsAcross(lanes);
    for (const Line& line : sequence.lines)
        lines.append(plantUmlLine(line, across));
    lines.append(QStringLiteral("@enduml"));
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace interleave
