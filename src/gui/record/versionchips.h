#pragma once

#include "core/model/versiontree.h"

#include <QWidget>

namespace interleave {

class Chip;

/// The newest versions of a record on one line, newest first: "v3 B 8", the lost ones struck through, then
/// "+2". It never wraps: the versions that do not fit are counted.
class VersionChips final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int Most = 3;

    explicit VersionChips(QWidget* parent = nullptr);

    /// \a tree may be null. \a tip is the current version at the shown moment.
    void setVersions(const VersionTree* tree, qint64 tip);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void arrange();
    int setTight(bool tight);
    [[nodiscard]] int gap(bool tight) const;

    QList<Chip*> m_chips;
    Chip* m_more;
    qint64 m_count = 0;
};

/// "v2 A 7", "v1 10"; text values are left out.
[[nodiscard]] QString chipText(const Version& version, const QString& headline);

} // namespace interleave
