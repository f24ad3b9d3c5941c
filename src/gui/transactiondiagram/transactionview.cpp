#include "gui/transactiondiagram/transactionview.h"

#include "core/transactionwords/transactionexplanation.h"
#include "core/values/textformat.h"

#include <algorithm>
#include <utility>

namespace interleave {

TransactionView::TransactionView(QWidget* parent)
    : SequenceView(parent)
{
    updateDescription();
}

void TransactionView::setStory(std::shared_ptr<const TransactionStory> story)
{
    const bool grown = story != nullptr && isGrown(*story);
    // The layout refers to the story before until it has the new one.
    const auto before = std::exchange(m_story, std::move(story));
    const auto show = [this] {
        m_layout.setStory(m_story.get());
    };
    if (!grown) {
        show();
        startStory();
        viewport()->update();
        return;
    }
    grow(show);
    // Also what was found out of the events that were there before.
    updateDescription();
    viewport()->update();
}

bool TransactionView::isGrown(const TransactionStory& story) const
{
    if (m_story == nullptr || m_story->journal.header() != story.journal.header())
        return false;
    const auto& old = m_story->journal.events();
    const auto& now = story.journal.events();
    return old.size() <= now.size() && std::equal(old.begin(), old.end(), now.begin());
}

SequenceView::Rows TransactionView::rows() const
{
    const qint64 messages = m_layout.messageRows();
    return {messages, m_layout.height(1) - qreal(messages * m_layout.messageHeight())};
}

qint64 TransactionView::itemAt(const QPointF& place) const
{
    return m_layout.hit(place, frame()).seq;
}

QString TransactionView::describe(qint64 seq) const
{
    const TransactionEvent& event = m_story->journal.event(seq);
    const MessageText message = transactionMessage(*m_story, seq);
    QStringList parts;
    if (event.step > 0)
        parts.append(tr("Step %1").arg(event.step));
    parts.append({message.request, message.answer});
    parts.removeAll(QString());
    return listed(parts);
}

} // namespace interleave
