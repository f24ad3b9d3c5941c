#pragma once

#include "gui/theme/appearance.h"

#include <QSize>
#include <QStringList>

#include <memory>
#include <optional>

class QSettings;

namespace interleave {

/// What is remembered from one start to the next, in one INI file. A file that cannot be read, or holds
/// nonsense, is as good as none; one that cannot be written is not mentioned.
class Preferences final
{
public:
    /// An empty \a file remembers nothing.
    explicit Preferences(QString file);

    /// This user's own.
    [[nodiscard]] static QString usualFile();

    [[nodiscard]] ThemeChoice theme() const;
    void setTheme(ThemeChoice choice);
    /// In percent; nothing to follow the window.
    [[nodiscard]] std::optional<int> zoom() const;
    void setZoom(std::optional<int> percent);
    /// Of the window when it is not maximised; empty when it is not known.
    [[nodiscard]] QSize windowSize() const;
    [[nodiscard]] bool isMaximized() const;
    void setWindow(const QSize& size, bool maximized);
    /// Newest first.
    [[nodiscard]] QStringList recentFiles() const;
    void setRecentFiles(const QStringList& files);

private:
    [[nodiscard]] QVariant value(const char* key) const;
    void setValue(const char* key, const QVariant& value) const;
    /// The whole file with that value in it; empty when it cannot be made.
    [[nodiscard]] QByteArray changed(const char* key, const QVariant& value) const;

    QString m_file;
};

} // namespace interleave
