#pragma once

#include <QObject>
#include <QString>

#include <functional>
#include <vector>

class QAction;
class QHBoxLayout;
class QPushButton;
class QStackedWidget;
class QWidget;

namespace interleave {

/// A page's description, before its widget exists.
struct Page final
{
    /// Whether the page uses the scenario chooser and the transport in the bar.
    enum class Scenario { Unused, Used };

    /// One of pageNames().
    QString name;
    /// The text on its tab.
    QString title;
    Scenario scenario = Scenario::Used;
    /// Creates the widget when the page is shown for the first time.
    std::function<QWidget*(QWidget* parent)> make;
};

/// The window's pages and their tabs in the bar, by mouse, by Ctrl+1, Ctrl+2 …, and by name. A page is
/// created when it is first shown.
class Navigation final : public QObject
{
    Q_OBJECT

public:
    /// \a window owns it and has its shortcuts; the tabs go into \a tabs, the pages into \a stack.
    Navigation(QHBoxLayout& tabs, QStackedWidget& stack, QWidget& window);

    /// Adds a tab `pageButton-NAME` after the others.
    void add(Page page);

    /// False, without a change, if there is no page of that name.
    bool show(const QString& name);
    /// The name of the current page; empty before the first.
    [[nodiscard]] QString current() const;
    /// Whether the current page uses the bar's scenario chooser and transport.
    [[nodiscard]] bool usesScenario() const;
    /// Replaces the tabs by one button with a menu, if they do not fit.
    void setFolded(bool folded);
    /// In the order of their tabs.
    [[nodiscard]] QStringList names() const;

signals:
    void shown(const QString& name);

private:
    void renderMenu();

    struct Entry final
    {
        Page page;
        QPushButton* tab = nullptr;
        QAction* action = nullptr;
        QWidget* widget = nullptr;
    };

    QHBoxLayout& m_tabs;
    QStackedWidget& m_stack;
    QWidget& m_window;
    std::vector<Entry> m_entries;
    /// Index in m_entries; -1 before the first.
    int m_current = -1;
    /// Replaces the tabs; created when first needed.
    QPushButton* m_menuButton = nullptr;
};

} // namespace interleave
