#pragma once

#include <QAbstractTableModel>

#include <vector>

namespace interleave {

/// How much is drawn of an order.
struct OrderShape final
{
    /// A lane for each who takes part.
    int lanes = 0;
    int turns = 0;
    /// How many orders there are: so wide is a number.
    quint64 orders = 0;
    /// The width of the longest word for a step, in px at 100 %.
    int word = 54;
};

/// Rows that belong together and follow each other; the first bears their head.
struct OrderSpan final
{
    int firstRow = 0;
    int rows = 0;
};

/// Orders, one per row, and what came of each, one column per question. What the view, its header and its delegate
/// need to show any such table. A group's head is no row: the first order of the group bears it.
class OrderTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// The first column; all others have pills, or a text.
    static constexpr int OrderColumn = 0;
    enum DataRole {
        RankRole = Qt::UserRole + 1, ///< quint64
        TurnsRole,                   ///< QByteArray, a lane for each turn
        StepsRole,                   ///< QStringList, what is done in each turn, in a word
        TakenRole,                   ///< int, how many of the turns were taken; nothing for all
        NumberRole,                  ///< QString, the order's number as people are told it
        GroupTitleRole,              ///< QString, for the first row of a group; nothing for the others
        GroupNotesRole,              ///< QStringList, the longest first; for the same rows
        SeverityRole,                ///< int of Severity, for a pill; nothing for a text alone
        BriefRole,                   ///< the pill's text without the obvious parts
        FirstFreeRole
    };
    enum HeaderRole {
        HeadlinesRole = Qt::UserRole + 1, ///< QStringList, the longest first; empty until known
        MeaningsRole,                     ///< QStringList, what the column says; the longest first
        NoteRole,                         ///< QString
        HeadlineInkRole                   ///< int of Role
    };
    /// The width at which everything in a column is whole, and the least, in px at 100 %.
    struct Widths final
    {
        int most = 0;
        int least = 0;
    };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] virtual OrderShape shape() const = 0;
    /// The name of a lane, in a letter or two.
    [[nodiscard]] virtual QString laneName(int lane) const = 0;
    [[nodiscard]] virtual Widths widthsOf(int column) const = 0;
    /// In the sequence of the rows.
    [[nodiscard]] virtual std::vector<OrderSpan> spans() const = 0;
    [[nodiscard]] virtual quint64 rankAt(int row) const = 0;
    /// -1 when it is not shown.
    [[nodiscard]] virtual int rowOf(quint64 rank) const = 0;
    /// All visible rows.
    [[nodiscard]] virtual QString asCsv() const = 0;
    [[nodiscard]] virtual QString asMarkdown() const = 0;
};

} // namespace interleave
