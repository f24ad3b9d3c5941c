#pragma once

#include "core/values/result.h"

#include <QByteArray>
#include <QImage>
#include <QMenu>

#include <functional>

namespace interleave {

/// A menu whose entries write files and fill the clipboard. The content is made when an entry is chosen.
class SaveMenu : public QMenu
{
    Q_OBJECT

public:
    /// The error is one sentence.
    using Content = std::function<Result<QByteArray, QString>()>;
    using Picture = std::function<Result<QImage, QString>()>;

    /// \a window owns it and is the parent of its dialogs.
    explicit SaveMenu(QWidget& window);

    /// Asks for a file in a dialog; \a filter ends in the file's suffix, as in "Pictures (*.png)".
    void addSave(const QString& text, const QString& filter, const QString& name, Content content);
    void addCopyText(const QString& text, const QString& name, Content content);
    void addCopyPicture(const QString& text, const QString& name, Picture picture);
    void addCopyDrawing(const QString& text, const QString& name, Content content);

    /// Writes \a content to \a file, or reports why it cannot.
    void save(const QString& file, const Content& content);

signals:
    /// The reason why something could not be written or copied; one sentence.
    void problemMet(const QString& problem);

private:
    QAction* add(const QString& text, const QString& name);
    void askToSave(const QString& title, const QString& filter, const Content& content);
    void tellCopied(const QString& what);
    /// Nothing when the content cannot be made; then the reason has been reported.
    [[nodiscard]] std::optional<QByteArray> had(const Content& content);

    QWidget& m_window;
};

} // namespace interleave
