#pragma once

#include "core/model/locking.h"
#include "core/scenario/scenario.h"
#include "core/transactions/knownengines.h"
#include "core/transactions/transactionstory.h"

#include <QWidget>

class QMenu;

namespace interleave {

class MessagesView;
class TransactionTransport;
class Transport;

/// A lesson of transactions that is to be shown.
struct TransactionsRequest final
{
    TransactionLesson lesson;
    /// Empty names for the usual engine, and for the lesson's own level on it.
    EngineLevel place = {};
    /// How many of its steps are shown; more than it has for all.
    int step = 0;
    /// Not of a file, in which there may be statements by anybody.
    bool isBuiltIn = true;
};

/// One of the window's pages. The window and the pictures use a page only through this class. A page
/// overrides what it supports.
class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// The transport that the bar's buttons, the keys and a clicker control while this page is shown. If it
    /// is null, the bar shows none.
    [[nodiscard]] virtual Transport* transport() { return nullptr; }
    /// What plays its lessons of transactions; null for other pages than that of transactions.
    [[nodiscard]] virtual TransactionTransport* transactionTransport() { return nullptr; }
    /// The menu of the bar's Export button, always the same one; null if the page cannot be exported.
    [[nodiscard]] virtual QMenu* exportMenu() const { return nullptr; }
    /// The lessons to choose from in the bar, where the page has its own, and what is chosen; null for the
    /// stage's scenarios.
    [[nodiscard]] virtual QMenu* lessonMenu() const { return nullptr; }
    [[nodiscard]] virtual QString lessonTitle() const { return {}; }
    /// What the page has in the bar, left of the Export button; null for nothing. The bar becomes its parent.
    [[nodiscard]] virtual QWidget* barContent() const { return nullptr; }
    /// Whether there is something to export now.
    [[nodiscard]] virtual bool canExport() const { return true; }
    /// Nothing is under way, so a picture of the page would be complete. Called only while the page is shown.
    [[nodiscard]] virtual bool isSettled() const { return true; }

    // The window calls these on all pages that have been created, also if they are hidden, and on a new page.
    /// Turns animations on or off.
    virtual void setAnimated(bool /*animated*/) {}
    /// Presenter mode began or ended.
    virtual void setPresenting(bool /*presenting*/) {}
    /// Shows the messages as a table instead of the diagram, for screen readers.
    virtual void showTable(bool /*table*/) {}
    /// The stack that its messages are written in (core/stacks/stack.h), as the user chose it before.
    virtual void setStack(const QString& /*id*/) {}
    /// That table; null where there is none.
    [[nodiscard]] virtual MessagesView* messages() { return nullptr; }
    /// Shows the inspector, or hides it.
    virtual void toggleInspector() {}
    /// Replaces the story of the headline; an empty title hides the headline.
    virtual void setTitle(const QString& /*title*/) {}
    /// Chooses the rules to compare.
    virtual void setRules(Locking /*left*/, Locking /*right*/) {}
    /// Asks for a guess before each step with a question, or no longer.
    virtual void setAskFirst(bool /*on*/) {}
    /// Runs a lesson of transactions and shows it. Only for the page of transactions, as the two below.
    virtual void playTransactions(const TransactionsRequest& /*request*/) {}
    /// Shows a run that is there, with its first \a step steps.
    virtual void showTransactions(const TransactionStory& /*story*/, int /*step*/) {}
    /// Shows what may happen at which isolation level, or the lesson.
    virtual void showAllLevels(bool /*shown*/) {}
    /// Runs all cells of what it shows then.
    virtual void runAllLevels() {}
    /// Compares a lesson of transactions at the place of \a left and at \a right. Only for the page that
    /// compares.
    virtual void comparePlaces(const TransactionsRequest& /*left*/, const EngineLevel& /*right*/) {}
    /// A session was replaced (Stage::previous()). \a kept: it was saved as the last session.
    virtual void tellOfSession(bool /*kept*/) {}

    /// Whether the bar offers lessons to choose from.
    [[nodiscard]] virtual bool hasLessons() { return transport() != nullptr; }

signals:
    /// The result of canExport() may have changed.
    void canExportChanged();
    /// The result of transport(), hasLessons(), lessonMenu(), lessonTitle() or exportMenu(), or the size of barContent(), may
    /// have changed.
    void controlsChanged();
    /// Something could not be done; one sentence.
    void problemMet(const QString& problem);
    /// The user chose another stack.
    void stackChosen(const QString& id);
    /// The user wants to see this scenario played on the stage.
    void playAsked(const interleave::Scenario& scenario);
    /// The user wants to see what was done under these two rules, side by side.
    void compareAsked(interleave::Locking left, interleave::Locking right);
    /// The user wants to see this lesson of transactions played.
    void transactionsAsked(const interleave::TransactionsRequest& request);
};

} // namespace interleave
