#include "core/model/outsiders.h"

#include "core/model/journal.h"
#include "core/values/text.h"

#include <QCryptographicHash>
#include <QMap>
#include <QSet>

#include <algorithm>

namespace interleave {

namespace {

constexpr qsizetype FingerprintSize = 8;

QString fingerprint(const QByteArray& whole)
{
    const QByteArray hash = QCryptographicHash::hash(whole, QCryptographicHash::Sha1).toHex();
    return QString::fromLatin1(hash.left(FingerprintSize));
}

QString inPart(const QString& text, const QByteArray& whole, qsizetype most)
{
    QString start = text.left(most - FingerprintSize - 1);
    if (!start.isEmpty() && start.back().isHighSurrogate())
        start.chop(1);
    return start + QChar(0x2026) + fingerprint(whole);
}

/// Whether a complete name looks like a shortened one.
bool looksInPart(const QString& name)
{
    const qsizetype end = name.size() - FingerprintSize;
    const auto isHex = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
    };
    return end > 0 && name.at(end - 1) == QChar(0x2026) && std::all_of(name.begin() + end, name.end(), isHex);
}

/// The visible characters of a User-Agent, on one line.
QString visible(const QByteArray& userAgent)
{
    QString text = QString::fromUtf8(userAgent).normalized(QString::NormalizationForm_C);
    QString seen;
    for (const QChar c : std::as_const(text)) {
        if ((c.isPrint() || c.isSurrogate()) && c != QChar::ReplacementCharacter)
            seen += c;
    }
    return seen.simplified();
}

QString marked(const QString& name)
{
    return Text::tr("%1 (outside)").arg(name);
}

/// The text that marked() appends to a name.
QString mark()
{
    return marked(QString());
}

int marksOf(QString name)
{
    int marks = 0;
    for (; name.endsWith(mark()); ++marks)
        name.chop(mark().size());
    return marks;
}

/// Appends enough marks that the name is not one of \a panels. Every client gets the same number of marks, so
/// that different names stay different.
QString apart(QString name, const QStringList& panels)
{
    int marks = 1;
    for (const QString& panel : panels)
        marks = std::max(marks, marksOf(panel) + 1);
    for (int i = 0; i < marks; ++i)
        name = marked(name);
    return name;
}

/// Finds the events that an outside client caused although they name a panel.
class Parting final
{
public:
    Parting(const QStringList& panels, const QSet<QString>& shared)
        : m_panels(panels)
        , m_shared(shared)
    {
    }

    Event part(Event event)
    {
        const bool isExpiry = event.verdict == Verdict::Expired;
        const bool isOutside =
            isExpiry && event.lease ? isOutsiders(event.record, event.lease->token) : event.outside;
        if (event.lease) {
            if (event.verdict == Verdict::Granted)
                m_holders[event.record] = {event.lease->token, event.outside};
            if (isOutsiders(event.record, event.lease->token))
                rename(event.lease->owner);
        }
        bool waits = isOutside;
        for (WaitsFor& link : event.cycle) {
            if (waits)
                rename(link.client);
            waits = m_holders.value(link.record).second;
            if (waits)
                rename(link.holder);
        }
        if (isOutside)
            rename(event.client);
        return event;
    }

private:
    void rename(QString& name) const
    {
        if (m_shared.contains(name))
            name = apart(name, m_panels);
    }

    [[nodiscard]] bool isOutsiders(const QString& record, qint64 token) const
    {
        const auto held = m_holders.value(record);
        return held.first == token && held.second;
    }

    QStringList m_panels;
    QSet<QString> m_shared;
    /// By record: the token granted last, and whether an outside client has it.
    QMap<QString, std::pair<qint64, bool>> m_holders;
};

} // namespace

QString outsideName(const QByteArray& userAgent, const QStringList& panels)
{
    QString name = visible(userAgent);
    const bool isWhole =
        name.toUtf8() == userAgent && name.size() <= LongestOutsideName && !looksInPart(name);
    if (!isWhole && !userAgent.isEmpty())
        name = inPart(name, userAgent, LongestOutsideName);
    if (name.isEmpty())
        name = Text::tr("guest");
    const bool isTaken = panels.contains(name) || name.endsWith(mark()) || laneName(name, true) != name;
    return isTaken ? apart(name, panels) : name;
}

QString shortenedName(const QString& name, qsizetype most)
{
    return name.size() <= most ? name : inPart(name, name.toUtf8(), most);
}

QByteArray agentBesidePanels(const QString& client, const QByteArray& userAgent)
{
    const QString said = QString::fromUtf8(userAgent);
    const bool isText = said.toUtf8() == userAgent;
    return !isText || marksOf(client) > marksOf(said) ? client.toUtf8() : userAgent;
}

Journal withOutsidersApart(Journal journal)
{
    QStringList panels;
    QSet<QString> outsiders;
    for (qint64 seq = 1; seq <= journal.size(); ++seq) {
        const Event& event = journal.event(seq);
        if (event.outside)
            outsiders.insert(event.client);
        else if (
            !event.client.isEmpty() && event.verdict != Verdict::Expired && !panels.contains(event.client))
            panels.append(event.client);
    }
    const QSet<QString> shared = outsiders.intersect(QSet<QString>(panels.begin(), panels.end()));
    if (shared.isEmpty())
        return journal;
    Parting parting(panels, shared);
    Journal result(journal.header());
    for (qint64 seq = 1; seq <= journal.size(); ++seq)
        result.append(parting.part(journal.event(seq)));
    return result;
}

} // namespace interleave
