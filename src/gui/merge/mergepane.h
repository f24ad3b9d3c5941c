#pragma once

#include "core/model/merge.h"
#include "core/scenario/cast.h"
#include "gui/theme/theme.h"

#include <QWidget>

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace interleave {

class ElidedLabel;
class MergeRow;

/// A merge to decide field by field, in place of a card's fields and answer. The choices, and the typed
/// values that were given up for theirs, survive another refusal; forget() drops them.
class MergePane final : public QWidget
{
    Q_OBJECT

public:
    explicit MergePane(QWidget* parent = nullptr);

    void setClient(const CastMember& member);
    /// Shows \a merge with version \a version by \a changedBy.
    void setMerge(const Merge& merge, qint64 version, const QString& changedBy);
    /// The choices for the conflicting fields.
    [[nodiscard]] QMap<QString, Take> choices() const;
    /// Typed values that an earlier merge gave up and that are chosen again, as they were typed.
    [[nodiscard]] Fields takenBack() const;
    /// Keeps the choices that are being saved for the next setMerge().
    void remember();
    void forget();
    /// Ignores input while the save is under way. Nothing is disabled, so that the focus stays.
    void setInert(bool inert);

    /// The height at which every row is visible.
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

    CastMember m_member;
    ElidedLabel* m_title;
    QScrollArea* m_area;
    QVBoxLayout* m_list;
    QPushButton* m_save;
    QPushButton* m_cancel;
    QList<MergeRow*> m_rows;
    std::optional<Merge> m_merge;
    qint64 m_version = 0;
    QMap<QString, Take> m_chosen;
    /// Typed values that were given up for theirs.
    QMap<QString, Value> m_givenUp;
    bool m_inert = false;
};

} // namespace interleave
