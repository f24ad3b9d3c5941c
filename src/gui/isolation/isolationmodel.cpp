#include "gui/isolation/isolationmodel.h"

#include "core/transactions/isolationlevels.h"
#include "core/transactions/knownengines.h"
#include "core/values/textformat.h"
#include "engine/isolation/anomalylesson.h"
#include "engine/isolation/celltext.h"

#include <algorithm>

namespace interleave {

namespace {

/// Of the one anomaly that is written in several ways.
QString lostUpdate()
{
    return QStringLiteral("lost-update");
}

} // namespace

IsolationModel::IsolationModel(QObject* parent)
    : QAbstractTableModel(parent)
    , m_anomalies(anomalyNames())
    , m_variant(anomalyVariants().constFirst())
{
    for (const KnownEngine& engine : knownEngines())
        m_engines.insert(engine.name, {{}, engine.levels, {}});
    arrange();
}

void IsolationModel::arrange()
{
    m_rows.clear();
    for (const KnownEngine& engine : knownEngines()) {
        for (const QString& level : m_engines.value(engine.name).levels)
            m_rows.append({engine.name, level});
    }
}

void IsolationModel::setEngine(const QString& engine, const QString& version, const QStringList& levels)
{
    EngineState& state = m_engines[engine];
    if (state.version == version && state.levels == levels && state.problem.isEmpty())
        return;
    const bool hasOtherRows = state.levels != levels;
    if (hasOtherRows)
        beginResetModel();
    state = {version, levels, {}};
    if (hasOtherRows) {
        arrange();
        endResetModel();
        return;
    }
    tellChanged(engine);
}

void IsolationModel::setProblem(const QString& engine, const QString& problem)
{
    m_engines[engine].problem = problem;
    std::erase_if(m_running, [&engine](const CellPlace& place) { return place.engine == engine; });
    tellChanged(engine);
}

void IsolationModel::setRunning(const CellPlace& place)
{
    m_running.insert(place);
    tellChanged(place);
}

void IsolationModel::clearRunning()
{
    const std::set<CellPlace> before = std::exchange(m_running, {});
    for (const CellPlace& place : before)
        tellChanged(place);
}

void IsolationModel::setRun(const CellPlace& place, const CellRun& run)
{
    m_running.erase(place);
    m_runs.insert_or_assign(place, run);
    tellChanged(place);
}

void IsolationModel::setSerial(const CellPlace& place, const QList<SerialMeasure>& serial)
{
    m_serial.insert_or_assign(place, serial);
}

void IsolationModel::setVariant(const QString& variant)
{
    if (variant == m_variant)
        return;
    m_variant = variant;
    const int column = FirstAnomalyColumn + static_cast<int>(m_anomalies.indexOf(lostUpdate()));
    emit dataChanged(index(0, column), index(rowCount() - 1, column));
    emit headerDataChanged(Qt::Horizontal, column, column);
}

void IsolationModel::tellChanged(const CellPlace& place)
{
    if (const QModelIndex index = indexOf(place); index.isValid())
        emit dataChanged(index, index);
}

void IsolationModel::tellChanged(const QString& engine)
{
    for (int row = 0; row < rowCount(); ++row) {
        if (engineAt(row) == engine)
            emit dataChanged(index(row, LevelColumn), index(row, columnCount() - 1));
    }
}

std::optional<CellPlace> IsolationModel::placeAt(const QModelIndex& index) const
{
    if (!index.isValid() || index.column() < FirstAnomalyColumn)
        return std::nullopt;
    const Row& row = m_rows.at(index.row());
    const QString& anomaly = m_anomalies.at(index.column() - FirstAnomalyColumn);
    return CellPlace{row.engine, row.level, anomaly, anomaly == lostUpdate() ? m_variant : QString()};
}

QModelIndex IsolationModel::indexOf(const CellPlace& place) const
{
    const auto row = std::ranges::find_if(m_rows, [&place](const Row& each) {
        return each.engine == place.engine && each.level == place.level;
    });
    const qsizetype anomaly = m_anomalies.indexOf(place.anomaly);
    if (row == m_rows.end() || anomaly < 0 || (!place.variant.isEmpty() && place.variant != m_variant))
        return {};
    return index(static_cast<int>(row - m_rows.begin()), FirstAnomalyColumn + static_cast<int>(anomaly));
}

const CellRun* IsolationModel::runAt(const CellPlace& place) const
{
    const auto found = m_runs.find(place);
    return found == m_runs.end() ? nullptr : &found->second;
}

const QList<SerialMeasure>* IsolationModel::serialAt(const CellPlace& place) const
{
    const auto found = m_serial.find(place);
    return found == m_serial.end() ? nullptr : &found->second;
}

QString IsolationModel::titleOf(const QString& engine)
{
    const KnownEngine* known = knownEngine(engine);
    return known == nullptr ? engine : known->title;
}

bool IsolationModel::isComplete() const
{
    for (const Row& row : m_rows) {
        for (const Anomaly& anomaly : anomaliesFor(row.engine)) {
            const CellRun* run = runAt({row.engine, row.level, anomaly.name, anomaly.variant});
            if (run == nullptr || !run->cell.problem.isEmpty())
                return false;
        }
    }
    return true;
}

QList<EngineCells> IsolationModel::results() const
{
    QList<EngineCells> results;
    for (const KnownEngine& engine : knownEngines()) {
        EngineCells part{
            engine.name, engine.title, m_engines.value(engine.name).version, engine.usualLevel, {}};
        for (const QString& level : m_engines.value(engine.name).levels) {
            for (const Anomaly& anomaly : anomaliesFor(engine.name)) {
                if (const CellRun* run = runAt({engine.name, level, anomaly.name, anomaly.variant}))
                    part.cells.append(run->cell);
            }
        }
        if (!part.cells.isEmpty())
            results.append(part);
    }
    return results;
}

QString IsolationModel::asMarkdown() const
{
    QStringList names;
    for (int column = 0; column < columnCount(); ++column)
        names.append(headerData(column, Qt::Horizontal).toString());
    QString text =
        QStringLiteral("| %1 |\n|%2\n")
            .arg(names.join(QStringLiteral(" | ")), QStringLiteral(" --- |").repeated(names.size()));
    for (int row = 0; row < rowCount(); ++row) {
        QStringList cells{levelText(m_rows.at(row))};
        for (int column = FirstAnomalyColumn; column < columnCount(); ++column)
            cells.append(index(row, column).data().toString());
        text += QStringLiteral("| %1 |\n").arg(cells.join(QStringLiteral(" | ")));
    }
    return text;
}

int IsolationModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int IsolationModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : FirstAnomalyColumn + static_cast<int>(m_anomalies.size());
}

