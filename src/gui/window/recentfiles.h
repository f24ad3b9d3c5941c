#pragma once

#include "gui/window/preferences.h"

#include <QObject>
#include <QStringList>

namespace interleave {

/// The files that were opened or saved last, newest first; remembered across starts. A file that has gone is
/// left out.
class RecentFiles final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype Most = 8;

    explicit RecentFiles(QObject* parent = nullptr);

    [[nodiscard]] QStringList files() const;
    void add(const QString& file);

    /// Where the free play that was left last is kept.
    [[nodiscard]] static QString lastSession();

signals:
    void changed();

private:
    Preferences m_preferences;
};

} // namespace interleave
