#pragma once

#include <QAbstractProxyModel>
#include <QStringList>
#include <QTimer>

#include <vector>

namespace interleave {

/// What messages are looked for; all of it has to be so.
struct MessagesQuery final
{
    /// All of these words, in any of a message's texts, in upper or lower case.
    QString text = {};
    /// Empty for all; likewise the record.
    QString client = {};
    QString record = {};
    /// Those that are refused, or that lost an update; either, where both are wanted.
    bool refused = false;
    bool lost = false;

    bool operator==(const MessagesQuery&) const = default;
};

/// The rows of a table of messages that a query finds; all of them where it asks nothing. The table is
/// searched in slices of a few milliseconds between other work, from its first row to its last, and grows at
/// its end. Whether a row is found does not depend on the moment that is shown.
class MessagesFilter final : public QAbstractProxyModel
{
    Q_OBJECT

public:
    /// How long a slice takes at most, in milliseconds.
    static constexpr int SliceMs = 6;

    explicit MessagesFilter(QAbstractItemModel& source, QObject* parent = nullptr);

    void setQuery(const MessagesQuery& query);
    [[nodiscard]] const MessagesQuery& query() const { return m_query; }
    [[nodiscard]] bool isAsking() const { return m_query != MessagesQuery(); }
    /// Not all rows have been searched yet.
    [[nodiscard]] bool isSearching() const { return m_searched < sourceModel()->rowCount(); }

    [[nodiscard]] QModelIndex mapFromSource(const QModelIndex& index) const override;
    [[nodiscard]] QModelIndex mapToSource(const QModelIndex& index) const override;
    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    /// More was found, or all has been searched.
    void progressed();

private:
    [[nodiscard]] bool isFound(int row) const;
    void begin();
    void search();
    void takeChange(const QModelIndex& from, const QModelIndex& to);
    void takeRow(int row);

    MessagesQuery m_query;
    QStringList m_words;
    /// The rows of the source that were found, in their order; not used while nothing is asked.
    std::vector<int> m_rows;
    /// The number of rows of the source that were searched.
    int m_searched = 0;
    QTimer m_slice;
};

} // namespace interleave
