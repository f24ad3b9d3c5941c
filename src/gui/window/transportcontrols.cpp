#include "gui/window/transportcontrols.h"

#include "gui/theme/presses.h"
#include "gui/window/shortcut.h"

#include <QActionGroup>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

namespace interleave {

TransportControls::TransportControls(const Parts& parts, QWidget& window)
    : QObject(&window)
    , m_parts(parts)
    , m_window(window)
{
    QAction* first =
        connectCommand(*m_parts.first, tr("Back to the start"), {Qt::ALT | Qt::Key_Home}, &Transport::first);
    QAction* back =
        connectCommand(*m_parts.back, tr("The moment before"), {Qt::ALT | Qt::Key_Left}, &Transport::back);
    QAction* step =
        connectCommand(*m_parts.step, tr("Next step"), {Qt::ALT | Qt::Key_Right}, &Transport::step);
    QAction* playing =
        connectCommand(*m_parts.play, tr("Play or pause"), {Qt::Key_F5}, &Transport::togglePlay);
    QAction* last = addShortcut(m_window, tr("The newest moment"), {Qt::ALT | Qt::Key_End});
    connect(last, &QAction::triggered, this, [this] {
        if (Transport* shown = m_transport)
            shown->last();
    });
    m_driven = {back, step, first, last};
    auto* folded = new QMenu(&m_window);
    folded->setObjectName(QStringLiteral("transportMenu"));
    folded->addActions({back, first, last, playing});
    m_parts.menu->setMenu(folded);
}

QAction* TransportControls::connectCommand(
    QPushButton& button, const QString& text, const QList<QKeySequence>& keys, void (Transport::*command)())
{
    connect(&button, &QPushButton::clicked, this, [this, command] {
        if (Transport* shown = m_transport)
            (shown->*command)();
    });
    QAction* action = addShortcut(m_window, text, keys);
    connect(action, &QAction::triggered, &button, &QPushButton::click);
    action->setAutoRepeat(true);
    setRepeating(button, true);
    button.setToolTip(
        QStringLiteral("%1 (%2)").arg(text, action->shortcut().toString(QKeySequence::NativeText)));
    return action;
}

void TransportControls::setTransport(Transport* transport)
{
    if (Transport* before = m_transport)
        before->disconnect(this);
    m_transport = transport;
    const bool used = transport != nullptr;
    for (QWidget* part : std::initializer_list<QWidget*>{m_parts.bar, m_parts.position}) {
        part->setVisible(used && transport->isInBar());
        part->setEnabled(used);
    }
    if (used) {
        connect(transport, &Transport::changed, this, &TransportControls::render);
        if (m_pause)
            transport->setPauseBetween(*m_pause);
    }
    render();
}

void TransportControls::setFolded(bool folded)
{
    m_folded = folded;
    render();
}

void TransportControls::setPositionShown(bool shown)
{
    const Transport* now = m_transport;
    m_parts.position->setVisible(shown && now != nullptr && now->isInBar());
}

void TransportControls::render()
{
    const Transport* shown = m_transport;
    if (shown == nullptr) {
        m_parts.menu->hide();
        return;
    }
    m_parts.position->setText(shown->positionText());
    m_parts.play->setText(shown->isPlaying() ? tr("Pause") : tr("Play"));
    m_parts.play->setVisible(shown->hasScript() && !m_folded);
    m_parts.first->setHidden(m_folded);
    m_parts.back->setHidden(m_folded);
    m_parts.menu->setVisible(m_folded && shown->isInBar());
    m_parts.play->setEnabled(shown->isPlaying() || shown->canPlay());
    m_parts.back->setEnabled(shown->canGoBack());
    m_parts.step->setEnabled(shown->canStep());
    // Holding the key must not skip a question.
    m_driven.step->setAutoRepeat(shown->mayRepeat());
    setRepeating(*m_parts.step, shown->mayRepeat());
    m_parts.first->setEnabled(shown->canGoToStart());
}

void TransportControls::addSpeedTo(QMenu& menu)
{
    auto* group = new QActionGroup(this);
    const auto add = [this, group, &menu](const QString& text, int pause) {
        QAction* action = menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(pause == Transport::UsualPause);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, pause] {
            m_pause = pause;
            if (Transport* shown = m_transport)
                shown->setPauseBetween(pause);
        });
    };
    add(tr("Slow"), Transport::UsualPause * 2);
    add(tr("Normal"), Transport::UsualPause);
    add(tr("Fast"), Transport::UsualPause / 3);
}

} // namespace interleave
