#pragma once

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

/// Opening and saving: journals and one's own scenarios, by menu, by dropping a file, and from the recent
/// list. What the stage leaves behind for another journal is kept as the last session, the first of that
/// list.
class Files final : public QObject
{
    Q_OBJECT

public:
    /// \a stage and \a window must outlive it; \a window owns it and is the parent of its dialogs.
    Files(Stage& stage, QWidget& window);

    /// Adds the entries that stay, and the list of recent files.
    void addTo(QMenu& menu);

    /// A journal or a scenario, told by what is in it. What cannot be opened is said in one sentence, and
    /// everything stays as it was.
    void open(const QString& file);
    void save(const QString& file);
    /// What was clicked, as a script that does it again.
    void saveAsScenario(const QString& file);

    [[nodiscard]] static bool canOpen(const QMimeData& data);
    void open(const QMimeData& data);

    /// What could not be done, in a box of its own.
    void tell(const QString& sentence);

    /// Before the window closes: keeps what is nowhere else as the last session. False when that was not
    /// possible and the window must stay; then somebody has been asked.
    [[nodiscard]] bool keepAtTheEnd();

signals:
    /// What was on the stage is the last session now, or could not be; then that has been said.
    void sessionLeft(bool kept);

private:
    void keepSession();
    /// Empty: \a journal is the last session; else one sentence.
    [[nodiscard]] QString keep(const Journal& journal);
    void askAboutLeft(const QString& problem);
    void askAboutClosing(const QString& problem);
    void saveElsewhere(std::function<QString(const QString& file)> save);
    [[nodiscard]] QMessageBox* box(const char* name, const QString& sentence);
    void askToOpen();
    void askToSave();
    void askToSaveAsScenario();
    /// Empty: \a file is there now; else one sentence.
    void saved(const QString& file, const QString& problem);
    [[nodiscard]] QFileDialog* saveDialog(const QString& title, const QString& filter, const QString& file);
    void listRecent(QMenu& menu);

    Stage& m_stage;
    QWidget& m_window;
    RecentFiles* m_recent;
    /// Somebody wants to close the window although its session cannot be kept.
    bool m_isGivenUp = false;
};

} // namespace interleave
