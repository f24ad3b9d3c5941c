#include "gui/diagram/servercomposer.h"

#include "core/values/httpdate.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/savedescription.h"
#include "gui/diagram/lanecomposer.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace interleave {

namespace {

/// The space of a time of day beside a bead.
constexpr qreal DateWidth = 66;
constexpr qreal DateHeight = 18;
constexpr qreal NoteHeight = 30;
constexpr qreal CrossedNoteHeight = 22;
/// Of more lost versions a note says only how many they are.
constexpr qsizetype MostNames = 4;

QString versionOf(const Version& version)
{
    return Text::tr("%1’s v%2", "a client's version").arg(version.author, QString::number(version.number));
}

/// `stock 10 → 7`
QString changeOf(const Version& version, const VersionTree& tree)
{
    if (version.base == 0)
        return formattedHeadline(version.fields);
    const auto change = mainChange(version, tree);
    if (!change)
        return Text::tr("nothing changed");
    if (!change->before || !change->after)
        return change->after ? formatted(change->name, *change->after)
                             : Text::tr("no %1").arg(formattedName(change->name));
    return Text::tr("%1 %2 → %3", "a field, its old and its new value")
        .arg(formattedName(change->name), formatted(*change->before), formatted(*change->after));
}

} // namespace

ServerComposer::ServerComposer(
    const DiagramLayout& layout, const DiagramFrame& frame, const DiagramGeometry& geometry, qsizetype record)
    : m_layout(layout)
    , m_frame(frame)
    , m_geometry(geometry)
    , m_record(record)
    , m_x(geometry.server(record))
    , m_tree(layout.tree(record))
    , m_tip(layout.versionAt(frame.moment, record))
{
}

void ServerComposer::compose(DiagramPicture& picture)
{
    addLifeline(picture);
    if (m_tip == 0)
        return;
    const qint64 before = m_layout.versionAt(m_geometry.first() - 1, m_record);
    const qint64 newest = std::min(m_tip, m_layout.versionAt(m_geometry.last(), m_record));
    for (qint64 number = std::max(before, m_tree->first()); number <= newest; ++number)
        addVersion(number, picture);
    addLosses(picture);
}

/// The thin line where there is no version: before the record was created, and in the future.
void ServerComposer::addLifeline(DiagramPicture& picture)
{
    const auto add = [&](qreal top, qreal bottom) {
        const qreal from = std::max(top, m_geometry.cutTop());
        const qreal to = std::min(bottom, m_geometry.cutBottom());
        if (from < to)
            picture.lifelines.push_back({m_x, from, to});
    };
    add(m_geometry.start(), m_tip == 0 ? m_geometry.end() : middleOf(m_tree->at(m_tree->first())));
    add(m_geometry.end(), m_geometry.wholeEnd());
}

qreal ServerComposer::middleOf(const Version& version) const
{
    return version.seq == 0 ? m_geometry.start() : m_geometry.middle(version.seq);
}

bool ServerComposer::isLost(qint64 version) const
{
    return !m_tree->at(version).author.isEmpty() && !m_tree->isOnLine(version, m_tip);
}

void ServerComposer::addVersion(qint64 number, DiagramPicture& picture)
{
    const Version& version = m_tree->at(number);
    const bool lost = isLost(number);
    const qreal top = middleOf(version);
    const qreal bottom = number == m_tip ? m_geometry.end() : middleOf(m_tree->at(number + 1));
    PictureStretch stretch;
    stretch.record = m_record;
    stretch.version = number;
    stretch.role = roleOf(version);
    stretch.lost = lost;
    const qreal from = std::max(top, m_geometry.cutTop());
    const qreal to = std::min(bottom, m_geometry.cutBottom());
    stretch.rect = QRectF(
        m_x - m_geometry.px(DiagramGeometry::ServerHalf),
        from,
        2 * m_geometry.px(DiagramGeometry::ServerHalf),
        to - from);
    picture.stretches.push_back(stretch);
    if (top > m_geometry.cutTop() && top < m_geometry.cutBottom()) {
        const bool isFolded = m_layout.room().isFolded(version.seq);
        if (!isFolded || number == m_tip || version.seq == m_frame.selected)
            addBead(version, lost, picture);
        if (!isFolded)
            addDate(version, picture);
    }
}

