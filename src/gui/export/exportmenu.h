#pragma once

#include "core/exporting.h"

#include <QMenu>

namespace interleave {

class Files;
class Moment;
class Stage;

/// What is shown, as a file or on the clipboard, in every format that documents want.
class ExportMenu final : public QMenu
{
    Q_OBJECT

public:
    /// All three must outlive the menu; \a window owns it and is the parent of its dialogs.
    ExportMenu(const Stage& stage, const Moment& moment, Files& files, QWidget& window);

    /// A picture when the name ends in `.png`; else by the name's suffix. What cannot be written is said in
    /// one sentence.
    void save(const QString& file);

private:
    void addSave(const QString& text, const QString& filter, const QString& suffix);
    void addCopy(const QString& text, const QString& name, void (ExportMenu::*copy)());
    void addCopyText(const QString& text, ExportFormat format);
    void askToSave(const QString& title, const QString& filter, const QString& suffix);
    void copyPicture();
    void copyDrawing();
    void tellCopied(const QString& what);
    [[nodiscard]] ExportSource source() const;
    [[nodiscard]] Result<QByteArray, QString> contentFor(const QString& file) const;

    const Stage& m_stage;
    const Moment& m_moment;
    Files& m_files;
    QWidget& m_window;
};

} // namespace interleave
