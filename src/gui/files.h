#pragma once

#include <QObject>

class QFileDialog;
class QMenu;
class QMimeData;
class QWidget;

namespace interleave {

class RecentFiles;
class Stage;

/// Opening and saving: journals and one's own scenarios, by menu, by dropping a file, and from the recent
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

    /// Before free play is left: keeps what was done in it as the last session.
    void keepSession();

private:
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
};

} // namespace interleave
