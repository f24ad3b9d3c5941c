#include "gui/widgets/choicebutton.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QEvent>
#include <QMenu>

namespace interleave {

ChoiceButton::ChoiceButton(QWidget* parent)
    : QPushButton(parent)
    , m_group(new QActionGroup(this))
{
    setMenu(new QMenu(this));
    connect(m_group, &QActionGroup::triggered, this, [this](const QAction* action) {
        render();
        emit chosen(action->data());
    });
}

void ChoiceButton::setSubject(const QString& subject)
{
    m_subject = subject;
    render();
}

void ChoiceButton::setMenuScrolls()
{
    menu()->setProperty("scrolls", true);
    // The menu has asked the style already.
    QEvent change(QEvent::StyleChange);
    QCoreApplication::sendEvent(menu(), &change);
}

void ChoiceButton::addChoice(const QString& text, const QVariant& value)
{
    QAction* action = menu()->addAction(text);
    action->setCheckable(true);
    action->setData(value);
    m_group->addAction(action);
    if (m_group->actions().size() == 1)
        action->setChecked(true);
    render();
}

void ChoiceButton::setText(const QVariant& value, const QString& text)
{
    for (QAction* action : m_group->actions()) {
        if (action->data() == value)
            action->setText(text);
    }
    render();
}

void ChoiceButton::clearChoices()
{
    const QList<QAction*> actions = m_group->actions();
    qDeleteAll(actions);
}

QVariant ChoiceButton::value() const
{
    const QAction* checked = m_group->checkedAction();
    return checked == nullptr ? QVariant() : checked->data();
}

void ChoiceButton::choose(const QVariant& value)
{
    for (QAction* action : m_group->actions()) {
        if (action->data() != value || action->isChecked())
            continue;
        action->setChecked(true);
        render();
        emit chosen(value);
    }
}

void ChoiceButton::render()
{
    const QAction* checked = m_group->checkedAction();
    const QString text = checked == nullptr ? QString() : checked->text().section(QLatin1Char('\n'), 0, 0);
    setText(text);
    setAccessibleName(m_subject.isEmpty() ? text : tr("%1: %2", "a choice").arg(m_subject, text));
}

} // namespace interleave
