#include "gui/orders/transactionordersmodel.h"

#include "core/transactions/judgement.h"
#include "core/values/text.h"
#include "gui/orders/transactionorderwords.h"
#include "gui/theme/theme.h"

#include <algorithm>

namespace interleave {

using End = TransactionOrder::End;

namespace {

QString quoted(const QString& text)
{
    QString doubled = text;
    return QLatin1Char('"') + doubled.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

QString asTitle(QString text)
{
    return text.replace(0, 1, text.at(0).toUpper());
}

QString nameOf(End end)
{
    switch (end) {
    case End::NotPossible:
        return QStringLiteral("not possible");
    case End::Explained:
        return QStringLiteral("explained");
    case End::NotExplained:
        return QStringLiteral("not explained");
    case End::CannotBeJudged:
        return QStringLiteral("cannot be judged");
    case End::Failed:
        return QStringLiteral("failed");
    }
    Q_UNREACHABLE();
}

} // namespace

/// Which orders belong together when they are sorted by what came of them, the worst first.
TransactionOrdersModel::Group TransactionOrdersModel::endGroup(const TransactionOrder& order) const
{
    const int names = static_cast<int>(anomalyTitles().size());
    switch (order.end) {
    case End::NotExplained: {
        const auto key = static_cast<int>(anomalyTitles().indexOf(order.anomaly));
        return {
            key < 0 ? names : key,
            key < 0 ? tr("No order explains it") : asTitle(anomalyWithCode(order.anomaly)),
            tr("no order of the transactions, one after the other, comes to that")};
    }
    case End::Failed:
        return {names + 1, tr("Not run to the end"), tr("the database did not answer")};
    case End::CannotBeJudged:
        return {names + 2, tr("Cannot be judged"), tr("there is nothing to compare with")};
    case End::Explained:
        return order.refused.isEmpty()
                   ? Group{names + 4, tr("As one after the other"), tr("nobody is refused, and nothing is lost")}
                   : Group{names + 3, tr("Somebody is refused"), tr("what was committed is as one after the other")};
    case End::NotPossible:
        return {names + 5, tr("Not possible here"), tr("a session that waits cannot take its next turn")};
    }
    Q_UNREACHABLE();
}

TransactionOrdersModel::Group TransactionOrdersModel::groupOf(quint64 rank) const
{
    const TransactionOrder* order = result(rank);
    if (m_sorting == OrderColumn || !m_isComplete || order == nullptr)
        return isSerial(rank)
                   ? Group{0, tr("One after the other"), tr("each begins when the one before has ended")}
                   : Group{1, tr("Overlapping"), tr("one begins before the other has ended")};
    const bool isDone = order->end != End::NotPossible;
    switch (m_sorting) {
    case WaitedColumn:
        return isDone && !order->waited.isEmpty()
                   ? Group{0, tr("Somebody waits"), tr("until the other has ended")}
                   : Group{1, tr("Nobody waits"), tr("or it is not possible here")};
    case RefusedColumn:
        return order->refused.isEmpty()
                   ? Group{1, tr("Nobody is refused"), tr("each statement was answered")}
                   : Group{0, tr("Somebody is refused"), tr("with the code of the database")};
    case ImpossibleColumn:
        return isDone ? Group{1, tr("Possible"), tr("each session could take its turns")}
                      : Group{0, tr("Not possible here"), tr("a session that waits cannot take its next turn")};
    default:
        return endGroup(*order);
    }
}

void TransactionOrdersModel::arrange()
{
    std::vector<std::pair<Group, quint64>> all;
    for (quint64 rank = 0; rank < m_turns.size(); ++rank) {
        if (!m_isComplete || shows(m_filter, rank))
            all.emplace_back(groupOf(rank), rank);
    }
    std::ranges::stable_sort(all, {}, [](const auto& each) { return each.first.key; });
    m_rows.clear();
    m_groups.clear();
    for (const auto& [group, rank] : all) {
        if (m_groups.empty() || m_groups.back().key != group.key) {
            m_groups.push_back(group);
            m_groups.back().span = {static_cast<int>(m_rows.size()), 0};
        }
        ++m_groups.back().span.rows;
        m_rows.push_back(rank);
    }
}

const TransactionOrdersModel::Group* TransactionOrdersModel::groupFrom(int row) const
{
    const auto found =
        std::ranges::find_if(m_groups, [row](const Group& group) { return group.span.firstRow == row; });
    return found == m_groups.end() ? nullptr : &*found;
}

/// The same number of wordings for all columns.
QStringList TransactionOrdersModel::headlines(int column) const
{
    const Sums& all = m_sums;
    switch (column) {
    case EndColumn:
        return {
            tr("%1 of %2 wrong", "orders").arg(QString::number(all.wrong), QString::number(size())),
            tr("%n wrong", "orders", all.wrong)};
    case StateColumn:
        return {tr("%n results", nullptr, all.states), QString::number(all.states)};
    case WaitedColumn:
        return {tr("%n wait", "orders in which somebody waits", all.waited), QString::number(all.waited)};
    case RefusedColumn:
        return {tr("%n refused", "orders", all.refused), QString::number(all.refused)};
    default:
        return {tr("%n orders", nullptr, all.impossible), QString::number(all.impossible)};
    }
}

QString TransactionOrdersModel::note(int column) const
{
    if (!m_isComplete || column == OrderColumn)
        return column == OrderColumn ? QString() : tr("not all run yet");
    const Sums& all = m_sums;
    switch (column) {
    case EndColumn:
        if (all.wrong == 0)
            return tr("none is wrong");
        return all.anomalies.size() == 1 && !all.anomalies.first().isEmpty()
                   ? Text::tr(all.anomalies.first().toUtf8().constData())
                   : tr("%n kinds", "of what goes wrong", static_cast<int>(all.anomalies.size()));
    case StateColumn:
        return tr("in %n orders", nullptr, all.run - all.impossible);
    case WaitedColumn:
        return tr("%n do not", "orders in which nobody waits", all.calm);
    case RefusedColumn:
        return tr("%n are not", "orders in which nobody is refused", all.accepted);
    default:
        return tr("%n possible", "orders", all.run - all.impossible);
    }
}

QVariant TransactionOrdersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const QStringList titles{
        tr("Order"), tr("What came of it"), tr("At the end"), tr("Waited"), tr("Refused"), tr("Not possible here")};
    const std::vector<QStringList> meanings{
        {},
        {tr("compared with serial orders"), tr("against serial ones"), tr("vs. serial")},
        {tr("what is committed"), tr("committed")},
        {tr("for the other’s end"), tr("for the other"), tr("for it")},
        {tr("and rolled back"), tr("rolled back")},
        {tr("its session still waits"), tr("a session waits")}};
    const QStringList known = m_isComplete ? headlines(section) : QStringList();
    switch (role) {
    case Qt::DisplayRole:
        return titles.at(section);
    case Qt::AccessibleTextRole:
        if (section == OrderColumn)
            return tr("Order, in time from left to right");
        return known.isEmpty() ? titles.at(section)
                               : tr("%1: %2", "a column; its result").arg(titles.at(section), known.first());
    case MeaningsRole:
        return meanings.at(static_cast<size_t>(section));
    case HeadlinesRole:
        return section == OrderColumn ? QStringList() : known;
    case NoteRole:
        return note(section);
    case HeadlineInkRole: {
        if (section != EndColumn)
            return static_cast<int>(Role::Text);
        return static_cast<int>(m_sums.wrong > 0 ? Role::Lost : Role::Current);
    }
    default:
        return {};
    }
}

QString TransactionOrdersModel::asCsv() const
{
    QString text = QStringLiteral(
        "order,turns,end,anomaly,like,at_the_end,waited,refused,stopped_at_turn,reason\n");
    for (const quint64 rank : m_rows) {
        QString turns;
        for (const int session : turnsOf(rank))
            turns += laneName(session);
        QStringList cells{QString::number(rank + 1), quoted(turns)};
        if (const TransactionOrder* order = result(rank)) {
            const bool isDone = order->end != End::NotPossible;
            cells.append(
                {nameOf(order->end),
                 order->anomaly,
                 quoted(order->like.join(QLatin1Char(' '))),
                 quoted(atTheEnd(*order)),
                 quoted(order->waited.join(QLatin1Char(' '))),
                 quoted(refusalsText(*order)),
                 isDone ? QString() : QString::number(order->stoppedAt + 1),
                 quoted(order->reason)});
        } else {
            cells.append({QStringLiteral("not run"), {}, {}, {}, {}, {}, {}, {}});
        }
        text += cells.join(QLatin1Char(',')) + QLatin1Char('\n');
    }
    return text;
}

QString TransactionOrdersModel::asMarkdown() const
{
    QStringList titles;
    for (int column = 0; column < ColumnCount; ++column)
        titles.append(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    QString text = QStringLiteral("| %1 |\n|%2\n")
                       .arg(titles.join(QStringLiteral(" | ")), QStringLiteral(" --- |").repeated(ColumnCount));
    for (int row = 0; row < rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < ColumnCount; ++column)
            cells.append(data(index(row, column), Qt::DisplayRole).toString());
        text += QStringLiteral("| %1 |\n").arg(cells.join(QStringLiteral(" | ")));
    }
    return text;
}

} // namespace interleave
