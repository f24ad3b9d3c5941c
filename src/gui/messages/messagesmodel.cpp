#include "gui/messages/messagesmodel.h"

#include "core/words/verdictwords.h"
#include "gui/outcome/outcomestrip.h"

#include <algorithm>

namespace interleave {

MessagesModel::MessagesModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void MessagesModel::setJournal(const Journal* journal)
{
    beginResetModel();
    m_journal = journal;
    m_rows = journal == nullptr ? 0 : static_cast<int>(journal->size());
    m_moment = m_rows;
    endResetModel();
}

void MessagesModel::setMoment(qint64 n)
{
    if (m_moment == n)
        return;
    const qint64 first = std::min(m_moment, n);
    const qint64 last = std::min<qint64>(std::max(m_moment, n), m_rows);
    m_moment = n;
    if (first < last) {
        emit dataChanged(
            index(static_cast<int>(first), 0), index(static_cast<int>(last) - 1, ColumnCount - 1));
    }
}

void MessagesModel::tellAppended()
{
    const int size = m_journal == nullptr ? 0 : static_cast<int>(m_journal->size());
    if (size <= m_rows)
        return;
    beginInsertRows({}, m_rows, size - 1);
    if (m_moment == m_rows)
        m_moment = size;
    const int known = m_rows;
    m_rows = size;
    endInsertRows();
    for (qint64 seq = known + 1; seq <= size; ++seq) {
        // This event says that the answer of an earlier row was lost, so update that row.
        if (const qint64 silenced = m_journal->silencedBy(seq); silenced > 0) {
            const int row = static_cast<int>(silenced) - 1;
            emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
}

int MessagesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int MessagesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MessagesModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Event& event = m_journal->event(index.row() + 1);
    switch (role) {
    case Qt::DisplayRole:
        return text(event, index.column());
    case SeverityRole:
        return QVariant::fromValue(severity(event, index.column()));
    case SeqRole:
        return event.seq;
    case SeatRole:
        return static_cast<int>(m_cast.seatOf(event.client));
    case NotYetRole:
        return event.seq > m_moment;
    case RecordRole:
        return event.record;
    case RefusedRole:
        return isCounted(OutcomeFigure::Refused, event, m_journal->trees());
    case LostRole:
        return isCounted(OutcomeFigure::Lost, event, m_journal->trees());
    case SearchRole:
        return QStringList{
            event.client,
            messageText(event, namesRecords()).request,
            messageText(event).answer,
            becameOf(event)}
            .join(QLatin1Char('\n'));
    default:
        return {};
    }
}

QVariant MessagesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case StepColumn:
        return tr("Step");
    case ClientColumn:
        return tr("Client");
    case RequestColumn:
        return tr("Request");
    case AnswerColumn:
        return tr("Answer");
    case OutcomeColumn:
        return tr("What became of it");
    default:
        return {};
    }
}

QString MessagesModel::text(const Event& event, int column) const
{
    switch (column) {
    case StepColumn:
        return event.number.text();
    case ClientColumn:
        return event.client;
    case RequestColumn:
        return messageText(event, namesRecords()).request;
    case AnswerColumn:
        return messageText(event).answer;
    case OutcomeColumn:
        break;
    }
    if (event.seq > m_moment)
        return tr("not yet");
    return becameOf(event);
}

QString MessagesModel::becameOf(const Event& event) const
{
    if (event.action == Action::Edit)
        return tr("on %1’s screen only").arg(event.client);
    if (event.action == Action::Rule || event.action == Action::Clock)
        return tr("nobody was told");
    if (event.action == Action::AnswerLost)
        return tr("%1 does not know").arg(event.client);
    if (event.answerLost && event.action != Action::Wait)
        return tr("%1, and %2 does not know", "what became of it").arg(outcomeOf(event), event.client);
    return outcomeOf(event);
}

/// The outcome on the server.
QString MessagesModel::outcomeOf(const Event& event) const
{
    if (event.action == Action::Read)
        return event.answerLost ? tr("read") : QString();
    const QList<LostUpdate> lost = lostUpdates(event, m_journal->trees(), 1);
    if (!lost.isEmpty())
        return tr("%1’s v%2 is lost").arg(lost.first().author, QString::number(lost.first().version));
    return outcomeLine(event);
}

Severity MessagesModel::severity(const Event& event, int column) const
{
    if (event.seq > m_moment)
        return Severity::Neutral;
    if (column == OutcomeColumn && lostUpdateCount(event, m_journal->trees()) > 0)
        return Severity::Lost;
    return column == StepColumn || column == ClientColumn || column == RequestColumn
               ? Severity::Neutral
               : messageText(event).severity;
}

} // namespace interleave
