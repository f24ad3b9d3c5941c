#pragma once

#include "engine/isolation/isolationreport.h"
#include "gui/isolation/cellplace.h"

#include <QAbstractTableModel>

#include <map>
#include <optional>
#include <set>

namespace interleave {

/// What may happen at which isolation level: the engines' levels as rows, the anomalies as columns. Of the
/// lost update one way of writing it is shown. An engine's name is no row: its first level bears it.
class IsolationModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { LevelColumn, FirstAnomalyColumn };
    enum DataRole {
        VerdictRole = Qt::UserRole + 1, ///< int of CellVerdict; nothing where there is no result
        RunningRole,                    ///< bool
        NoteRole,                       ///< QString beside the level: "default"; empty for none
        GroupTitleRole,                 ///< QString, for the first row of an engine; nothing for the others
        GroupProblemRole                ///< QString, for the same rows: why it is not there; empty when it is
    };
    /// What the anomaly's schedule is: QString.
    static constexpr int HeaderNoteRole = Qt::UserRole + 1;

    explicit IsolationModel(QObject* parent = nullptr);

    /// What an engine says of itself; it is there.
    void setEngine(const QString& engine, const QString& version, const QStringList& levels);
    /// Why it is not there, in one sentence.
    void setProblem(const QString& engine, const QString& problem);
    /// The cells that are run now.
    void setRunning(const CellPlace& place);
    void clearRunning();
    void setRun(const CellPlace& place, const CellRun& run);
    void setSerial(const CellPlace& place, const QList<SerialMeasure>& serial);
    /// How a lost update is written.
    void setVariant(const QString& variant);
    [[nodiscard]] const QString& variant() const { return m_variant; }

    /// Nothing for a level's own cell.
    [[nodiscard]] std::optional<CellPlace> placeAt(const QModelIndex& index) const;
    /// Invalid where it is not shown.
    [[nodiscard]] QModelIndex indexOf(const CellPlace& place) const;
    /// Null where there is none.
    [[nodiscard]] const CellRun* runAt(const CellPlace& place) const;
    [[nodiscard]] const QList<SerialMeasure>* serialAt(const CellPlace& place) const;

    [[nodiscard]] QString engineAt(int row) const { return m_rows.at(row).engine; }
    [[nodiscard]] QString levelAt(int row) const { return m_rows.at(row).level; }
    /// "PostgreSQL"
    [[nodiscard]] static QString titleOf(const QString& engine);
    [[nodiscard]] QString problemOf(const QString& engine) const { return m_engines.value(engine).problem; }
    /// Every cell, of all variants, has a result.
    [[nodiscard]] bool isComplete() const;
    /// The results by engine; engines without any are left out.
    [[nodiscard]] QList<EngineCells> results() const;
    /// What is shown.
    [[nodiscard]] QString asMarkdown() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct EngineState final
    {
        QString version;
        QStringList levels;
        QString problem;
    };
    struct Row final
    {
        QString engine;
        QString level;
    };

    void arrange();
    void tellChanged(const CellPlace& place);
    void tellChanged(const QString& engine);
    [[nodiscard]] bool isFirst(int row) const;
    [[nodiscard]] QString engineText(const QString& engine) const;
    [[nodiscard]] QString levelText(const Row& row) const;
    [[nodiscard]] QVariant levelData(int row, int role) const;
    [[nodiscard]] QVariant cellData(const CellPlace& place, int role) const;
    [[nodiscard]] QString cellText(const CellPlace& place) const;
    [[nodiscard]] QString accessibleText(const CellPlace& place) const;

    QStringList m_anomalies;
    QString m_variant;
    QMap<QString, EngineState> m_engines;
    QList<Row> m_rows;
    std::map<CellPlace, CellRun> m_runs;
    std::map<CellPlace, QList<SerialMeasure>> m_serial;
    std::set<CellPlace> m_running;
};

} // namespace interleave