QVariant IsolationModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == GroupTitleRole)
        return isFirst(index.row()) ? engineText(engineAt(index.row())) : QVariant();
    if (role == GroupProblemRole)
        return isFirst(index.row()) ? problemOf(engineAt(index.row())) : QVariant();
    const auto place = placeAt(index);
    return place ? cellData(*place, role) : levelData(index.row(), role);
}

QVariant IsolationModel::levelData(int row, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return levelAt(row);
    case Qt::AccessibleTextRole: {
        const QString text = levelText(m_rows.at(row));
        const QString problem = isFirst(row) ? problemOf(engineAt(row)) : QString();
        return problem.isEmpty() ? text : tr("%1. %2", "an engine's level; a problem").arg(text, problem);
    }
    case NoteRole:
        return levelAt(row) == knownEngine(engineAt(row))->usualLevel ? tr("default", "level") : QString();
    default:
        return {};
    }
}

QVariant IsolationModel::cellData(const CellPlace& place, int role) const
{
    const CellRun* run = runAt(place);
    switch (role) {
    case Qt::DisplayRole:
        return cellText(place);
    case Qt::AccessibleTextRole:
        return accessibleText(place);
    case VerdictRole:
        return run == nullptr || !run->cell.problem.isEmpty() ? QVariant()
                                                              : static_cast<int>(verdictOf(run->cell));
    case RunningRole:
        return m_running.contains(place);
    default:
        return {};
    }
}

QString IsolationModel::cellText(const CellPlace& place) const
{
    const CellRun* run = runAt(place);
    return run == nullptr || !run->cell.problem.isEmpty() ? QStringLiteral("–") : cellWord(run->cell);
}

/// "Lost update, PostgreSQL, repeatable read: refused with 40001"
QString IsolationModel::accessibleText(const CellPlace& place) const
{
    const CellRun* run = runAt(place);
    const QString title = cellTitle({place.level, place.anomaly, place.variant}, titleOf(place.engine));
    QString result = tr("not run yet", "a cell");
    if (m_running.contains(place))
        result = tr("is run now", "a cell");
    else if (run != nullptr)
        result = run->cell.problem.isEmpty() ? cellPhrase(run->cell) : run->cell.problem;
    return tr("%1: %2", "a cell, and its result").arg(title, result);
}

QVariant IsolationModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (section == LevelColumn)
        return role == Qt::DisplayRole || role == Qt::AccessibleTextRole ? tr("Level") : QVariant();
    const QString& anomaly = m_anomalies.at(section - FirstAnomalyColumn);
    const bool isUsual = anomaly != lostUpdate() || m_variant == anomalyVariants().constFirst();
    const QString note = isUsual ? anomalyNote(anomaly) : variantTitle(m_variant);
    switch (role) {
    case Qt::DisplayRole:
        return anomalyTitle(anomaly);
    case Qt::AccessibleTextRole:
        return listed({anomalyTitle(anomaly), note});
    case HeaderNoteRole:
        return note;
    default:
        return {};
    }
}

bool IsolationModel::isFirst(int row) const
{
    return row == 0 || engineAt(row - 1) != engineAt(row);
}

QString IsolationModel::engineText(const QString& engine) const
{
    return engineWithVersion(engine, m_engines.value(engine).version);
}

/// "PostgreSQL 15, read committed, default"
QString IsolationModel::levelText(const Row& row) const
{
    QStringList parts{engineText(row.engine), row.level};
    if (row.level == knownEngine(row.engine)->usualLevel)
        parts.append(tr("default", "level"));
    return listed(parts);
}

} // namespace interleave
