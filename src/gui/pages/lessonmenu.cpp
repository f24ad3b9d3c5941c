#include "gui/pages/lessonmenu.h"

#include "core/transactions/knownengines.h"
#include "gui/theme/plaintext.h"

#include <QActionGroup>

namespace interleave {

LessonMenu::LessonMenu(FreePlay free, QWidget* parent)
    : QMenu(parent)
    , m_lessons(builtinTransactionLessons())
    , m_actions(new QActionGroup(this))
{
    setObjectName(QStringLiteral("lessonMenu"));
    QHash<QString, QMenu*> groups{{QString(), this}};
    for (const NamedTransactionLesson& named : std::as_const(m_lessons)) {
        QMenu*& group = groups[named.group];
        if (group == nullptr)
            group = addMenu(literal(named.group));
        add(*group, named.name, named.lesson);
    }
    if (free == FreePlay::LeftOut)
        return;
    addSeparator();
    add(*this, QStringLiteral("free-transactions"), freePlay());
}

void LessonMenu::add(QMenu& menu, const QString& name, const TransactionLesson& lesson)
{
    QAction* action =
        menu.addAction(QStringLiteral("%1\n%2").arg(literal(lesson.title), literal(lesson.summary)));
    action->setObjectName(name);
    action->setCheckable(true);
    m_actions->addAction(action);
    connect(action, &QAction::triggered, this, [this, lesson] { emit chosen(lesson); });
}

void LessonMenu::setChosen(const QString& title)
{
    for (QAction* action : m_actions->actions())
        action->setChecked(action->text().section(QLatin1Char('\n'), 0, 0) == literal(title));
}

TransactionLesson LessonMenu::freePlay()
{
    TransactionLesson lesson;
    lesson.title = tr("Free play");
    lesson.summary = tr("No script: begin, read, write and commit as you like.");
    lesson.engines = knownEngineNames();
    lesson.setup.insert(
        QString(),
        {QStringLiteral("CREATE TABLE item (id VARCHAR(20) PRIMARY KEY, stock INTEGER NOT NULL)"),
         QStringLiteral("INSERT INTO item VALUES ('lamp', 10)")});
    lesson.sessions = {{QStringLiteral("A")}, {QStringLiteral("B")}};
    return lesson;
}

} // namespace interleave
