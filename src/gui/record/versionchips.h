#pragma once

#include "core/model/versiontree.h"
#include "core/scenario/cast.h"
#include "gui/theme/theme.h"

#include <QWidget>

namespace interleave {

class Chip;

/// The newest versions of a record on one line, newest first: "v3 · B · 7 → 8", the lost ones struck through,
/// then "+2". It never wraps: the versions that do not fit are counted. Where not even two fit that way, each
/// says only what it holds, "v3 B 8".
class VersionChips final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int Most = 3;

    explicit VersionChips(QWidget* parent = nullptr);

    /// \a tree may be null. \a tip is the current version at the shown moment.
    void setVersions(const VersionTree* tree, qint64 tip, const Cast& cast);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /// A version in words.
    struct Words final
    {
        QString change;
        QString value;
        Role role = Role::Server;
        bool lost = false;
    };

    void arrange();
    void setForm(bool brief, bool tight);
    [[nodiscard]] qsizetype fitting() const;
    [[nodiscard]] int moreWidth(qint64 hidden) const;

    QList<Words> m_words;
    QList<Chip*> m_chips;
    Chip* m_more = nullptr;
    int m_gap = 0;
    qint64 m_count = 0;
};

/// What a version changed: "v2 · A · 10 → 7", "v1 · 10"; of another field than the one that represents the
/// record with its name.
[[nodiscard]] QString chipText(const Version& version, const VersionTree& tree);
/// What a version holds: "v2 A 7", "v1 10"; text values are left out.
[[nodiscard]] QString briefChipText(const Version& version, const QString& headline);

} // namespace interleave
