#pragma once

#include "core/transactions/transactionlesson.h"
#include "engine/databases/enginetable.h"
#include "gui/isolation/isolationmodel.h"

#include <QWidget>

#include <memory>

class QMenu;

namespace interleave {

class IsolationRunner;
class IsolationView;
class SaveMenu;

namespace Ui {
class IsolationPane;
}

/// All levels: what may happen at which isolation level of which engine, each cell really run, and the run of
/// the chosen cell in words. SQLite is run when the pane is first shown, the servers when that is asked for.
class IsolationPane final : public QWidget
{
    Q_OBJECT

public:
    /// \a places are servers of the user's.
    explicit IsolationPane(const EnginePlaces& places = {}, QWidget* parent = nullptr);
    ~IsolationPane() override;

    [[nodiscard]] const IsolationModel& model() const { return *m_model; }
    /// The pane owns it.
    [[nodiscard]] QMenu* exportMenu() const;
    /// Nothing is being run, so the pane is complete.
    [[nodiscard]] bool isSettled() const;
    /// Every cell of every engine, in place of what is under way.
    void runAll();
    /// For an audience: larger type.
    void setPresenting(bool presenting);

    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 0}; }

signals:
    /// In place of the matrix.
    void lessonAsked();
    /// The lesson can be run on every engine.
    void playAsked(const interleave::TransactionLesson& lesson, const QString& engine, const QString& level);
    /// One sentence.
    void problemMet(const QString& problem);

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fillVariants();
    void fillExportMenu();
    void connectAll();
    void connectRunner();
    void choose(const CellPlace& place);
    void noteCurrent();
    void play();
    void runOne();
    void toggleAll();
    void findSerial();
    void render();
    void renderHead();
    void renderButtons();
    void renderCell();
    void renderLevel(const QModelIndex& index);
    void renderPlain();
    [[nodiscard]] QString problemOfCell(const CellPlace& place) const;
    [[nodiscard]] QStringList progressTexts() const;
    void arrange();
    void arrangeHead();
    void arrangeSide();
    void arrangeTable();
    [[nodiscard]] bool isNarrow() const;
    [[nodiscard]] bool isLow() const;
    [[nodiscard]] int sideWidth() const;

    std::unique_ptr<Ui::IsolationPane> m_ui;
    IsolationModel* m_model;
    IsolationRunner* m_runner;
    SaveMenu* m_exportMenu;
    IsolationView* m_view = nullptr;
    /// The chosen cell; nothing for a level's own.
    std::optional<CellPlace> m_place;
    /// What a server does that starts; empty for nothing.
    QString m_told;
    /// runAll() was asked for, and not cancelled, so that its progress is shown.
    bool m_isAll = false;
    bool m_hasRunAll = false;
    bool m_isPresenting = false;
    bool m_isArranging = false;
};

} // namespace interleave
