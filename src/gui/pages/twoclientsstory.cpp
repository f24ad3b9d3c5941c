#include "gui/pages/twoclientspage.h"

#include "ui_twoclientspage.h"

#include "core/scenario/prediction.h"
#include "core/scenario/roomlane.h"
#include "core/words/explanation.h"
#include "gui/inspector/inspector.h"
#include "gui/labels/captionline.h"
#include "gui/messages/messagesmodel.h"
#include "gui/pages/inspectorcolumn.h"
#include "gui/panels/clientcard.h"
#include "gui/panels/lanehead.h"
#include "gui/panels/laneheads.h"
#include "gui/panels/servercard.h"
#include "gui/playback/askfirst.h"
#include "gui/playback/recordchoice.h"
#include "gui/playback/stagetransport.h"
#include "gui/playback/storyrows.h"
#include "gui/playback/timelinecursor.h"
#include "gui/room/roomasking.h"
#include "stage/room.h"
#include "stage/stage.h"

#include <algorithm>
#include <utility>

namespace interleave {

namespace {

// In px at 100 %.
/// Of all that stands around the diagram on the page, with cards of their usual height and without the
/// headline. What is empty below the legend may be cut off.
constexpr int UsualHeightAround = 422;

/// A card of its usual height shows so many fields; further ones would scroll.
constexpr qsizetype UsualFields = 2;

} // namespace

/// Roughly how many rows the lesson will have; nothing for free play.
DiagramView::Plan TwoClientsPage::plannedStory() const
{
    DiagramView::Plan plan;
    const Scenario* scenario = m_stage.scenario();
    if (scenario == nullptr || m_stage.hasLeftScript())
        return plan;
    for (const StoryRows& rows : storyRows(scenario->steps, m_stage.startRule())) {
        plan.messages += rows.messages;
        plan.otherHeight +=
            static_cast<int>(rows.lines * DiagramLayout::LineHeight + rows.edits * DiagramLayout::EditHeight);
    }
    return plan;
}

/// Gives rows and cards the height that lets the whole lesson be seen, from its first step on.
void TwoClientsPage::planStory()
{
    const DiagramView::Plan plan = plannedStory();
    if (m_diagram != nullptr)
        m_diagram->setPlan(plan);
    m_storyHeight = DiagramLayout().height(1) + plan.otherHeight +
                    static_cast<int>(plan.messages) * DiagramLayout::LeastMessageHeight;
    for (ClientCard* card : m_clients)
        card->setExpected(expectedTexts());
    if (isVisible())
        arrangeColumns();
}

/// What the fields show from the start to the end of the lesson, by field.
QMap<QString, QStringList> TwoClientsPage::expectedTexts() const
{
    QMap<QString, QStringList> texts;
    const auto add = [&texts](const Fields& fields) {
        for (const Field& field : fields)
            texts[field.name].append(toText(field.value));
    };
    for (const Record& record : m_stage.journal().header().records)
        add(record.fields);
    const Scenario* scenario = m_stage.scenario();
    if (scenario == nullptr || m_stage.hasLeftScript())
        return texts;
    for (const Step& step : scenario->steps) {
        if (const auto* save = std::get_if<SaveStep>(&step.action))
            add(save->set);
        else if (const auto* edit = std::get_if<EditStep>(&step.action))
            add(edit->set);
    }
    return texts;
}

int TwoClientsPage::linesOfClients() const
{
    int lines = 1;
    for (const ClientCard* card : m_clients)
        lines = std::max(lines, card->neededLines());
    return lines;
}

/// The cards are equally high. The height of one may change its lines, and so call this again.
void TwoClientsPage::fitLines()
{
    constexpr int most = 3;
    if (std::exchange(m_isFittingLines, true))
        return;
    int lines = 0;
    for (int tries = 0; tries < most && lines != linesOfClients(); ++tries) {
        lines = linesOfClients();
        for (ClientCard* card : m_clients)
            card->setLines(lines);
        m_server->setLines(lines);
    }
    m_isFittingLines = false;
}

/// Whether cards of their usual height would hide a part of the lesson: messages below them, or fields in
/// them. Lanes without a card need that height for their heads.
bool TwoClientsPage::hasLittleHeight() const
{
    const int caption = m_column->hasCaption() ? m_caption->sizeHint().height() : 0;
    const int space = height() - m_ui->headlineBar->sizeHint().height() - caption;
    const QList<Record>& records = m_stage.journal().header().records;
    const bool hasManyFields =
        std::ranges::any_of(records, [](const Record& record) { return record.fields.size() > UsualFields; });
    return m_stage.panels().size() <= static_cast<qsizetype>(m_clients.size()) &&
           (hasManyFields || m_storyHeight > space * 100.0 / themeOf(this).zoom() - UsualHeightAround);
}

/// Whether the event that is looked at lost an update of \a record although a rule was on.
bool TwoClientsPage::isSlipped(const QString& record) const
{
    const qint64 seq = m_cursor.message();
    if (seq == 0)
        return false;
    const Event& event = m_stage.journal().event(seq);
    return event.locking != Locking::Off && event.record == record &&
           lostUpdateCount(event, m_stage.journal().trees()) > 0;
}

void TwoClientsPage::renderOutcome(const Snapshot& snapshot, const QString& record)
{
    const Ledger ledger = ledgerOf(snapshot, record);
    m_ui->outcomeStrip->setLedger(ledger);
    m_ui->headlineBar->setHeadline(headlineOf(story(), snapshot, ledger));
}

QString TwoClientsPage::story() const
{
    const Scenario* scenario = m_stage.scenario();
    if (m_title)
        return *m_title;
    return scenario == nullptr || m_stage.hasLeftScript() ? freePlayStory(m_stage.journal())
                                                          : scenario->headline();
}

void TwoClientsPage::setTitle(const QString& title)
{
    m_title = title;
    m_ui->headlineBar->setHidden(title.isEmpty());
    render();
}

void TwoClientsPage::showTable(bool table)
{
    m_table = table;
    render();
}

void TwoClientsPage::setAnimated(bool animated)
{
    m_animated = animated;
    m_server->setAnimated(animated);
    if (m_diagram != nullptr)
        m_diagram->setAnimated(animated);
}

void TwoClientsPage::renderStory()
{
    if (m_diagram == nullptr)
        return;
    m_diagram->tellAppended();
    m_diagram->setMoment(m_cursor.seq());
    const qint64 message = m_cursor.message();
    m_diagram->setSelected(message);
    m_messages->setMoment(m_cursor.seq());
    m_ui->messagesView->choose(m_cursor.seq());
    m_inspector->setPort(m_stage.port());
    // Showing the same event again would reset scrolling and selection.
    const Inspected inspected{message, m_cursor.seq(), wordsOn(message)};
    if (m_inspected == inspected)
        return;
    m_inspected = inspected;
    m_inspector->setCast(Cast(m_stage.panels(), m_stage.journal().header().clients));
    m_inspector->show(&m_stage.journal(), inspected.message, inspected.moment, inspected.words);
    renderCaption();
}

void TwoClientsPage::renderCaption()
{
    const qint64 message = m_cursor.message();
    if (message == 0) {
        m_caption->setCaption({}, {}, Severity::Neutral);
        return;
    }
    const Journal& journal = m_stage.journal();
    const Explanation told = explain(journal.event(message), journal.at(message - 1));
    m_caption->setCaption(told.title, told.story, told.severity);
}

/// Moves to the journal's next message that \a figure counts; after the last one, to the first.
void TwoClientsPage::follow(OutcomeFigure figure)
{
    const Journal& journal = m_stage.journal();
    const qint64 from = m_cursor.message();
    for (qint64 i = 0; i < journal.size(); ++i) {
        const qint64 seq = (from + i) % journal.size() + 1;
        if (isCounted(figure, journal.event(seq), journal.trees())) {
            m_cursor.show(seq);
            return;
        }
    }
}

QString TwoClientsPage::wordsOn(qint64 seq) const
{
    const Scenario* scenario = m_stage.scenario();
    for (int step = 0; scenario != nullptr && step < m_stage.position(); ++step) {
        if (seq > m_stage.eventsAt(step) && seq <= m_stage.eventsAt(step + 1))
            return wordsUnder(m_stage.startRule(), *scenario, scenario->steps.at(step));
    }
    return {};
}

/// Not in the past, where nothing new happens; and of many events at once only the last can be seen.
void TwoClientsPage::pulseCards()
{
    constexpr qint64 mostAtOnce = 8;
    const qint64 newest = m_stage.journal().size();
    const qint64 first = std::max(std::exchange(m_pulsed, newest), newest - mostAtOnce) + 1;
    if (!m_animated || m_cursor.isPast() || !isVisible())
        return;
    for (qint64 seq = first; seq <= newest; ++seq)
        pulseFor(seq);
}

/// Draws attention to cards whose client lost something by the event \a seq without being told.
void TwoClientsPage::pulseFor(qint64 seq)
{
    const Journal& journal = m_stage.journal();
    if (!journal.event(seq).isCommit())
        return;
    const QString record = journal.event(seq).record;
    const Snapshot before = journal.at(seq - 1);
    const std::vector<AuthorCount> losses =
        journal.trees().at(record).lostBy(journal.event(seq).version.value_or(0));
    const auto pulse = [&](Card* card, const QString& client) {
        // The card shows another record, so a pulse would be misleading.
        if (m_records->ofClient(client) != record)
            return;
        const bool lost = std::ranges::find(losses, client, &AuthorCount::author) != losses.end();
        const bool wasStale = before.freshness(client, record) == Freshness::Stale;
        if (lost)
            card->pulse(Role::Lost);
        else if (!wasStale && journal.latest().freshness(client, record) == Freshness::Stale)
            card->pulse(Role::Stale);
    };
    for (ClientCard* card : m_clients)
        pulse(card, card->client());
    for (LaneHead* head : m_heads->heads())
        pulse(head, head->client());
}

void TwoClientsPage::buildQuestions()
{
    QStringList titles;
    for (const Guess guess : AllGuesses)
        titles.append(toTitle(guess));
    m_ui->askBar->setAnswers(
        titles,
        {QStringLiteral("savedAnswer"), QStringLiteral("refusedAnswer"), QStringLiteral("overwritesAnswer")});
    connect(m_ui->askBar, &AskBar::answered, &m_askFirst, &AskFirst::answer);
    connect(&m_askFirst, &AskFirst::changed, this, &TwoClientsPage::render);
    Room& room = m_stage.room();
    connect(&room, &Room::membersChanged, this, &TwoClientsPage::followLanes);
    m_roomAsking = new RoomAsking(room, m_askFirst, this);
    connect(m_roomAsking, &RoomAsking::changed, this, &TwoClientsPage::renderNotice);
}

void TwoClientsPage::renderNotice()
{
    const QString verdict = m_askFirst.verdict();
    const bool leaves = m_sessionKept && m_stage.previous() != nullptr;
    const bool asks = m_askFirst.isAsking() && !leaves;
    QWidget* now = asks ? m_ui->askBar : static_cast<QWidget*>(m_ui->noticeLine);
    m_ui->noticeStack->setCurrentWidget(m_cursor.isPast() ? m_ui->pastBar : now);
    if (asks) {
        const QString ask = m_stage.question();
        const auto after = [&ask](const QString& words) {
            return words.isEmpty() ? ask : QStringLiteral("%1 %2").arg(words, ask);
        };
        m_ui->askBar->setQuestion(after(verdict), verdict.isEmpty() ? ask : after(m_askFirst.tallyText()));
    }
    m_roomAsking->follow(asks && isVisible() ? m_stage.question() : QString(), m_ui->askBar->titles());
    m_ui->askBar->setCounts(m_roomAsking->counts());
    if (m_cursor.isPast())
        m_ui->pastBar->setMoment(m_cursor.snapshot().steps(), m_stage.journal().latest().steps());
    const bool there = m_stage.position() == m_replayedTo && !m_stage.hasLeftScript();
    if (m_replay == Replay::Running && there)
        m_replay = Replay::Done;
    else if (m_replay == Replay::Done && !there)
        m_replay = Replay::None;
    const Scenario* scenario = m_stage.scenario();
    Notice notice{verdict, {}};
    if (leaves)
        notice = noticeOfSession();
    else if (verdict.isEmpty() && scenario != nullptr && !m_stage.hasLeftScript())
        notice = noticeOf(*scenario);
    m_ui->noticeLine->setNotice(notice.words, notice.way, notice.description);
}

QString TwoClientsPage::wordsWithoutMessage(const Scenario& scenario) const
{
    const int last = m_stage.position() - 1;
    if (last < 0)
        return {};
    const QString problem = m_stage.problemOf(last);
    const bool isShown = m_stage.eventsAt(last) != m_stage.eventsAt(last + 1);
    return isShown || !problem.isEmpty() ? problem
                                         : wordsUnder(m_stage.startRule(), scenario, scenario.steps.at(last));
}

/// What was done, and what comes next, or how to continue after the end.
TwoClientsPage::Notice TwoClientsPage::noticeOf(const Scenario& scenario) const
{
    const bool off = m_stage.locking() == Locking::Off;
    const bool replayed = m_replay != Replay::None;
    const QString again = off ? tr("The same steps, played again with locking off.")
                              : tr("The same steps, played again with locking on.");
    const int position = m_stage.position();
    const QString said = wordsWithoutMessage(scenario);
    if (position < scenario.steps.size()) {
        const Step& next = scenario.steps.at(position);
        if (replayed)
            return {again, {}};
        const QString ask = m_stage.question();
        const QString coming = !ask.isEmpty() || position == 0
                                   ? ask
                                   : tr("Next: %1.").arg(describe(next, scenario.records.size() > 1));
        return {said.isEmpty() ? coming : QStringLiteral("%1 %2").arg(said, coming), {}};
    }
    const QString done = replayed ? again : said.isEmpty() ? tr("That was all.") : said;
    const QString way = off ? tr("Play it again with locking on") : tr("Play it again with locking off");
    for (const ClientCard* card : m_clients) {
        const QString& client = card->client();
        const Copy copy = m_stage.journal().latest().client(client).copyOf(m_records->ofClient(client));
        if (copy.conflict && copy.draft)
            return {
                tr("%1 %2’s change is still open: resolve it with Reload, Merge or Overwrite.")
                    .arg(done, client),
                way};
    }
    if (!scenario.isWrittenFor(m_stage.startRule()))
        return {
            tr("%1 What it types is not written for this rule, and may not fit what was read.").arg(done),
            way};
    return {done, way};
}

} // namespace interleave
