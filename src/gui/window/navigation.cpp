#include "gui/window/navigation.h"

#include "gui/theme/style.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>

namespace interleave {

Navigation::Navigation(QHBoxLayout& tabs, QStackedWidget& stack, const PageContext& context, QWidget& window)
    : QObject(&window)
    , m_tabs(tabs)
    , m_stack(stack)
    , m_context(context)
    , m_window(window)
{
}

void Navigation::add(PageEntry page)
{
    const QKeySequence keys(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(m_entries.size())));
    auto* tab = new QPushButton(page.title, m_tabs.parentWidget());
    tab->setObjectName(QStringLiteral("pageButton-%1").arg(page.name));
    tab->setAccessibleDescription(tr("Shows this page"));
    tab->setToolTip(QStringLiteral("%1 (%2)").arg(page.title, keys.toString(QKeySequence::NativeText)));
    setButtonKind(tab, ButtonKind::Flat);
    tab->setCheckable(true);
    m_tabs.addWidget(tab);
    if (!m_entries.empty())
        QWidget::setTabOrder(m_entries.back().tab, tab);

    auto* action = new QAction(page.title, this);
    action->setShortcut(keys);
    action->setAutoRepeat(false);
    m_window.addAction(action);
    const auto choose = [this, name = page.name] {
        show(name);
    };
    connect(action, &QAction::triggered, this, choose);
    // A click on the current page's tab must not uncheck it.
    connect(tab, &QPushButton::clicked, this, choose);
    m_entries.push_back({std::move(page), tab, action, nullptr});
}

bool Navigation::show(const QString& name)
{
    const auto found = std::ranges::find(m_entries, name, [](const Entry& entry) { return entry.page.name; });
    if (found == m_entries.end())
        return false;
    if (found->widget == nullptr) {
        found->widget = found->page.make(m_context, &m_stack);
        m_stack.addWidget(found->widget);
        emit made(found->widget);
    }
    m_current = static_cast<int>(found - m_entries.begin());
    for (const Entry& entry : m_entries)
        entry.tab->setChecked(entry.tab == found->tab);
    m_stack.setCurrentWidget(found->widget);
    // Only the current page determines the size.
    for (const Entry& entry : m_entries) {
        const auto policy = entry.tab == found->tab ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        if (entry.widget != nullptr)
            entry.widget->setSizePolicy(policy, policy);
    }
    renderMenu();
    emit shown(name);
    return true;
}

void Navigation::setFolded(bool folded)
{
    if (m_menuButton == nullptr) {
        m_menuButton = new QPushButton(m_tabs.parentWidget());
        m_menuButton->setObjectName(QStringLiteral("pageMenuButton"));
        m_menuButton->setAccessibleDescription(tr("Shows another page"));
        m_menuButton->setMenu(new QMenu(m_menuButton));
        m_tabs.insertWidget(0, m_menuButton);
        if (!m_entries.empty())
            QWidget::setTabOrder(m_menuButton, m_entries.front().tab);
    }
    for (const Entry& entry : m_entries)
        entry.tab->setHidden(folded);
    m_menuButton->setVisible(folded);
    renderMenu();
}

void Navigation::renderMenu()
{
    if (m_menuButton == nullptr || m_current < 0)
        return;
    m_menuButton->menu()->clear();
    for (const Entry& entry : m_entries)
        m_menuButton->menu()->addAction(entry.action);
    const QString& title = m_entries[static_cast<std::size_t>(m_current)].page.title;
    m_menuButton->setText(title);
    m_menuButton->setAccessibleName(tr("Page: %1").arg(title));
}

QString Navigation::current() const
{
    return m_current < 0 ? QString() : m_entries[static_cast<std::size_t>(m_current)].page.name;
}

Page* Navigation::page() const
{
    return m_current < 0 ? nullptr : m_entries[static_cast<std::size_t>(m_current)].widget;
}

QList<Page*> Navigation::pages() const
{
    QList<Page*> pages;
    for (const Entry& entry : m_entries) {
        if (entry.widget != nullptr)
            pages.append(entry.widget);
    }
    return pages;
}

QStringList Navigation::names() const
{
    QStringList names;
    for (const Entry& entry : m_entries)
        names.append(entry.page.name);
    return names;
}

} // namespace interleave