Role ServerComposer::roleOf(const Version& version) const
{
    return version.author.isEmpty() ? Role::Server
                                    : interleave::roleOf(m_layout.cast().seatOf(version.author));
}

void ServerComposer::addBead(const Version& version, bool lost, DiagramPicture& picture)
{
    PictureBead bead;
    bead.version = version.number;
    bead.seq = version.seq;
    bead.middle = QPointF(m_x, middleOf(version));
    bead.radius = m_geometry.px(DiagramGeometry::BeadRadius);
    bead.role = roleOf(version);
    bead.lost = lost;
    bead.text = QStringLiteral("v%1").arg(version.number);
    picture.beads.push_back(bead);
}

void ServerComposer::addLosses(DiagramPicture& picture)
{
    const std::vector<DiagramLayout::Loss>& losses = m_layout.losses();
    // Those of a run that is cut by the visible part are told together all the same.
    const RoomLane::Run* const above = m_layout.room().runOf(m_geometry.first());
    const RoomLane::Run* const below = m_layout.room().runOf(m_geometry.last());
    const qint64 first = above == nullptr ? m_geometry.first() : above->first;
    auto it = std::ranges::lower_bound(losses, first, {}, &DiagramLayout::Loss::seq);
    const qint64 last = std::min(m_frame.moment, below == nullptr ? m_geometry.last() : below->last);
    while (it != losses.end() && it->seq <= last) {
        const qint64 row = rowOf(it->seq);
        std::vector<Group> groups;
        for (; it != losses.end() && it->seq <= last && rowOf(it->seq) == row; ++it) {
            if (it->record != m_record || row == 0)
                continue;
            const Place place = placeOf(*it);
            const auto same = std::ranges::find(groups, place, &Group::place);
            if (same == groups.end())
                groups.push_back({place, {&*it}});
            else
                same->losses.push_back(&*it);
        }
        for (const Group& group : groups)
            addNote(group, row, picture);
    }
}

/// The row that tells of the losses by an event: of a run the first, unless another of it is told there.
qint64 ServerComposer::rowOf(qint64 seq) const
{
    const RoomLane::Run* const run = m_layout.room().runOf(seq);
    if (run == nullptr)
        return seq;
    const bool isOpen = m_frame.selected > run->first && m_frame.selected <= run->last;
    return isOpen && m_frame.selected != seq ? 0 : run->first;
}

qreal ServerComposer::middleOfRow(qint64 row) const
{
    return row == runAbove(m_geometry, m_layout) ? middleOfRunAbove(m_geometry, m_layout)
                                                 : m_geometry.middle(row);
}

ServerComposer::Place ServerComposer::placeOf(const DiagramLayout::Loss& loss) const
{
    const qsizetype sender = m_layout.laneOf(m_layout.journal()->event(loss.seq).client);
    Place place{m_geometry.widestGap(loss.lane), m_geometry.side(loss.lane), false};
    if (place.lane == m_geometry.widestGap(sender)) {
        // The sender's own text fills this gap, so put the note on the other side of the server, which is
        // free.
        place.side = -place.side;
        place.lane = m_geometry.innermost(place.side);
    } else if (m_geometry.side(sender) == place.side) {
        for (qsizetype lane = m_geometry.inward(sender); lane >= 0; lane = m_geometry.inward(lane))
            place.crossed = place.crossed || lane == place.lane;
    }
    return place;
}

DiagramGap ServerComposer::spaceOf(const Group& group) const
{
    const Place& place = group.place;
    if (place.lane >= 0 && m_geometry.inward(place.lane) >= 0)
        return m_geometry.gap(place.lane, DiagramGeometry::NoteInset, DiagramGeometry::NoteInset);
    const bool isDated = dateSide(group.losses.front()->seq) == place.side;
    return m_geometry.besideServer(
        place.side,
        DiagramGeometry::NoteAway + (isDated ? m_geometry.uninset(DateWidth) : 0),
        DiagramGeometry::NoteInset);
}

