#include "gui/orders/transactionordersmodel.h"

#include "core/transactions/judgement.h"
#include "core/words/severity.h"
#include "gui/orders/transactionorderwords.h"
#include "gui/theme/theme.h"

#include <algorithm>
#include <set>

namespace interleave {

using End = TransactionOrder::End;

void TransactionOrdersModel::setLesson(const TransactionLesson& lesson, const QString& engine)
{
    beginResetModel();
    m_lesson = lesson;
    m_engine = engine;
    m_turns = problemWithOrders(lesson).isEmpty() ? ordersOf(lesson) : std::vector<QList<int>>();
    m_results.assign(m_turns.size(), std::nullopt);
    m_sums = {};
    m_isComplete = false;
    arrange();
    endResetModel();
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void TransactionOrdersModel::setResult(const TransactionOrder& order)
{
    m_results.at(static_cast<size_t>(order.rank)) = order;
    ++m_sums.run;
    const int row = rowOf(static_cast<quint64>(order.rank));
    if (row >= 0)
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void TransactionOrdersModel::setComplete()
{
    beginResetModel();
    m_isComplete = true;
    count();
    arrange();
    endResetModel();
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void TransactionOrdersModel::setFilter(Filter filter)
{
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    arrange();
    endResetModel();
}

void TransactionOrdersModel::sort(int column, Qt::SortOrder)
{
    if (column == m_sorting)
        return;
    beginResetModel();
    m_sorting = column;
    arrange();
    endResetModel();
}

const TransactionOrder* TransactionOrdersModel::result(quint64 rank) const
{
    const std::optional<TransactionOrder>& known = m_results.at(rank);
    return known ? &*known : nullptr;
}

bool TransactionOrdersModel::isSerial(quint64 rank) const
{
    const QList<int>& turns = m_turns.at(rank);
    int changes = 0;
    for (qsizetype i = 1; i < turns.size(); ++i)
        changes += turns.at(i) == turns.at(i - 1) ? 0 : 1;
    return changes == shape().lanes - 1;
}

bool TransactionOrdersModel::shows(Filter filter, quint64 rank) const
{
    const TransactionOrder* order = result(rank);
    if (order == nullptr || filter == Filter::All)
        return true;
    return filter == Filter::Wrong ? order->end == End::NotExplained : order->end != End::NotPossible;
}

int TransactionOrdersModel::countOf(Filter filter) const
{
    int count = 0;
    for (quint64 rank = 0; rank < m_turns.size(); ++rank)
        count += shows(filter, rank) ? 1 : 0;
    return count;
}

void TransactionOrdersModel::count()
{
    Sums sums;
    std::set<QString> states;
    for (const std::optional<TransactionOrder>& order : m_results) {
        if (!order)
            continue;
        ++sums.run;
        sums.wrong += order->end == End::NotExplained ? 1 : 0;
        sums.impossible += order->end == End::NotPossible ? 1 : 0;
        // Of an order that did not take place, a wait is why.
        const bool isDone = order->end != End::NotPossible;
        sums.waited += isDone && !order->waited.isEmpty() ? 1 : 0;
        sums.refused += isDone && !order->refused.isEmpty() ? 1 : 0;
        sums.calm += isDone && order->waited.isEmpty() ? 1 : 0;
        sums.accepted += isDone && order->refused.isEmpty() ? 1 : 0;
        if (isDone)
            states.insert(atTheEnd(*order));
        if (order->end == End::NotExplained && !sums.anomalies.contains(order->anomaly))
            sums.anomalies.append(order->anomaly);
    }
    sums.states = static_cast<int>(states.size());
    m_sums = sums;
}

OrderShape TransactionOrdersModel::shape() const
{
    const int turns = m_turns.empty() ? 1 : static_cast<int>(m_turns.front().size());
    return {std::max(1, static_cast<int>(m_lesson.sessions.size())), turns, m_turns.size(), 50};
}

QString TransactionOrdersModel::laneName(int lane) const
{
    return lane < m_lesson.sessions.size() ? m_lesson.sessions.at(lane).name.left(2) : QString();
}

OrderTable::Widths TransactionOrdersModel::widthsOf(int column) const
{
    switch (column) {
    case EndColumn:
        return {190, 126};
    case StateColumn:
        return {128, 84};
    case WaitedColumn:
        return {112, 76};
    case RefusedColumn:
        return {124, 96};
    default:
        return {150, 126};
    }
}

std::vector<OrderSpan> TransactionOrdersModel::spans() const
{
    std::vector<OrderSpan> spans;
    for (const Group& group : m_groups)
        spans.push_back(group.span);
    return spans;
}

quint64 TransactionOrdersModel::rankAt(int row) const
{
    return m_rows.at(static_cast<size_t>(row));
}

int TransactionOrdersModel::rowOf(quint64 rank) const
{
    const auto found = std::ranges::find(m_rows, rank);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int TransactionOrdersModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TransactionOrdersModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TransactionOrdersModel::textOf(const TransactionOrder& order, int column, bool brief) const
{
    switch (column) {
    case EndColumn:
        return endText(order, brief);
    case StateColumn:
        return atTheEnd(order);
    case WaitedColumn:
        return order.end == End::NotPossible ? QString() : waitsText(order, brief);
    case RefusedColumn:
        return refusalsText(order, brief);
    case ImpossibleColumn:
        return impossibleText(m_lesson, order, brief);
    default:
        return {};
    }
}

/// Nothing for what is no pill.
QVariant TransactionOrdersModel::severityOf(const TransactionOrder& order, int column) const
{
    if (column == StateColumn || textOf(order, column, false).isEmpty())
        return {};
    if (column == WaitedColumn)
        return static_cast<int>(Severity::Pending);
    if (column == RefusedColumn)
        return static_cast<int>(Severity::Stale);
    if (column == ImpossibleColumn)
        return static_cast<int>(Severity::Neutral);
    switch (order.end) {
    case End::NotExplained:
        return static_cast<int>(Severity::Lost);
    case End::Explained:
        return static_cast<int>(Severity::Good);
    case End::NotPossible:
        return {};
    case End::CannotBeJudged:
    case End::Failed:
        return static_cast<int>(Severity::Neutral);
    }
    Q_UNREACHABLE();
}

QVariant TransactionOrdersModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const quint64 rank = rankAt(index.row());
    const Group* group = groupFrom(index.row());
    if (role == RankRole)
        return rank;
    if (role == GroupTitleRole)
        return group == nullptr ? QVariant() : group->title;
    if (role == GroupNotesRole) {
        if (group == nullptr)
            return {};
        const QString orders = tr("%n orders", nullptr, group->span.rows);
        return QStringList{tr("%1 · %2", "what orders have in common; how many").arg(group->note, orders), orders};
    }
    if (index.column() == OrderColumn)
        return orderData(rank, role);
    const TransactionOrder* order = result(rank);
    if (order == nullptr)
        return role == Qt::DisplayRole && index.column() == EndColumn ? tr("…", "not run yet") : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return textOf(*order, index.column(), false);
    case BriefRole:
        return textOf(*order, index.column(), true);
    case SeverityRole:
        return severityOf(*order, index.column());
    case Qt::AccessibleTextRole: {
        const QString text = textOf(*order, index.column(), false);
        const QString head = headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString();
        return tr("%1: %2", "a column; its text").arg(head, text.isEmpty() ? tr("nothing") : text);
    }
    default:
        return {};
    }
}

QVariant TransactionOrdersModel::orderData(quint64 rank, int role) const
{
    const QList<int>& turns = turnsOf(rank);
    switch (role) {
    case Qt::DisplayRole:
        return orderInWords(m_lesson, m_engine, turns);
    case Qt::AccessibleTextRole: {
        const QString words = tr("Order %1: %2", "its number; its steps")
                                  .arg(QString::number(rank + 1), orderInWords(m_lesson, m_engine, turns));
        const Group* group = groupFrom(rowOf(rank));
        return group == nullptr ? words : tr("%1. %2", "a group; its first order").arg(group->title, words);
    }
    case NumberRole:
        return QString::number(rank + 1);
    case TurnsRole: {
        QByteArray bytes;
        for (const int session : turns)
            bytes.append(static_cast<char>(session));
        return bytes;
    }
    case StepsRole:
        return stepsInWords(m_lesson, m_engine, turns);
    case TakenRole: {
        const TransactionOrder* order = result(rank);
        return order == nullptr || order->end != End::NotPossible ? QVariant() : order->stoppedAt;
    }
    default:
        return {};
    }
}

} // namespace interleave
