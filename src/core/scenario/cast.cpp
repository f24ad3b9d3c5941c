#include "core/scenario/cast.h"

#include "core/values/text.h"

#include <QMap>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <array>

namespace interleave {

namespace {

constexpr int Seats = static_cast<int>(Seat::Other);

/// A name taken apart: its letters and digits as they are seen, and the first of each word.
struct Letters final
{
    QStringList all;
    QStringList initials;
};

bool isLetter(const QString& sign)
{
    return sign.at(0).isLetterOrNumber() || sign.at(0).isHighSurrogate();
}

Letters lettersOf(const QString& name)
{
    Letters letters;
    bool inWord = false;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, name);
    for (qsizetype from = 0, to = finder.toNextBoundary(); to > 0; from = to, to = finder.toNextBoundary()) {
        const QString sign = name.mid(from, to - from);
        const bool letter = isLetter(sign);
        if (letter)
            letters.all.append(sign);
        if (letter && !inWord)
            letters.initials.append(sign);
        inWord = letter;
    }
    return letters;
}

/// A letter may become several, which would make the badge too long.
QString upper(const QString& sign)
{
    const QString result = sign.toUpper();
    return result.size() == sign.size() ? result : sign;
}

/// Badges for \a name, the best first; \a first is its first letter as the badge shows it. Empty for a name
/// without a second letter.
QStringList longBadges(const Letters& letters, const QString& first)
{
    QStringList badges;
    const auto add = [&badges, &first](const QString& second) {
        const QString badge = first + second.toLower();
        if (!badges.contains(badge))
            badges.append(badge);
    };
    if (letters.all.size() > 1)
        add(letters.all.at(1));
    if (letters.initials.size() > 1)
        add(letters.initials.last());
    for (qsizetype i = 2; i < letters.all.size(); ++i)
        add(letters.all.at(i));
    return badges;
}

QString firstOf(const Letters& letters, const QString& name)
{
    return letters.all.isEmpty() ? name.left(1) : letters.all.first();
}

/// The badge that tells a client by its first and its second letter, or its last word's first one.
QString badgeAt(const QString& name, bool byLastWord)
{
    const Letters letters = lettersOf(name);
    const bool has = byLastWord ? letters.initials.size() > 1 : letters.all.size() > 1;
    if (!has)
        return {};
    return upper(letters.all.first()) + (byLastWord ? letters.initials.last() : letters.all.at(1)).toLower();
}

} // namespace

QString CastMember::title() const
{
    if (isInRoom)
        return heading();
    return label.isEmpty() ? Text::tr("Client %1").arg(name)
                           : Text::tr("Client %1 · %2", "a client's name and label").arg(name, label);
}

QStringList CastMember::headings() const
{
    if (label.isEmpty())
        return {name};
    if (isInRoom)
        return {
            Text::tr("%1 · %2", "what somebody in the room says, and its name").arg(label, name),
            label,
            name};
    return {Text::tr("%1 · %2", "a client's name and label").arg(name, label), label, name};
}

Cast::Cast(const QStringList& panels, const QList<ClientLook>& looks)
{
    for (const ClientLook& look : looks) {
        if (look.isInRoom)
            m_room.insert(look.client, look.label);
    }
    for (const QString& name : panels) {
        if (placeOf(name) < 0)
            add({name, Seat::Other, {}, {}, m_room.contains(name)});
    }
    takeSeats(looks);
    giveBadges();
}

void Cast::takeSeats(const QList<ClientLook>& looks)
{
    std::array<bool, Seats> taken{};
    const auto sit = [&taken](CastMember& member, Seat seat) {
        taken.at(static_cast<std::size_t>(seat)) = true;
        member.seat = seat;
    };
    for (const ClientLook& look : looks) {
        const qsizetype place = placeOf(look.client);
        if (place < 0)
            continue;
        CastMember& member = m_members[place];
        member.label = look.label;
        if (look.colour && look.colour != Seat::Other)
            sit(member, *look.colour);
    }
    for (CastMember& member : m_members) {
        const auto own = seatFromName(member.name);
        if (!member.isInRoom && member.seat == Seat::Other && own &&
            !taken.at(static_cast<std::size_t>(*own)))
            sit(member, *own);
    }
    for (CastMember& member : m_members) {
        const auto free = std::ranges::find(taken, false);
        if (!member.isInRoom && member.seat == Seat::Other && free != taken.end())
            sit(member, static_cast<Seat>(free - taken.begin()));
    }
}

void Cast::giveBadges()
{
    QMap<QString, QList<qsizetype>> alike;
    for (qsizetype i = 0; i < m_members.size(); ++i) {
        const QString& name = m_members.at(i).name;
        alike[upper(firstOf(lettersOf(name), name))].append(i);
    }
    for (auto it = alike.constBegin(); it != alike.constEnd(); ++it) {
        if (it.value().size() == 1)
            giveBadge(it.value().first(), it.key());
        else
            giveSeveralBadges(it.value());
    }
}

/// For \a members whose names begin with the same letter. A name of one letter is its own badge.
void Cast::giveSeveralBadges(const QList<qsizetype>& members)
{
    QList<qsizetype> longer;
    for (const qsizetype i : members) {
        if (m_members.at(i).name.size() == 1)
            giveBadge(i, m_members.at(i).name);
        else
            longer.append(i);
    }
    for (const bool byLastWord : {false, true}) {
        QStringList badges;
        for (const qsizetype i : std::as_const(longer)) {
            const QString badge = badgeAt(m_members.at(i).name, byLastWord);
            if (!badge.isEmpty() && !isTaken(badge) && !badges.contains(badge))
                badges.append(badge);
        }
        if (badges.size() != longer.size())
            continue;
        for (qsizetype i = 0; i < longer.size(); ++i)
            giveBadge(longer.at(i), badges.at(i));
        return;
    }
    for (const qsizetype i : std::as_const(longer))
        giveBadge(i, freeBadge(m_members.at(i).name));
}

void Cast::giveBadge(qsizetype member, const QString& badge)
{
    m_members[member].badge = badge;
    m_badges.insert(badge);
}

void Cast::add(const CastMember& member)
{
    m_places.insert(member.name, m_members.size());
    m_members.append(member);
    if (!member.badge.isEmpty())
        m_badges.insert(member.badge);
}

QString Cast::freeBadge(const QString& name) const
{
    const Letters letters = lettersOf(name);
    const QString first = upper(firstOf(letters, name));
    for (const QString& badge : longBadges(letters, first)) {
        if (!isTaken(badge))
            return badge;
    }
    int number = 2;
    while (isTaken(first + QString::number(number)))
        ++number;
    return first + QString::number(number);
}

void Cast::join(const QString& name)
{
    if (placeOf(name) < 0)
        add(member(name));
}

Seat Cast::seatOf(const QString& name) const
{
    const qsizetype known = placeOf(name);
    return known < 0 ? Seat::Other : m_members.at(known).seat;
}

CastMember Cast::member(const QString& name) const
{
    const qsizetype known = placeOf(name);
    if (known >= 0)
        return m_members.at(known);
    CastMember outside{name, Seat::Other, {}, m_room.value(name), m_room.contains(name)};
    // It keeps a small letter, so that it is not taken for a panel.
    QStringList badges{firstOf(lettersOf(name), name)};
    badges.append(longBadges(lettersOf(name), badges.first()));
    const auto free = std::ranges::find_if(badges, [this](const QString& badge) { return !isTaken(badge); });
    outside.badge = free == badges.end() ? freeBadge(name) : *free;
    return outside;
}

} // namespace interleave
