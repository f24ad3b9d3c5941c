#pragma once

#include "core/model/journal.h"
#include "core/scenario/cast.h"
#include "gui/theme/theme.h"

#include <QAbstractTableModel>

namespace interleave {

/// What has become of a version at a moment.
enum class Fate { Current, OnLine, Lost };

/// All versions of a record up to a moment, the newest first. Stores no rows; it reads them from the journal.
class VersionsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { VersionColumn, AuthorColumn, ValuesColumn, TimeColumn, FateColumn, ColumnCount };
    enum DataRole { InkRole = Qt::UserRole /**< a Role */, NumberRole /**< the version */ };

    explicit VersionsModel(QObject* parent = nullptr);

    /// Takes effect at the next show().
    void setCast(const Cast& cast) { m_cast = cast; }
    /// The journal must stay valid until the next call; null for none.
    void show(const Journal* journal, const QString& record, qint64 moment);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// As wide as a usual cell of that column may be; empty for the values.
    [[nodiscard]] static QString sample(int column);
    /// Null for an index of another model.
    [[nodiscard]] const Version* version(const QModelIndex& index) const;
    [[nodiscard]] Fate fate(const Version& version) const;
    /// The row of a version; -1 if it does not exist yet.
    [[nodiscard]] int rowOf(qint64 version) const;

private:
    [[nodiscard]] QString text(const Version& version, int column) const;

    const VersionTree* m_tree = nullptr;
    qint64 m_tip = 0;
    Cast m_cast;
};

/// One line for each field.
[[nodiscard]] QString valuesText(const Fields& fields);
/// The differences between two versions in the style of `diff`: a line with the old value and one with the
/// new.
[[nodiscard]] QString diffText(const Fields& before, const Fields& after);

} // namespace interleave
