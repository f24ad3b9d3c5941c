#pragma once

#include "core/model/snapshot.h"

#include <QWidget>

class QPushButton;

namespace interleave {

class SegmentBar;

/// On the server's card: a tab for each record with its value and version, "desk 7 · v2". Hidden when there
/// is only one; shows the first few of many, and always the chosen one.
class RecordTabs final : public QWidget
{
    Q_OBJECT

public:
    static constexpr qsizetype Most = 4;

    explicit RecordTabs(QWidget* parent = nullptr);

    void setRecords(const QStringList& ids, const Snapshot& snapshot, const QString& chosen);
    /// The chosen tab takes the keyboard focus; the arrow keys move between the tabs.
    [[nodiscard]] QList<QWidget*> focusOrder() const;

signals:
    void recordChosen(const QString& id);

private:
    void rebuild(const QStringList& ids);

    SegmentBar* m_bar;
    QStringList m_ids;
    QList<QPushButton*> m_tabs;
};

} // namespace interleave
