#include "core/export/sequence.h"

namespace interleave {

namespace {

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
    return lane == 0 ? sequence.server : sequence.clients.at(lane - 1);
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

QString mermaidLine(const SequenceLine& line, const QString& across)
{
    const QString id = idOf(line.lane);
    const QString server = idOf(0);
    const auto arrow = [&line](const QString& from, const char* head, const QString& to) {
        return from + QLatin1String(head) + to + QStringLiteral(": ") + mermaidWords(line.text);
    };
    switch (line.kind) {
    case SequenceLine::Kind::Request:
        return arrow(id, "->>", server);
    case SequenceLine::Kind::Refused:
        return arrow(id, "-x", server);
    case SequenceLine::Kind::Answer:
        return arrow(server, "-->>", id);
    case SequenceLine::Kind::Refusal:
        return arrow(server, "-x", id);
    case SequenceLine::Kind::AnswerLost:
        return arrow(server, "--x", id);
    case SequenceLine::Kind::Lost:
        return arrow(id, "--x", server);
    case SequenceLine::Kind::Note:
        return QStringLiteral("Note over %1: %2").arg(id, mermaidWords(line.text));
    case SequenceLine::Kind::Across:
    case SequenceLine::Kind::Divider:
    case SequenceLine::Kind::Legend:
        return QStringLiteral("Note over %1: %2").arg(across, mermaidWords(line.text));
    case SequenceLine::Kind::Activate:
        return QStringLiteral("activate ") + id;
    case SequenceLine::Kind::Deactivate:
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

QString plantUmlLine(const SequenceLine& line, const QString& across)
{
    const QString id = idOf(line.lane);
    const QString server = idOf(0);
    const auto arrow = [&line](const QString& from, const char* head, const QString& to) {
        return from + QLatin1String(head) + to + QStringLiteral(" : ") + plantUmlWords(line.text);
    };
    switch (line.kind) {
    case SequenceLine::Kind::Request:
        return arrow(id, " -> ", server);
    case SequenceLine::Kind::Refused:
        return arrow(id, " ->x ", server);
    case SequenceLine::Kind::Answer:
        return arrow(server, " --> ", id);
    case SequenceLine::Kind::Refusal:
        return arrow(server, " ->x ", id);
    case SequenceLine::Kind::AnswerLost:
        return arrow(server, " -->x ", id);
    case SequenceLine::Kind::Lost:
        return arrow(id, " -->x ", server);
    case SequenceLine::Kind::Note:
        return QStringLiteral("note over %1 : %2").arg(id, plantUmlWords(line.text));
    case SequenceLine::Kind::Across:
        return QStringLiteral("note over %1 : %2").arg(across, plantUmlWords(line.text));
    case SequenceLine::Kind::Divider:
        return QStringLiteral("== %1 ==").arg(plantUmlWords(line.text));
    case SequenceLine::Kind::Legend:
        return QStringLiteral("caption ") + plantUmlWords(line.text);
    case SequenceLine::Kind::Activate:
        return QStringLiteral("activate ") + id;
    case SequenceLine::Kind::Deactivate:
        return QStringLiteral("deactivate ") + id;
    }
    Q_UNREACHABLE();
}

} // namespace

QString mermaidText(const Sequence& sequence)
{
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
    for (const SequenceLine& line : sequence.lines)
        lines.append(indent + mermaidLine(line, across));
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

QString plantUmlText(const Sequence& sequence)
{
    QStringList lines{QStringLiteral("@startuml")};
    if (!sequence.title.isEmpty())
        lines.append(QStringLiteral("title ") + plantUmlWords(sequence.title));
    const QList<qsizetype> lanes = lanesInOrder(sequence);
    for (const qsizetype lane : lanes)
        lines.append(
            QStringLiteral("participant \"%1\" as %2").arg(plantUmlName(nameOf(sequence, lane)), idOf(lane)));
    const QString across = idsAcross(lanes);
    for (const SequenceLine& line : sequence.lines)
        lines.append(plantUmlLine(line, across));
    lines.append(QStringLiteral("@enduml"));
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace interleave
