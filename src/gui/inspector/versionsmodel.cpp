#include "gui/inspector/versionsmodel.h"

#include "core/values/excerpt.h"
#include "core/values/textformat.h"
#include "gui/theme/plaintext.h"

#include <QCoreApplication>
#include <QDateTime>

namespace interleave {

VersionsModel::VersionsModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void VersionsModel::show(const Journal* journal, const QString& record, qint64 moment)
{
    beginResetModel();
    m_tree = nullptr;
    m_tip = 0;
    if (journal != nullptr) {
        const auto tree = journal->trees().find(record);
        if (tree != journal->trees().end() && !tree->second.isEmpty()) {
            m_tree = &tree->second;
            const Snapshot snapshot = journal->at(moment);
            const Record* present = snapshot.record(record);
            m_tip = present == nullptr ? 0 : present->version;
        }
    }
    endResetModel();
}

int VersionsModel::rowCount(const QModelIndex& parent) const
{
    if (parent.isValid() || m_tree == nullptr || m_tip < m_tree->first())
        return 0;
    return static_cast<int>(m_tip - m_tree->first() + 1);
}

int VersionsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const Version* VersionsModel::version(const QModelIndex& index) const
{
    if (!index.isValid() || index.model() != this || index.row() >= rowCount())
        return nullptr;
    return &m_tree->at(m_tip - index.row());
}

int VersionsModel::rowOf(qint64 version) const
{
    return rowCount() > 0 && version >= m_tree->first() && version <= m_tip
               ? static_cast<int>(m_tip - version)
               : -1;
}

Fate VersionsModel::fate(const Version& version) const
{
    if (version.number == m_tip)
        return Fate::Current;
    // The initial version is nobody's change, so it cannot be lost.
    return version.author.isEmpty() || m_tree->isOnLine(version.number, m_tip) ? Fate::OnLine : Fate::Lost;
}

QString VersionsModel::sample(int column)
{
    switch (column) {
    case VersionColumn:
        return tr("v%1").arg(9999);
    case AuthorColumn:
        return tr("start");
    case TimeColumn:
        return QStringLiteral("00:00:00");
    case FateColumn:
        return tr("current");
    default:
        return {};
    }
}

QString VersionsModel::text(const Version& version, int column) const
{
    switch (column) {
    case VersionColumn:
        return tr("v%1").arg(version.number);
    case AuthorColumn:
        return version.author.isEmpty() ? tr("start") : version.author;
    case TimeColumn:
        return QDateTime::fromMSecsSinceEpoch(version.time).toUTC().toString(QStringLiteral("HH:mm:ss"));
    case ValuesColumn: {
        QStringList values;
        for (const Field& field : version.fields)
            values.append(QStringLiteral("%1 %2").arg(excerpt(field.name), excerpt(field.value)));
        return shortened(listed(values), 2 * LongestShown);
    }
    case FateColumn:
        switch (fate(version)) {
        case Fate::Current:
            return tr("current");
        case Fate::OnLine:
            return tr("kept");
        case Fate::Lost:
            return tr("lost");
        }
        break;
    default:
        break;
    }
    return {};
}

QVariant VersionsModel::data(const QModelIndex& index, int role) const
{
    const Version* row = version(index);
    if (row == nullptr)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(*row, index.column());
    case Qt::ToolTipRole:
        // The column of times may be hidden.
        return plainTip(
            index.column() == VersionColumn
                ? tr("%1, at %2").arg(text(*row, VersionColumn), text(*row, TimeColumn))
                : text(*row, index.column()));
    case NumberRole:
        return row->number;
    case InkRole: {
        Role ink = Role::Text;
        if (index.column() == AuthorColumn && !row->author.isEmpty())
            ink = roleOf(m_cast.seatOf(row->author));
        else if (fate(*row) == Fate::Lost)
            ink = Role::Lost;
        else if (index.column() == FateColumn)
            ink = fate(*row) == Fate::Current ? Role::Current : Role::Quiet;
        return QVariant::fromValue(ink);
    }
    default:
        return {};
    }
}

QVariant VersionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case VersionColumn:
        return tr("Version");
    case AuthorColumn:
        return tr("By");
    case TimeColumn:
        return tr("Time");
    case ValuesColumn:
        return tr("Values");
    case FateColumn:
        return tr("Fate");
    default:
        return {};
    }
}

QString valuesText(const Fields& fields)
{
    QStringList lines;
    for (const Field& field : fields)
        lines.append(QStringLiteral("%1 %2").arg(excerpt(field.name), excerpt(field.value)));
    return lines.join(QLatin1Char('\n'));
}

QString diffText(const Fields& before, const Fields& after)
{
    QStringList lines;
    for (const FieldChange& change : changes(before, after)) {
        if (change.before)
            lines.append(QStringLiteral("− %1 %2").arg(excerpt(change.name), excerpt(*change.before)));
        if (change.after)
            lines.append(QStringLiteral("+ %1 %2").arg(excerpt(change.name), excerpt(*change.after)));
    }
    return lines.isEmpty() ? QCoreApplication::translate("interleave::VersionsModel", "no field differs")
                           : lines.join(QLatin1Char('\n'));
}

} // namespace interleave