void ServerComposer::addNote(const Group& group, qint64 row, DiagramPicture& picture)
{
    const bool lost = std::ranges::any_of(
        group.losses, [this](const DiagramLayout::Loss* loss) { return isStillLost(*loss); });
    const DiagramGap gap = spaceOf(group);
    const qreal height = m_geometry.px(group.place.crossed ? CrossedNoteHeight : NoteHeight);
    const qreal down =
        group.place.crossed ? m_geometry.px(m_geometry.answerDown() - m_geometry.requestUp()) / 2 : 0;
    PictureText note;
    note.kind = TextKind::LostNote;
    note.seq = row;
    note.space = QRectF(gap.left, middleOfRow(row) - height / 2 + down, gap.width(), height);
    note.align = group.place.side < 0 ? Qt::AlignRight : Qt::AlignLeft;
    note.wordings = wordings(group, lost);
    note.role = lost ? Role::Lost : Role::Quiet;
    note.icon = lost ? Icon::Cross : Icon::Retry;
    note.boxed = true;
    picture.texts.push_back(std::move(note));
}

QStringList ServerComposer::wordings(const Group& group, bool lost) const
{
    QStringList what;
    qint64 count = 0;
    QStringList names;
    for (const DiagramLayout::Loss* loss : group.losses) {
        count += loss->count;
        names.append(versionOf(m_tree->at(loss->newest)));
        if (loss->count == 2)
            names.append(versionOf(m_tree->at(loss->oldest)));
        else if (loss->count > 2)
            names.append(Text::tr("%n before it", "lost versions", pluralOf(loss->count - 1)));
    }
    if (count == 1 && lost)
        return wordingsOfOne(group.losses.front()->newest);
    if (count == 1) {
        const Version& version = m_tree->at(group.losses.front()->newest);
        const QString name = versionOf(version);
        what = {Text::tr("%1, %2", "a version and its change").arg(name, changeOf(version, *m_tree)), name};
    } else {
        if (names.size() <= MostNames)
            what.append(listed(names));
        what.append(Text::tr("%n versions", nullptr, pluralOf(count)));
    }
    QStringList result;
    for (const QString& version : what)
        result.append(
            lost ? Text::tr("lost: %1").arg(version) : Text::tr("was lost, is back: %1").arg(version));
    result.append({what.constLast(), lost ? Text::tr("lost") : Text::tr("back")});
    return result;
}

QStringList ServerComposer::wordingsOfOne(qint64 version) const
{
    const Version& lost = m_tree->at(version);
    const QString number = QString::number(version);
    const auto sentence = [&](const QString& change) {
        return Text::tr("v%1 is lost: %2’s %3", "a version, its client and its change")
            .arg(number, lost.author, change);
    };
    QStringList result{lossOf(lost, *m_tree)};
    if (const auto change = mainChange(lost, *m_tree)) {
        result.append(sentence(changeOf(lost, *m_tree)));
        if (change->after)
            result.append(sentence(formatted(change->name, *change->after)));
        result.append(sentence(formattedName(change->name)));
    }
    result.append({Text::tr("v%1 is lost").arg(number), Text::tr("lost")});
    return result;
}

// --- the dates that a rule compares ---

/// -1 or 1, away from the client's arrows; 0 for none. Only beside the outermost lifeline is there space.
int ServerComposer::dateSide(qint64 seq) const
{
    const Journal& journal = *m_layout.journal();
    const Locking rule = seq == 0 ? journal.header().locking : journal.event(seq).locking;
    if (!ruleOf(rule).comparesDates)
        return 0;
    const qsizetype lane = seq == 0 ? -1 : m_layout.laneOf(journal.event(seq).client);
    const int side = lane < 0 ? 1 : -m_geometry.side(lane);
    return std::abs(m_geometry.serverEdge(side) - m_x) < 1 ? side : 0;
}

void ServerComposer::addDate(const Version& version, DiagramPicture& picture)
{
    const int side = dateSide(version.seq);
    if (side == 0)
        return;
    const DiagramGap gap =
        m_geometry.besideServer(side, DiagramGeometry::NoteAway, DiagramGeometry::NoteInset);
    const qreal width = std::min(gap.width(), m_geometry.px(DateWidth));
    const qreal height = m_geometry.px(DateHeight);
    PictureText date;
    date.kind = TextKind::Date;
    date.seq = version.seq;
    date.space =
        QRectF(side < 0 ? gap.right - width : gap.left, middleOf(version) - height / 2, width, height);
    date.align = side < 0 ? Qt::AlignRight : Qt::AlignLeft;
    date.wordings = QStringList{timeOfDay(version.time)};
    date.role = Role::Text;
    picture.texts.push_back(std::move(date));
}

} // namespace interleave
