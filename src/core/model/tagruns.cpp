#include "core/model/tagruns.h"

#include "core/model/lease.h"
#include "core/values/entitytag.h"
#include "core/values/jsontree.h"
#include "core/values/text.h"

#include <algorithm>

namespace interleave {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The text between \a number and \a close, if the text begins with \a open and \a number.
std::optional<QByteArray>
restOf(const QByteArray& text, const QByteArray& open, qint64 number, const QByteArray& close)
{
    const QByteArray start = open + QByteArray::number(number);
    if (!text.startsWith(start) || !text.endsWith(close))
        return std::nullopt;
    const QByteArray rest = text.mid(start.size(), text.size() - start.size() - close.size());
    return isTagSuffix(rest) ? std::optional(rest) : std::nullopt;
}

QByteArray lockTokenIn(const QByteArray& response)
{
    static const QByteArray name("\r\nLock-Token: ");
    const qsizetype start = response.indexOf(name);
    const qsizetype end = response.indexOf("\r\n", start + name.size());
    return start < 0 || end < 0 ? QByteArray() : response.mid(start + name.size(), end - start - name.size());
}

} // namespace

bool isTagSuffix(const QByteArray& suffix)
{
    return suffix.isEmpty() || (!isDigit(suffix.front()) && std::ranges::all_of(suffix, [](char c) {
               return isDigit(c) || isLetter(c) || c == '-';
           }));
}

QByteArray suffixAt(const QList<TagRun>& runs, qint64 seq)
{
    const auto later = std::ranges::find_if(runs, [seq](const TagRun& run) { return run.after >= seq; });
    return later == runs.begin() ? QByteArray() : std::prev(later)->suffix;
}

std::optional<QByteArray> suffixIn(const Event& event)
{
    if (event.version && !event.tag.isEmpty())
        return restOf(event.tag, "\"", *event.version, "\"");
    if (event.verdict == Verdict::Granted && event.lease) {
        const auto granted = restOf(lockTokenIn(event.responseText), "<lease:", event.lease->token, ">");
        if (granted)
            return granted;
    }
    static const QByteArray named("Lock-Token: ");
    if (event.token && event.condition.startsWith(named)) {
        const qsizetype end = event.condition.indexOf('>');
        return restOf(
            event.condition.mid(named.size(), end + 1 - named.size()), "<lease:", *event.token, ">");
    }
    return std::nullopt;
}

QList<TagRun> runsFrom(const TreeReader& reader)
{
    QList<TagRun> runs;
    for (const TreeReader& item : reader.array("runs")) {
        const TagRun run{item.integer("after"), item.text("suffix").toUtf8()};
        reader.absorb(item);
        if (!isTagSuffix(run.suffix) || run.after < (runs.isEmpty() ? 0 : runs.last().after + 1))
            reader.fail(Text::tr("its runs are not as this program writes them"));
        runs.append(run);
    }
    return runs;
}

} // namespace interleave
