#include "gui/messages/transactionsmodel.h"

#include "core/transactionwords/transactionexplanation.h"
#include "core/transactionwords/transactionledger.h"
#include "gui/messages/messagesmodel.h"

#include <algorithm>

namespace interleave {

TransactionsModel::TransactionsModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void TransactionsModel::setStory(std::shared_ptr<const TransactionStory> story, const Cast& cast)
{
    if (m_story == story)
        return;
    beginResetModel();
    m_story = std::move(story);
    m_cast = cast;
    m_moment = rowCount();
    endResetModel();
}

void TransactionsModel::setMoment(qint64 n)
{
    if (m_moment == n)
        return;
    const qint64 last = std::min<qint64>(std::max(m_moment, n), rowCount());
    m_moment = n;
    // What became of a message may depend on what came after it.
    if (last > 0)
        emit dataChanged(index(0, 0), index(static_cast<int>(last) - 1, columnCount() - 1));
}

int TransactionsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_story == nullptr ? 0 : static_cast<int>(m_story->journal.size());
}

int TransactionsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : MessagesModel::ColumnCount;
}

QVariant TransactionsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const qint64 seq = index.row() + 1;
    switch (role) {
    case Qt::DisplayRole:
        return text(seq, index.column());
    case MessagesModel::SeverityRole:
        return QVariant::fromValue(severity(seq, index.column()));
    case MessagesModel::SeqRole:
        return seq;
    case MessagesModel::SeatRole:
        return static_cast<int>(m_cast.seatOf(m_story->journal.event(seq).session));
    case MessagesModel::NotYetRole:
        return seq > m_moment;
    case MessagesModel::RefusedRole:
        return isCounted(TransactionFigure::Refused, *m_story, seq);
    case MessagesModel::LostRole:
        return isCounted(TransactionFigure::LostUpdates, *m_story, seq);
    case MessagesModel::SearchRole: {
        // Whatever moment is shown: what was found would be gone when people go to it.
        const MessageText message = transactionMessage(*m_story, seq);
        return QStringList{
            explainTransaction(*m_story, seq).title,
            m_story->journal.event(seq).session,
            message.request,
            message.answer}
            .join(QLatin1Char('\n'));
    }
    default:
        return {};
    }
}

QVariant TransactionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case MessagesModel::StepColumn:
        return tr("Step");
    case MessagesModel::ClientColumn:
        return tr("Session");
    case MessagesModel::RequestColumn:
        return tr("Statement");
    case MessagesModel::AnswerColumn:
        return tr("Answer");
    case MessagesModel::OutcomeColumn:
        return tr("What became of it");
    default:
        return {};
    }
}

QString TransactionsModel::text(qint64 seq, int column) const
{
    const TransactionEvent& event = m_story->journal.event(seq);
    switch (column) {
    case MessagesModel::StepColumn:
        return QString::number(event.step);
    case MessagesModel::ClientColumn:
        return event.session;
    case MessagesModel::RequestColumn:
        return transactionMessage(*m_story, seq).request;
    case MessagesModel::AnswerColumn:
        return seq > m_moment ? QString() : transactionMessage(*m_story, seq).answer;
    default:
        return seq > m_moment ? tr("not yet") : explainTransaction(*m_story, seq, m_moment).title;
    }
}

Severity TransactionsModel::severity(qint64 seq, int column) const
{
    if (seq > m_moment)
        return Severity::Neutral;
    if (column == MessagesModel::OutcomeColumn)
        return explainTransaction(*m_story, seq, m_moment).severity;
    return column == MessagesModel::AnswerColumn ? transactionMessage(*m_story, seq).severity
                                                 : Severity::Neutral;
}

} // namespace interleave
