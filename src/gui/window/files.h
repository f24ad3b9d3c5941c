#pragma once

#include "gui/watching/filewatching.h"

#include <QObject>

#include <functional>

class QFileDialog;
class QMenu;
class QMessageBox;
class QMimeData;
class QWidget;

namespace interleave {

class Journal;
class RecentFiles;
class Stage;
struct TransactionLesson;
struct TransactionStory;
struct ReadJournal;
struct ReadTransactionJournal;

/// Opening and saving journals and scenarios: by menu, by dropping a file, and from the list of recent files.
/// A session that is replaced on the stage is kept as the last session, the first entry of that list.
class Files final : public QObject
{
    Q_OBJECT

public:
    /// \a stage and \a window must outlive it; \a window owns it and is the parent of its dialogs.
    Files(Stage& stage, QWidget& window);

    /// While \a isReplacing returns true, what is replaced on the stage is not kept as the last session.
    void setReplacing(std::function<bool()> isReplacing) { m_isReplacing = std::move(isReplacing); }
    /// Adds the fixed entries and the list of recent files.
    void addTo(QMenu& menu);

    /// Opens a journal, a scenario or a lesson of transactions, recognised by its content. If it cannot be
    /// opened, shows one sentence and changes nothing.
    void open(const QString& file);
    void save(const QString& file);
    /// Saves what was clicked as a script that repeats it.
    void saveAsScenario(const QString& file);

    [[nodiscard]] static bool canOpen(const QMimeData& data);
    void open(const QMimeData& data);

    /// Shows what could not be done in a message box.
    void tell(const QString& sentence);

    /// Call it before the window closes: saves what exists nowhere else as the last session. False if that
    /// failed and the window must stay open; then the user has been asked.
    [[nodiscard]] bool keepAtTheEnd();

signals:
    /// The stage's session was replaced. \a kept: it was saved as the last session; otherwise the user has
    /// been told.
    void sessionLeft(bool kept);
    /// A lesson of transactions was opened, or a saved run of one; the stage stays as it is.
    void lessonOpened(const interleave::TransactionLesson& lesson);
    void runOpened(const interleave::TransactionStory& story);
    /// After each of these, and after a scenario or a journal was put on the stage.
    void fileShown(const interleave::ShownFile& file);
    /// What is shown was saved.
    void fileWritten(const QString& path);

private:
    void show(ReadJournal& read, ShownFile& file);
    void show(ReadTransactionJournal& read, ShownFile& file);
    /// Of the last session, which changes whenever one is kept, nothing is told.
    void tellShown(const ShownFile& file);
    void keepSession();
    /// Saves \a journal as the last session. Returns one sentence on an error, else empty.
    [[nodiscard]] QString keep(const Journal& journal);
    void askAboutLeft(const QString& problem);
    void askAboutClosing(const QString& problem);
    void saveElsewhere(std::function<QString(const QString& file)> save);
    [[nodiscard]] QMessageBox* box(const char* name, const QString& sentence);
    void askToOpen();
    void askToSave();
    void askToSaveAsScenario();
    /// Handles the result of writing \a file: \a problem is one sentence, or empty.
    void saved(const QString& file, const QString& problem);
    [[nodiscard]] QFileDialog* saveDialog(const QString& title, const QString& filter, const QString& file);
    void listRecent(QMenu& menu);

    Stage& m_stage;
    QWidget& m_window;
    RecentFiles* m_recent;
    std::function<bool()> m_isReplacing;
    /// The user wants to close the window although its session cannot be kept.
    bool m_isGivenUp = false;
};

} // namespace interleave
