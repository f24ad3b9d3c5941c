#include "gui/pages/everyorderpage.h"

#include "ui_everyorderpage.h"

#include "core/transactions/knownengines.h"
#include "stage/files/scenariolibrary.h"

#include <QScopedValueRollback>

namespace interleave {

// Which transactions, on which engine, at which level.

namespace {

/// Most people look for it first.
constexpr QLatin1String FirstLesson("lost-update-transactions");

} // namespace

void EveryOrderPage::fillLessons()
{
    m_ui->lessonChoice->setSubject(tr("Lesson"));
    m_ui->engineChoice->setSubject(tr("Database"));
    m_ui->levelChoice->setSubject(tr("Isolation level"));
    for (const NamedTransactionLesson& named : builtinTransactionLessons()) {
        if (named.lesson.sessions.size() != 2 || !problemWithOrders(named.lesson).isEmpty())
            continue;
        m_lessons.insert(named.name, named.lesson);
        const QString orders = tr("%n orders", nullptr, orderCount(named.lesson));
        m_ui->lessonChoice->addChoice(
            tr("%1\n%2", "a lesson; how many orders it has").arg(named.lesson.title, orders), named.name);
    }
    m_ui->lessonChoice->choose(QString(FirstLesson));
    fillEngines();
}

/// Keeps the engine, where the lesson is for it.
void EveryOrderPage::fillEngines()
{
    const QScopedValueRollback filling(m_filling, true);
    const TransactionLesson& lesson = m_lessons[m_ui->lessonChoice->value().toString()];
    const QVariant before = m_ui->engineChoice->value();
    m_ui->engineChoice->clearChoices();
    for (const KnownEngine& engine : knownEngines()) {
        if (lesson.engines.contains(engine.name))
            m_ui->engineChoice->addChoice(engine.title, engine.name);
    }
    m_ui->engineChoice->choose(before);
    fillLevels();
}

/// Begins at the level for which the lesson is written.
void EveryOrderPage::fillLevels()
{
    const QScopedValueRollback filling(m_filling, true);
    const TransactionLesson& lesson = m_lessons[m_ui->lessonChoice->value().toString()];
    const KnownEngine* engine = knownEngine(m_ui->engineChoice->value().toString());
    m_ui->levelChoice->clearChoices();
    for (const QString& level : engine == nullptr ? QStringList() : engine->levels) {
        m_ui->levelChoice->addChoice(
            level == engine->usualLevel ? tr("%1\nThe database’s usual level.", "a level").arg(level) : level, level);
    }
    if (engine != nullptr)
        m_ui->levelChoice->choose(lesson.levelOn(engine->name));
}

void EveryOrderPage::connectTransactions()
{
    connect(
        m_transactions,
        &TransactionOrderSource::transactionsAsked,
        this,
        [this](const TransactionLesson& lesson, const QString& engine, const QString& level) {
            emit transactionsAsked({lesson, {engine, level}});
        });
    connect(m_ui->lessonChoice, &ChoiceButton::chosen, this, [this] {
        fillEngines();
        askTransactions();
    });
    connect(m_ui->engineChoice, &ChoiceButton::chosen, this, [this] {
        if (m_filling)
            return;
        fillLevels();
        askTransactions();
    });
    connect(m_ui->levelChoice, &ChoiceButton::chosen, this, [this] {
        if (!m_filling)
            askTransactions();
    });
}

void EveryOrderPage::askTransactions()
{
    m_arranging = true;
    m_isUntouched = true;
    m_transactions->run(
        m_lessons.value(m_ui->lessonChoice->value().toString()),
        m_ui->engineChoice->value().toString(),
        m_ui->levelChoice->value().toString());
}

} // namespace interleave
