#include "gui/pages/transactionspage.h"

#include "ui_transactionspage.h"

#include "core/transactions/isolationlevels.h"
#include "core/transactions/knownengines.h"
#include "core/transactionwords/sessiontext.h"
#include "core/transactionwords/transactionexplanation.h"
#include "gui/labels/captionline.h"
#include "gui/messages/transactionsmodel.h"
#include "gui/panels/observerstrip.h"
#include "gui/playback/askfirst.h"
#include "gui/playback/transactiontransport.h"
#include "gui/room/roomasking.h"
#include "gui/sessions/databasecard.h"
#include "gui/sessions/sessioncard.h"
#include "gui/transactiondiagram/transactionlayout.h"

#include <algorithm>

namespace interleave {

namespace {

bool isQuery(const QString& sql)
{
    return sql.startsWith(QLatin1String("SELECT"), Qt::CaseInsensitive);
}

} // namespace

/// What the buttons Read and Write of a card do: the lesson's first such statement of the session, else of
/// another one.
TransactionStep TransactionsPage::programOf(const QString& session, bool isRead) const
{
    const TransactionLesson& lesson = m_transport->lesson();
    std::optional<TransactionStep> found;
    for (const TransactionStep& step : lesson.stepsOn(m_transport->engine())) {
        if (step.action != TransactionAction::Sql || isQuery(step.sql) != isRead)
            continue;
        if (!found || (found->session != session && step.session == session))
            found = step;
    }
    if (!found && lesson.steps.isEmpty()) {
        // In free play both sell lamps: A three, B two.
        const QString sold = session == QLatin1String("A") ? QStringLiteral("3") : QStringLiteral("2");
        found = TransactionStep{session, TransactionAction::Sql};
        found->sql = isRead ? QStringLiteral("SELECT stock FROM item WHERE id = 'lamp'")
                            : QStringLiteral("UPDATE item SET stock = {n-%1} WHERE id = 'lamp'").arg(sold);
        found->keep = isRead ? QStringLiteral("n") : QString();
    }
    if (found)
        found->condition.clear();
    return found.value_or(TransactionStep{session, TransactionAction::Sql});
}

void TransactionsPage::render()
{
    renderCards();
    renderStory();
    renderStart();
    renderInspector();
    renderNotice();
}

void TransactionsPage::renderCards()
{
    const TransactionStory* story = m_transport->shownStory().get();
    const qint64 moment = m_transport->moment();
    const QString& engine = m_transport->engine();
    const QStringList levels = knownEngine(engine)->levels;
    const TransactionState state = story == nullptr ? TransactionState() : story->journal.at(moment);
    const bool isInert = m_transport->isPast() || !m_transport->progress().isEmpty();
    QStringList used;
    for (std::size_t i = 0; i < m_sessions.size(); ++i) {
        SessionCard* card = m_sessions[i];
        if (card->isHidden())
            continue;
        const QString& name = card->session();
        used.append(m_transport->levelOf(name));
        card->setLevels(levels, used.last());
        card->setInert(isInert);
        SessionText text = story == nullptr ? SessionText() : sessionText(*story, name, moment);
        if (const QStringList others = m_transport->waitsFor(name); !others.isEmpty())
            text.status = waitStatus(others);
        card->render(text, state.session(name), m_transport->underWay().contains(name));
        m_strips[i]->setObservation(
            story == nullptr ? ObserverText() : sessionObserver(*story, name, moment));
    }
    used.removeDuplicates();
    const bool isWrong =
        story != nullptr && m_transport->isOver() && story->judgement.verdict == SerialVerdict::NotExplained;
    const QString version = story == nullptr ? QString() : story->journal.header().version;
    m_database->setEngines(m_transport->lesson().engines, engine, version);
    m_database->setLevels(engine, levels, used.size() == 1 ? used.first() : QString());
    m_database->setInert(m_transport->isPast());
    m_database->render(story == nullptr ? DatabaseText() : databaseText(*story, moment), m_cast, isWrong);
    m_ui->outcomeStrip->setLedger(story == nullptr ? TransactionLedger() : transactionLedger(*story, moment));
    Headline headline = story == nullptr ? Headline{m_transport->lesson().story, {}, Severity::Neutral}
                                         : transactionHeadline(*story, moment);
    if (m_transport->isFree() || headline.story.isEmpty())
        headline.story = m_transport->lesson().title;
    if (m_title)
        headline.story = *m_title;
    m_ui->headlineBar->setHeadline(headline);
}

void TransactionsPage::renderStory()
{
    const auto& story = m_transport->shownStory();
    m_diagram->setPlan(planned());
    m_diagram->setStory(story);
    m_diagram->setMoment(m_transport->moment());
    m_diagram->setSelected(m_transport->message());
    m_table->setStory(story, m_cast);
    m_table->setMoment(m_transport->moment());
    m_ui->messagesView->choose(m_transport->message());
}

/// The rows of the whole lesson, which are as low from its first step on as lets them all be seen.
SequenceView::Plan TransactionsPage::planned() const
{
    const auto& story = m_transport->story();
    if (story == nullptr || m_transport->isFree())
        return {};
    TransactionLayout layout;
    layout.setStory(story.get());
    const qreal rows = static_cast<qreal>(layout.messageRows()) * layout.messageHeight();
    return {layout.messageRows(), static_cast<int>(layout.height(1) - TransactionLayout().height(1) - rows)};
}

/// In place of the diagram: why there is none, or how to begin.
void TransactionsPage::renderStart()
{
    const auto& story = m_transport->shownStory();
    const bool hasBegun = story != nullptr && story->journal.size() > 0;
    QWidget* shown = m_isTable ? m_ui->tablePage : static_cast<QWidget*>(m_diagram);
    m_ui->storyStack->setCurrentWidget(hasBegun ? shown : m_ui->startPanel);
    if (hasBegun)
        return;
    const TransactionLesson& lesson = m_transport->lesson();
    const QString title = knownEngine(m_transport->engine())->title;
    if (!m_transport->progress().isEmpty()) {
        m_ui->startPanel->setInvitation(lesson.title, m_transport->progress(), {}, tr("Cancel"));
        return;
    }
    if (!m_transport->problem().isEmpty()) {
        const bool hasOther = lesson.engines.first() != m_transport->engine();
        m_ui->startPanel->setInvitation(
            tr("%1 did not run it", "an engine").arg(title),
            m_transport->problem(),
            tr("Try again"),
            hasOther ? tr("Run it on %1").arg(knownEngine(lesson.engines.first())->title) : QString());
        return;
    }
    if (lesson.steps.isEmpty()) {
        m_ui->startPanel->setInvitation(
            lesson.title,
            tr("Begin a transaction on one card, and read or write on the other: what waits, really waits."),
            {},
            {});
        return;
    }
    m_ui->startPanel->setInvitation(
        lesson.title, lesson.summary, tr("Step 1: %1", "what is done").arg(nextText()), tr("Try it freely"));
    m_ui->startPanel->setStepEnabled(m_transport->canStep());
}

void TransactionsPage::startOrRetry()
{
    if (m_transport->story() == nullptr)
        m_transport->reset();
    else
        m_transport->step();
}

void TransactionsPage::goFreeOrLeave()
{
    if (!m_transport->progress().isEmpty())
        m_transport->cancel();
    else if (!m_transport->problem().isEmpty())
        m_transport->chooseEngine(m_transport->lesson().engines.first());
    else
        m_transport->startFreePlay();
}

void TransactionsPage::renderInspector()
{
    const auto& story = m_transport->shownStory();
    const qint64 seq = m_transport->message();
    const int step = m_transport->position();
    const qint64 moment = m_transport->moment();
    if (m_inspected == story && m_inspectedSeq == seq && m_inspectedMoment == moment)
        return;
    m_inspected = story;
    m_inspectedSeq = seq;
    m_inspectedMoment = moment;
    m_ui->inspector->show(story.get(), seq, step, moment);
    if (story == nullptr || seq == 0) {
        m_caption->setCaption({}, {}, Severity::Neutral);
        return;
    }
    const Explanation told = explainTransaction(*story, seq, moment);
    m_caption->setCaption(told.title, told.story, told.severity);
}

/// "B runs SELECT …": the step that comes next; empty at the end.
QString TransactionsPage::nextText() const
{
    const QList<TransactionStep> steps = m_transport->lesson().stepsOn(m_transport->engine());
    if (m_transport->position() >= steps.size())
        return {};
    const TransactionStep& next = steps.at(m_transport->position());
    switch (next.action) {
    case TransactionAction::Begin:
        return tr("%1 begins a transaction").arg(next.session);
    case TransactionAction::Commit:
        return tr("%1 commits").arg(next.session);
    case TransactionAction::Rollback:
        return tr("%1 rolls back").arg(next.session);
    case TransactionAction::Sql:
        return isQuery(next.sql) ? tr("%1 reads").arg(next.session) : tr("%1 writes").arg(next.session);
    }
    Q_UNREACHABLE();
}

/// Why the last step shows nothing new; empty where it does.
QString TransactionsPage::waitingText() const
{
    const int position = m_transport->position();
    if (position == 0 || m_transport->momentAt(position) != m_transport->momentAt(position - 1))
        return {};
    const QString& session = m_transport->lesson().steps.at(position - 1).what.session;
    return tr("%1 still waits, so its step %2 comes when it is answered.")
        .arg(session, QString::number(position));
}

/// The level that would show the opposite: a higher one where something went wrong, else a lower one. Empty
/// where there is none.
QString TransactionsPage::otherLevel() const
{
    const QStringList& levels = knownEngine(m_transport->engine())->levels;
    const qsizetype now = levels.indexOf(m_transport->level());
    const bool isWrong = m_transport->story()->judgement.verdict == SerialVerdict::NotExplained;
    return levels.value(isWrong ? now + 1 : now - 1);
}

void TransactionsPage::renderNotice()
{
    const AskFirst& ask = m_transport->askFirst();
    const QString verdict = ask.verdict();
    QWidget* now = ask.isAsking() ? m_ui->askBar : static_cast<QWidget*>(m_ui->noticeLine);
    m_ui->noticeStack->setCurrentWidget(m_transport->isPast() ? m_ui->pastBar : now);
    m_way = Way::None;
    if (m_transport->isPast())
        m_ui->pastBar->setMoment(m_transport->position(), m_transport->reached());
    if (m_roomAsking != nullptr) {
        m_roomAsking->follow(
            ask.isAsking() && isVisible() ? m_transport->question() : QString(), m_ui->askBar->titles());
        m_ui->askBar->setCounts(m_roomAsking->counts());
    }
    if (ask.isAsking()) {
        const QString question = m_transport->question();
        m_ui->askBar->setQuestion(
            verdict.isEmpty() ? question : QStringLiteral("%1 %2").arg(verdict, question));
        return;
    }
    QString words = verdict;
    QString way;
    if (m_transport->story() == nullptr) {
        m_ui->noticeLine->setNotice({}, {});
        return;
    }
    const QString problem = m_transport->problem();
    if (words.isEmpty())
        words = problem;
    if (m_transport->isFree()) {
        if (words.isEmpty())
            words = tr("Free play: the sessions stay connected to %1.")
                        .arg(knownEngine(m_transport->engine())->title);
        m_way = Way::LeaveFreePlay;
        way = m_transport->lesson().steps.isEmpty() ? tr("Begin again") : tr("Back to the lesson");
    } else if (m_transport->isOver()) {
        if (words.isEmpty())
            words = tr("That was all.");
        if (const QString level = otherLevel(); !level.isEmpty()) {
            m_way = Way::OtherLevel;
            way = tr("Play it at %1", "an isolation level").arg(levelTitle(level));
        }
    } else if (words.isEmpty()) {
        const QString waits = waitingText();
        const QString question = m_transport->question();
        words = !waits.isEmpty()               ? waits
                : m_transport->position() == 0 ? question
                : question.isEmpty()           ? tr("Next: %1.").arg(nextText())
                                               : question;
    }
    m_ui->noticeLine->setNotice(words, way);
}

void TransactionsPage::setRoom(Room& room)
{
    m_roomAsking = new RoomAsking(room, m_transport->askFirst(), this);
    connect(m_roomAsking, &RoomAsking::changed, this, &TransactionsPage::renderNotice);
}

void TransactionsPage::takeWay()
{
    if (m_way == Way::OtherLevel)
        m_transport->chooseLevel(otherLevel());
    else if (m_way == Way::LeaveFreePlay)
        m_transport->leaveFreePlay();
}

/// The step was not shown because its question must be answered first.
void TransactionsPage::begForAnswer()
{
    render();
    m_ui->askBar->beg();
}

MessagesView* TransactionsPage::messages()
{
    return m_ui->messagesView;
}

} // namespace interleave
