#include "gui/window/appearancecontrols.h"

#include "gui/theme/appearance.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenu>
#include <QWheelEvent>

namespace interleave {

AppearanceControls::AppearanceControls(Appearance& appearance, QWidget& window)
    : QObject(&window)
    , m_appearance(appearance)
    , m_window(window)
{
    // Filter all widgets: the one under the wheel would scroll or change its value.
    QApplication::instance()->installEventFilter(this);
}

void AppearanceControls::addTo(QMenu& menu)
{
    QMenu* themes = menu.addMenu(tr("Theme"));
    themes->setObjectName(QStringLiteral("themeMenu"));
    addThemes(*themes);
    QMenu* zooms = menu.addMenu(tr("Zoom"));
    zooms->setObjectName(QStringLiteral("zoomMenu"));
    addZooms(*zooms);
    connect(&menu, &QMenu::aboutToShow, this, [this, zooms] {
        zooms->setTitle(tr("Zoom: %1 %").arg(m_appearance.theme().zoom()));
    });
}

void AppearanceControls::addThemes(QMenu& menu)
{
    auto* group = new QActionGroup(this);
    const auto add = [this, group, &menu](const QString& text, ThemeChoice choice) {
        QAction* action = menu.addAction(text);
        action->setObjectName(toName(choice) + QStringLiteral("ThemeAction"));
        action->setCheckable(true);
        action->setChecked(m_appearance.choice() == choice);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice] { m_appearance.choose(choice); });
    };
    add(tr("As the system"), ThemeChoice::System);
    add(tr("Light"), ThemeChoice::Light);
    add(tr("Dark"), ThemeChoice::Dark);
    add(tr("High contrast"), ThemeChoice::HighContrast);
}

void AppearanceControls::addZooms(QMenu& menu)
{
    const auto add =
        [this, &menu](const char* name, const QString& text, const QList<QKeySequence>& keys, auto slot) {
            QAction* action = menu.addAction(text);
            action->setObjectName(QLatin1String(name));
            action->setShortcuts(keys);
            m_window.addAction(action);
            connect(action, &QAction::triggered, &m_appearance, slot);
        };
    add("zoomInAction",
        tr("Larger"),
        {Qt::CTRL | Qt::Key_Plus, Qt::CTRL | Qt::Key_Equal},
        &Appearance::zoomIn);
    add("zoomOutAction", tr("Smaller"), {Qt::CTRL | Qt::Key_Minus}, &Appearance::zoomOut);
    add("zoomResetAction", tr("100 %"), {Qt::CTRL | Qt::Key_0}, &Appearance::resetZoom);
    add("zoomFitAction", tr("To fit the window"), {Qt::CTRL | Qt::Key_9}, &Appearance::fitZoom);
}

bool AppearanceControls::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::Wheel)
        return QObject::eventFilter(watched, event);
    const auto* wheel = static_cast<QWheelEvent*>(event);
    const auto* widget = qobject_cast<QWidget*>(watched);
    if (widget == nullptr || widget->window() != &m_window ||
        !wheel->modifiers().testFlag(Qt::ControlModifier))
        return QObject::eventFilter(watched, event);
    m_turned += wheel->angleDelta().y();
    for (; m_turned >= QWheelEvent::DefaultDeltasPerStep; m_turned -= QWheelEvent::DefaultDeltasPerStep)
        m_appearance.zoomIn();
    for (; m_turned <= -QWheelEvent::DefaultDeltasPerStep; m_turned += QWheelEvent::DefaultDeltasPerStep)
        m_appearance.zoomOut();
    event->accept();
    return true;
}

} // namespace interleave
