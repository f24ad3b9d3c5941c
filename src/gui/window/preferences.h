#pragma once

#include "gui/theme/appearance.h"

#include <QSize>
#include <QStringList>

#include <memory>
#include <optional>

class QSettings;

namespace interleave {

/// The settings remembered between starts, in one INI file. An unreadable or damaged file counts as missing;
/// errors of writing it are not reported.
class Preferences final
{
public:
    /// An empty \a file remembers nothing.
    explicit Preferences(QString file);

    /// The file of the current user.
    [[nodiscard]] static QString usualFile();

    [[nodiscard]] ThemeChoice theme() const;
    void setTheme(ThemeChoice choice);
    /// In percent; nothing when the zoom follows the window.
    [[nodiscard]] std::optional<int> zoom() const;
    void setZoom(std::optional<int> percent);
    /// The size of the window when it is not maximised; empty if unknown.
    [[nodiscard]] QSize windowSize() const;
    [[nodiscard]] bool isMaximized() const;
    void setWindow(const QSize& size, bool maximized);
    /// The id of the stack that was chosen last (core/stacks/stack.h); empty if unknown.
    [[nodiscard]] QString stack() const;
    void setStack(const QString& id);
    /// Newest first.
    [[nodiscard]] QStringList recentFiles() const;
    void setRecentFiles(const QStringList& files);

private:
    [[nodiscard]] QVariant value(const char* key) const;
    void setValue(const char* key, const QVariant& value) const;
    /// The content of the file with that value changed; empty on an error.
    [[nodiscard]] QByteArray changed(const char* key, const QVariant& value) const;

    QString m_file;
};

} // namespace interleave
