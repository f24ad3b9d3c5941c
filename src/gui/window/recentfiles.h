#pragma once

#include "gui/window/preferences.h"

#include <QObject>
#include <QStringList>

namespace interleave {

/// The files opened or saved last, newest first; remembered between starts. Skips files that no longer exist.
class RecentFiles final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype Most = 8;

    explicit RecentFiles(QObject* parent = nullptr);

    [[nodiscard]] QStringList files() const;
    void add(const QString& file);

    /// The file of the last session.
    [[nodiscard]] static QString lastSession();

signals:
    void changed();

private:
    Preferences m_preferences;
};

} // namespace interleave
