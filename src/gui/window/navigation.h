#pragma once

#include "gui/pages/pagetable.h"

#include <QObject>

#include <vector>

class QAction;
class QHBoxLayout;
class QPushButton;
class QStackedWidget;

namespace interleave {

/// The window's pages and their tabs in the bar, by mouse, by Ctrl+1, Ctrl+2 …, and by name. A page is
/// created when it is first shown.
class Navigation final : public QObject
{
    Q_OBJECT

public:
    /// \a window owns it and has its shortcuts; the tabs go into \a tabs, the pages into \a stack.
    Navigation(QHBoxLayout& tabs, QStackedWidget& stack, const PageContext& context, QWidget& window);

    /// Adds a tab `pageButton-NAME` after the others.
    void add(PageEntry page);

    /// False, without a change, if there is no page of that name.
    bool show(const QString& name);
    /// The name of the current page; empty before the first.
    [[nodiscard]] QString current() const;
    /// The current page; null before the first.
    [[nodiscard]] Page* page() const;
    /// The pages that have been created.
    [[nodiscard]] QList<Page*> pages() const;
    /// Replaces the tabs by one button with a menu, if they do not fit.
    void setFolded(bool folded);
    /// In the order of their tabs.
    [[nodiscard]] QStringList names() const;

signals:
    /// A page was created, and will be shown.
    void made(Page* page);
    void shown(const QString& name);

private:
    void renderMenu();

    struct Entry final
    {
        PageEntry page;
        QPushButton* tab = nullptr;
        QAction* action = nullptr;
        Page* widget = nullptr;
    };

    QHBoxLayout& m_tabs;
    QStackedWidget& m_stack;
    PageContext m_context;
    QWidget& m_window;
    std::vector<Entry> m_entries;
    /// Index in m_entries; -1 before the first.
    int m_current = -1;
    /// Replaces the tabs; created when first needed.
    QPushButton* m_menuButton = nullptr;
};

} // namespace interleave
