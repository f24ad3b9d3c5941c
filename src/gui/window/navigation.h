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

/// A page as the window knows it before it was ever shown.
struct Page final
{
    /// Whether the scenario chooser and the transport in the bar are of use on it.
    enum class Scenario { Unused, Used };

    /// One of pageNames().
    QString name;
    /// On its tab.
    QString title;
    Scenario scenario = Scenario::Used;
    /// Makes the widget when the page is shown for the first time.
    std::function<QWidget*(QWidget* parent)> make;
};

/// The window's pages and their tabs in the bar, by mouse, by Ctrl+1, Ctrl+2 …, and by name. A page costs
/// nothing before it is first shown.
class Navigation final : public QObject
{
    Q_OBJECT

public:
    /// \a window owns it and has its shortcuts; the tabs go into \a tabs, the pages into \a stack.
    Navigation(QHBoxLayout& tabs, QStackedWidget& stack, QWidget& window);

    /// Adds a tab `pageButton-NAME` behind the others.
    void add(Page page);

    /// False, and nothing changes, when there is no page of that name.
    bool show(const QString& name);
    /// The name of the page that is shown; empty before the first.
    [[nodiscard]] QString current() const;
    /// The bar's scenario chooser and transport are of use on the page that is shown.
    [[nodiscard]] bool usesScenario() const;
    /// One button with a menu instead of the tabs, for where they have no room.
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
    /// Of m_entries; -1 before the first.
    int m_current = -1;
    /// Stands for the tabs; made when it is first needed.
    QPushButton* m_menuButton = nullptr;
};

} // namespace interleave
