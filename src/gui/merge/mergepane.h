#pragma once

#include "core/model/merge.h"
#include "gui/theme/theme.h"

#include <QWidget>

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace interleave {

class ElidedLabel;
class MergeRow;

/// A merge to be decided, field by field, in the place of a card's fields and answer. What was chosen, and
/// what was typed and given up for theirs, outlives a further refusal; forget() ends it.
class MergePane final : public QWidget
{
    Q_OBJECT

public:
    explicit MergePane(QWidget* parent = nullptr);

    void setClient(const QString& client);
    /// Shows \a merge with version \a version, which is by \a changedBy.
    void setMerge(const Merge& merge, qint64 version, const QString& changedBy);
    /// For the fields that collide.
    [[nodiscard]] QMap<QString, Take> choices() const;
    /// Of those that are to be mine, the ones that an earlier merge had given up, as they were typed.
    [[nodiscard]] Fields takenBack() const;
    /// Keeps for the next setMerge() what is being saved.
    void remember();
    void forget();
    /// While it is on its way. Nothing is disabled, so that the focus stays.
    void setInert(bool inert);

    /// With every row to be seen.
    [[nodiscard]] int fullHeight() const;
    [[nodiscard]] QList<QWidget*> focusOrder() const;
    void takeFocus();

signals:
    void saveChosen();
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void addRow(const MergeField& field);
    void renderSave();

    QString m_client;
    ElidedLabel* m_title;
    QScrollArea* m_area;
    QVBoxLayout* m_list;
    QPushButton* m_save;
    QPushButton* m_cancel;
    QList<MergeRow*> m_rows;
    std::optional<Merge> m_merge;
    qint64 m_version = 0;
    QMap<QString, Take> m_chosen;
    /// Typed, and given up for theirs.
    QMap<QString, Value> m_givenUp;
    bool m_inert = false;
};

} // namespace interleave
