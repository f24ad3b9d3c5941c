#include "cli/commandline.h"
#include "cli/terminal.h"
#include "core/export/texttable.h"
#include "core/stacks/stackanswer.h"
#include "core/values/text.h"
#include "core/values/textformat.h"

#include <array>

namespace interleave {

namespace {

/// B's save in the first lesson, which comes when A has saved already.
CodeValues usualSave()
{
    const Record record = standardRecords().constFirst();
    const QString field = headlineField(record.fields);
    constexpr qint64 saved = 8;
    const Fields fields{{field, saved}};
    return {record.id, record.fields.with(fields), fields, record.fields, record.version};
}

QString usualSaveText()
{
    const CodeValues values = usualSave();
    return Text::tr("How a client saves %2 in the record “%1” when it is too late.")
        .arg(values.record, formatted(values.fields));
}

struct Fact final
{
    QString name;
    QString text;
};

std::array<Fact, 4> factsOf(const Stack& stack)
{
    return {
        Fact{Text::tr("On conflict"), stack.conflict},
        Fact{Text::tr("The client is told"), stack.told},
        Fact{Text::tr("Watch out"), stack.pitfall},
        Fact{
            Text::tr("Source"),
            Text::tr("%1 (read on %2)", "addresses, and a day")
                .arg(listed(stack.sources, ListStyle::Semicolons), stack.readOn)}};
}

void tellAll(Output& out)
{
    QList<QStringList> rows{
        {Text::tr("NAME"), Text::tr("STACK"), Text::tr("A CONFLICT RAISES"), Text::tr("STATUS")}};
    for (const Stack& stack : builtinStacks())
        rows.append({stack.id, stack.title, stack.raises, stack.status});
    out.lines(inColumns(rows));
    out.line({});
    out.lines(wrapped(
        Text::tr("Where the status is “yours”, what the client is told is for your code to choose. "
                 "“interleave stacks NAME” shows the code, the pitfall and the source."),
        {}));
}

void tell(Output& out, const Stack& stack)
{
    out.line(stack.title);
    out.lines(wrapped(usualSaveText(), {}));
    for (const StackSection& section : stackAnswer(stack, StackQuestion::Refused, usualSave()).sections) {
        out.line({});
        out.line(section.heading);
        if (!section.words.isEmpty())
            out.lines(wrapped(section.words, {}));
        for (const QString& line : section.code.split(QLatin1Char('\n')))
            out.line(QStringLiteral("    ") + line);
    }
    for (const Fact& fact : factsOf(stack)) {
        out.line({});
        out.line(fact.name);
        out.lines(wrapped(fact.text, QStringLiteral("    ")));
    }
}

/// A cell of a table in Markdown (GitHub Flavored Markdown §4.10).
QString cell(QString text)
{
    return text.replace(QLatin1Char('|'), QLatin1String("\\|"));
}

QString sourceLinks(const Stack& stack)
{
    QStringList links;
    for (const QString& source : stack.sources)
        links.append(
            source.startsWith(QLatin1String("https://")) ? QStringLiteral("<%1>").arg(source) : source);
    return Text::tr("%1 (read on %2)", "addresses, and a day")
        .arg(listed(links, ListStyle::Semicolons), stack.readOn);
}

QString markdownRow(const QStringList& cells)
{
    return QStringLiteral("| %1 |").arg(cells.join(QStringLiteral(" | ")));
}

void writeAll(Output& out)
{
    out.line(markdownRow(
        {Text::tr("Stack"),
         Text::tr("On conflict"),
         Text::tr("The client is told"),
         Text::tr("Watch out"),
         Text::tr("Source")}));
    out.line(QStringLiteral("|---|---|---|---|---|"));
    for (const Stack& stack : builtinStacks())
        out.line(markdownRow(
            {cell(stack.title),
             cell(stack.conflict),
             cell(stack.told),
             cell(stack.pitfall),
             cell(sourceLinks(stack))}));
}

void write(Output& out, const Stack& stack)
{
    out.line(QStringLiteral("## ") + stack.title);
    out.line({});
    out.line(usualSaveText());
    for (const StackSection& section : stackAnswer(stack, StackQuestion::Refused, usualSave()).sections) {
        out.line({});
        out.line(QStringLiteral("### ") + section.heading);
        out.line({});
        if (!section.words.isEmpty()) {
            out.line(section.words);
            out.line({});
        }
        out.line(QStringLiteral("```") + toName(section.language));
        out.lines(section.code.split(QLatin1Char('\n')));
        out.line(QStringLiteral("```"));
    }
    out.line({});
    for (const Fact& fact : factsOf(stack)) {
        const bool isSource = fact.name == Text::tr("Source");
        out.line(QStringLiteral("- **%1:** %2").arg(fact.name, isSource ? sourceLinks(stack) : fact.text));
    }
}

QString unknownText(const QString& name)
{
    const QStringList nearest = nearestStacks(name);
    if (nearest.isEmpty())
        return Text::tr("There is no stack “%1” here. “interleave stacks” lists them.").arg(name);
    return Text::tr("There is no stack “%1” here; did you mean %2? “interleave stacks” lists all.")
        .arg(name, listed(nearest, ListStyle::Or));
}

} // namespace

ExitCode stacks(const StacksCommand& command)
{
    Output out;
    if (command.name.isEmpty()) {
        command.markdown ? writeAll(out) : tellAll(out);
        return out.end();
    }
    const Stack* stack = findStack(command.name);
    if (stack == nullptr)
        return refuse({unknownText(shortened(command.name, 60))});
    command.markdown ? write(out, *stack) : tell(out, *stack);
    return out.end();
}

} // namespace interleave
