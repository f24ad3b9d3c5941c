#pragma once

#include "core/model/locking.h"
#include "core/scenario/scenario.h"

#include <QWidget>

class QMenu;

namespace interleave {

class Transport;

/// One of the window's pages. The window and the pictures use a page only through this class. A page
/// overrides what it supports.
class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// The transport that the bar's buttons and the keys control while this page is shown. If it is null, the
    /// bar shows neither the scenario nor the transport.
    [[nodiscard]] virtual Transport* transport() { return nullptr; }
    /// The menu of the bar's Export button, always the same one; null if the page cannot be exported.
    [[nodiscard]] virtual QMenu* exportMenu() const { return nullptr; }
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
    /// Shows the inspector, or hides it.
    virtual void toggleInspector() {}
    /// Replaces the story of the headline; an empty title hides the headline.
    virtual void setTitle(const QString& /*title*/) {}
    /// Chooses the rules to compare.
    virtual void setRules(Locking /*left*/, Locking /*right*/) {}
    /// A session was replaced (Stage::previous()). \a kept: it was saved as the last session.
    virtual void tellOfSession(bool /*kept*/) {}

signals:
    /// The result of canExport() may have changed.
    void canExportChanged();
    /// Something could not be done; one sentence.
    void problemMet(const QString& problem);
    /// The user wants to see this scenario played on the stage.
    void playAsked(const Scenario& scenario);
};

} // namespace interleave
