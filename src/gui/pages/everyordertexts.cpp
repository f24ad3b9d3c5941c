#include "gui/pages/everyorderpage.h"

#include "ui_everyorderpage.h"

#include "core/values/text.h"
#include "schedules/schedulelesson.h"
#include "schedules/schedulestory.h"

namespace interleave {

void EveryOrderPage::renderHeadline()
{
    const CountedOrders* counted = m_model->counted();
    const ScheduleLesson lesson =
        lessonOf(m_model->setup(), m_rule, counted == nullptr ? nullptr : &counted->digest);
    m_ui->headlineBar->setHeadline({m_title.value_or(lesson.story), lesson.verdicts, lesson.severity});
}

void EveryOrderPage::renderOrder()
{
    const ScheduleSetup& setup = m_model->setup();
    const ScheduleMachine& machine = m_model->machine(m_rule);
    const ScheduleTurns order = orderAt(setup, m_rank);
    m_ui->orderLabel->setText(tr("Order %1 of %2").arg(grouped(m_rank + 1), grouped(orderCount(setup))));
    m_ui->startLabel->setText(startInWords(setup));
    m_ui->wordsLabel->setText(orderInWords(setup, order));
    QString words = outcomeInWords(machine, order);
    const bool canPlay = lockingOf(m_rule).has_value();
    if (!canPlay)
        words += QLatin1Char(' ') + tr("The stage does not have this rule yet.");
    m_ui->outcomeLabel->setText(words);
    m_ui->playOrderButton->setEnabled(canPlay);
    m_ui->ruleChoice->choose(static_cast<int>(m_rule));
}

QString EveryOrderPage::countWords() const
{
    const quint64 orders = orderCount(m_model->setup());
    const QString all = grouped(orders);
    const int plural = pluralOf(orders);
    if (m_counter->isCounting()) {
        const quint64 percent = m_done * 100 / orders;
        return tr("Going through all %1 orders under each rule: %2 %.", nullptr, plural)
            .arg(all, QString::number(percent));
    }
    if (m_model->counted() == nullptr)
        return tr("Not counted to the end. The orders can be looked at all the same; to filter and sort "
                  "them, count.");
    const ScheduleCounts& counts = m_model->counted()->counts[static_cast<size_t>(m_rule)];
    if (!m_model->machine(m_rule).canRetry()) {
        return counts.lost == 0
                   ? tr("%1: nothing is lost in any of the %2 orders.", nullptr, plural)
                         .arg(toTitle(m_rule), all)
                   : tr("%1: %2 of the %3 orders lose, together %4 versions.", nullptr, pluralOf(counts.lost))
                         .arg(toTitle(m_rule), grouped(counts.withLost), all, grouped(counts.lost));
    }
    return tr("%1, with further attempts: %2 executions; %3 of them lose. A row stands for all whose first "
              "attempts come in its order.",
              nullptr,
              pluralOf(counts.executions))
        .arg(toTitle(m_rule), grouped(counts.executions), grouped(counts.withLost));
}

void EveryOrderPage::renderCount()
{
    const bool counting = m_counter->isCounting();
    const bool counted = m_model->counted() != nullptr;
    const quint64 orders = orderCount(m_model->setup());
    const QString all = tr("All %1 orders", nullptr, pluralOf(orders)).arg(grouped(orders));
    m_ui->countLabel->setText(counting ? tr("Counting") : (counted ? all : tr("Not counted")));
    m_ui->countWords->setText(countWords());
    m_ui->countButton->setVisible(counting || !counted);
    m_ui->countButton->setText(counting ? tr("Cancel") : tr("Count"));
    m_ui->copyButton->setVisible(!counting && counted);
}

} // namespace interleave
