#include "gui/window/presenter.h"

#include "gui/theme/appearance.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace interleave {

namespace {

/// A dark cover over the whole window.
class Blank final : public QWidget
{
public:
    explicit Blank(QWidget& window)
        : QWidget(&window)
    {
        setObjectName(QStringLiteral("blankScreen"));
        setAccessibleName(Presenter::tr("The screen is dark; any key brings it back"));
        setGeometry(window.rect());
        setFocusPolicy(Qt::StrongFocus);
        raise();
        show();
    }

protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), Theme::blank()); }
};

bool isInput(QEvent::Type type)
{
    return type == QEvent::KeyPress || type == QEvent::ShortcutOverride || type == QEvent::MouseButtonPress;
}

} // namespace

Presenter::Presenter(Appearance& appearance, QWidget& window)
    : QObject(&window)
    , m_appearance(appearance)
    , m_window(window)
    , m_toggle(new QAction(tr("Presenter mode"), this))
{
    m_toggle->setObjectName(QStringLiteral("presenterAction"));
    m_toggle->setCheckable(true);
    m_toggle->setShortcut(Qt::Key_F11);
    m_toggle->setAutoRepeat(false);
    m_window.addAction(m_toggle);
    connect(m_toggle, &QAction::triggered, this, &Presenter::setPresenting);
    connect(addKey("blankAction", tr("Dark screen"), Qt::Key_Period), &QAction::triggered, this, [this] {
        setBlank(true);
    });
    connect(
        addKey("leaveAction", tr("Leave presenter mode"), Qt::Key_Escape), &QAction::triggered, this, [this] {
            setPresenting(false);
        });
    m_rest.setSingleShot(true);
    m_rest.setInterval(RestMs);
    connect(&m_rest, &QTimer::timeout, this, &Presenter::hidePointer);
    arm();
}

Presenter::~Presenter()
{
    showPointer();
}

void Presenter::addTo(QMenu& menu)
{
    menu.addAction(m_toggle);
}

QAction* Presenter::addKey(const char* name, const QString& text, const QKeySequence& key)
{
    auto* action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(key);
    action->setAutoRepeat(false);
    m_window.addAction(action);
    m_keys.append(action);
    return action;
}

void Presenter::drive(const Driven& driven)
{
    const auto add = [this](const char* name, QAction* does, Qt::Key key) {
        QAction* action = addKey(name, does->text(), key);
        connect(action, &QAction::triggered, does, &QAction::trigger);
        const auto follow = [action, does] {
            action->setAutoRepeat(does->autoRepeat());
        };
        follow();
        connect(does, &QAction::changed, action, follow);
    };
    add("clickerBackAction", driven.back, Qt::Key_PageUp);
    add("clickerStepAction", driven.step, Qt::Key_PageDown);
    add("clickerFirstAction", driven.first, Qt::Key_Home);
    add("clickerLastAction", driven.last, Qt::Key_End);
    arm();
}

void Presenter::setPresenting(bool presenting)
{
    if (m_presenting == presenting)
        return;
    m_presenting = presenting;
    m_toggle->setChecked(presenting);
    arm();
    if (presenting) {
        m_stateBefore = m_window.windowState();
        m_appearance.setPresenting(true);
        QApplication::instance()->installEventFilter(this);
        m_window.setWindowState(m_stateBefore | Qt::WindowFullScreen);
        m_rest.start();
    } else {
        setBlank(false);
        QApplication::instance()->removeEventFilter(this);
        m_rest.stop();
        showPointer();
        m_window.setWindowState(m_stateBefore);
        m_appearance.setPresenting(false);
    }
    emit presentingChanged(presenting);
}

void Presenter::setSuspended(bool suspended)
{
    m_suspended = suspended;
    arm();
}

void Presenter::arm()
{
    for (QAction* key : std::as_const(m_keys))
        key->setEnabled(m_presenting && !m_suspended);
}

void Presenter::setBlank(bool blank)
{
    if (blank == isBlank())
        return;
    if (blank) {
        m_blank = new Blank(m_window);
    } else {
        m_blank->deleteLater();
        m_blank->hide();
        m_blank.clear();
    }
}

void Presenter::hidePointer()
{
    if (m_pointerHidden)
        return;
    m_pointerHidden = true;
    QApplication::setOverrideCursor(Qt::BlankCursor);
}

void Presenter::showPointer()
{
    if (!m_pointerHidden)
        return;
    m_pointerHidden = false;
    QApplication::restoreOverrideCursor();
}

bool Presenter::eventFilter(QObject* watched, QEvent* event)
{
    const auto* widget = qobject_cast<const QWidget*>(watched);
    if (widget == nullptr)
        return QObject::eventFilter(watched, event);
    if (event->type() == QEvent::Resize && watched == &m_window && isBlank())
        m_blank->setGeometry(m_window.rect());
    if (event->type() == QEvent::MouseMove || event->type() == QEvent::MouseButtonPress) {
        showPointer();
        m_rest.start();
    }
    if (isBlank() && isInput(event->type()) && widget->window() == &m_window) {
        // The key that ends the blank screen must do nothing else.
        setBlank(false);
        event->accept();
        m_swallowed = event->type() == QEvent::ShortcutOverride;
        return true;
    }
    if (m_swallowed && event->type() == QEvent::KeyPress) {
        m_swallowed = false;
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace interleave
