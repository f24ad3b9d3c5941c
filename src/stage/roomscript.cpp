// How the presenter leads the room.

#include "core/model/account.h"
#include "core/values/relativechange.h"
#include "stage/roomprivate.h"

namespace interleave {

namespace {

/// More people than this could sell nearly all of a hundred, and people try twice.
constexpr int FewPeople = 90;
constexpr qint64 StockOfFew = 100;
constexpr qint64 StockOfMany = 1000;

/// The room's record, which is that of free play with more in stock.
QList<Record> recordsFor(int people)
{
    QList<Record> records = standardRecords();
    Record& record = records.first();
    record.fields.set(headlineField(record.fields), people <= FewPeople ? StockOfFew : StockOfMany);
    return records;
}

} // namespace

RoomScene Room::Private::sceneNow() const
{
    RoomScene now = scene;
    const Journal& journal = owner.journal();
    now.locking = journal.latest().locking();
    const JournalHeader& header = journal.header();
    return header.records.isEmpty() ? now : withRecord(std::move(now), header.records.first(), header.about);
}

void Room::Private::show(const RoomScene& next)
{
    if (adopt(next))
        emit q.changed();
}

bool Room::Private::adopt(const RoomScene& next)
{
    if (scene == next)
        return false;
    scene = next;
    if (state == State::Open || state == State::Opening)
        onServerThread([thread = stage().serverThread, next] { thread->setScene(next); });
    return true;
}

void Room::Private::onStageChanged()
{
    const bool isAnother = adopt(sceneNow());
    if (std::exchange(isChangeUntold, false) || isAnother)
        emit q.changed();
}

void Room::Private::onRestarted(bool isOwn)
{
    // The header is a new one.
    isJournalBehind = !names.members.isEmpty() || names.isHidden;
    tellJournal();
    isLeftAsked = false;
    for (RoomMember& member : names.members)
        member.vote.reset();
    RoomScene next = sceneNow();
    ++next.round;
    next.phase = isOwn ? RoomPhase::Read : RoomPhase::Free;
    next.question.reset();
    isChangeUntold = adopt(next) || isChangeUntold;
}

const RoomScene& Room::scene() const
{
    return m_private->scene;
}

void Room::begin()
{
    beginAgain(m_private->stage().q.locking());
}

void Room::beginAgain(Locking locking)
{
    m_private->stage().startWith(recordsFor(hereCount()), locking);
}

void Room::countDown()
{
    Private& d = *m_private;
    if (!isOpen() || d.scene.phase == RoomPhase::Countdown)
        return;
    d.countdown.setRemainingTime(d.options.limits.countdown, Qt::PreciseTimer);
    RoomScene next = d.scene;
    next.phase = RoomPhase::Countdown;
    d.show(next);
}

int Room::countdownLeft() const
{
    const Private& d = *m_private;
    return d.scene.phase == RoomPhase::Countdown ? static_cast<int>(d.countdown.remainingTime()) : 0;
}

void Room::Private::onUnlocked()
{
    if (scene.phase != RoomPhase::Countdown)
        return;
    RoomScene next = scene;
    next.phase = RoomPhase::Save;
    show(next);
}

void Room::askWhatIsLeft()
{
    Private& d = *m_private;
    if (isWhatIsLeftAsked())
        return;
    const Journal& journal = d.owner.journal();
    const QString field = d.scene.field;
    const Account account = journal.latest().account(d.scene.record);
    QList<Value> values;
    if (const Value* owed = account.find(field))
        values.append(*owed);
    const QList<Record>& records = journal.header().records;
    const Value* start = records.isEmpty() ? nullptr : records.first().fields.find(field);
    const auto oneLess = start == nullptr ? std::nullopt : sumOf(*start, qint64{-1});
    if (oneLess && !values.contains(*oneLess))
        values.append(*oneLess);
    QStringList choices;
    for (const Value& value : values)
        choices.append(toText(value));
    choices.append(tr("another number"));
    d.isLeftAsked = true;
    d.showQuestion(
        RoomQuestion{++d.lastQuestion, tr("What is the %1 now?").arg(field), choices}, RoomPhase::Left);
}

void Room::tellWhatIsLeft()
{
    Private& d = *m_private;
    if (!isWhatIsLeftAsked())
        return;
    const Record* record = d.owner.journal().latest().record(d.scene.record);
    const Value* value = record == nullptr ? nullptr : record->fields.find(d.scene.field);
    const QStringList choices = d.scene.question->choices;
    const qsizetype right = value == nullptr ? -1 : choices.indexOf(toText(*value));
    reveal(static_cast<int>(right < 0 ? choices.size() - 1 : right));
}

bool Room::isWhatIsLeftAsked() const
{
    const Private& d = *m_private;
    return d.isLeftAsked && d.scene.question && !d.scene.question->right;
}

void Room::Private::showQuestion(std::optional<RoomQuestion> question, RoomPhase phase)
{
    // The listener says so too, a moment later.
    for (RoomMember& member : names.members)
        member.vote.reset();
    RoomScene next = scene;
    next.question = std::move(question);
    next.phase = phase;
    show(next);
    emit q.membersChanged();
}

void Room::ask(const QString& text, const QStringList& choices)
{
    Private& d = *m_private;
    d.isLeftAsked = false;
    d.showQuestion(RoomQuestion{++d.lastQuestion, text, choices}, d.scene.phase);
}

void Room::reveal(int right)
{
    Private& d = *m_private;
    if (!d.scene.question)
        return;
    RoomScene next = d.scene;
    next.question->right = right;
    d.show(next);
}

void Room::dropQuestion()
{
    Private& d = *m_private;
    if (!d.scene.question)
        return;
    d.isLeftAsked = false;
    d.showQuestion(std::nullopt, d.scene.phase);
}

QList<int> Room::votes() const
{
    const std::optional<RoomQuestion>& question = scene().question;
    QList<int> counts(question ? question->choices.size() : 0, 0);
    for (const RoomMember& member : members()) {
        if (member.vote && *member.vote >= 0 && *member.vote < counts.size())
            ++counts[*member.vote];
    }
    return counts;
}

} // namespace interleave
