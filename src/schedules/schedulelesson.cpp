#include "schedules/schedulelesson.h"

#include "core/values/text.h"
#include "core/values/textformat.h"
#include "schedules/scheduleorder.h"

namespace interleave {

namespace {

/// So many orders are named by their numbers.
constexpr size_t FewOrders = 2;

/// Tests are run by one person, who lets one client finish before the next begins.
QString storyOfTest(const std::vector<quint64>& serial)
{
    if (serial.size() > FewOrders) {
        return Text::tr(
            "Your test probably ran one of the %n orders without overlap.",
            nullptr,
            pluralOf(std::ssize(serial)));
    }
    QStringList numbers;
    for (const quint64 rank : serial)
        numbers.append(grouped(rank + 1));
    return Text::tr("Your test probably ran order %1.", "numbers of orders")
        .arg(listed(numbers, ListStyle::Or));
}

/// With further attempts an order has several executions, and loses if one of them does.
QString loss(quint64 losing, quint64 others, bool canRetry)
{
    const int plural = pluralOf(losing);
    const QString few = grouped(losing);
    if (losing == others) {
        return canRetry ? Text::tr("all %1 others can lose data", "orders", plural).arg(few)
                        : Text::tr("all %1 others lose data", "orders", plural).arg(few);
    }
    const QString all = grouped(others);
    return canRetry ? Text::tr("%1 of the %2 others can lose data", "orders", plural).arg(few, all)
                    : Text::tr("%1 of the %2 others lose data", "orders", plural).arg(few, all);
}

/// What it costs that nothing is lost.
QString safety(const ScheduleDigest::Sums& sums, bool canRetry)
{
    if (sums.refused > 0) {
        const QString refused = grouped(sums.refused);
        return canRetry ? Text::tr("no order loses data; in %1 a client tries again", "a number of orders")
                              .arg(refused)
                        : Text::tr("no order loses data; in %1 a client is refused", "a number of orders")
                              .arg(refused);
    }
    if (sums.waiting > 0) {
        return Text::tr("no order loses data; in %1 a client waits", "a number of orders")
            .arg(grouped(sums.waiting));
    }
    return Text::tr("no order loses data, and nobody waits");
}

} // namespace

ScheduleLesson lessonOf(const ScheduleSetup& setup, ScheduleRule rule, const ScheduleDigest* digest)
{
    const std::vector<quint64> serial = serialRanks(setup);
    ScheduleLesson lesson;
    lesson.story = storyOfTest(serial);
    if (digest == nullptr) {
        lesson.verdicts = {Text::tr("not counted yet")};
        return lesson;
    }
    const ScheduleDigest::Sums& sums = digest->sums[static_cast<size_t>(rule)];
    // Those that lose are all among the others: one after the other, each client has read what the one
    // before it saved.
    const bool canRetry = ScheduleMachine(setup, rule).canRetry();
    const quint64 others = orderCount(setup) - serial.size();
    lesson.severity = sums.losing > 0 ? Severity::Lost : Severity::Good;
    const QString words = sums.losing > 0 ? loss(sums.losing, others, canRetry) : safety(sums, canRetry);
    lesson.verdicts = {Text::tr("%1: %2", "a rule: what comes of it").arg(toTitle(rule), words), words};
    if (sums.losing == 0)
        lesson.verdicts.append(Text::tr("no order loses data"));
    return lesson;
}

QStringList meaningOf(ScheduleRule rule)
{
    if (rule == ScheduleRule::Atomic)
        return {Text::tr("the server adds"), Text::tr("server adds")};
    // Without the rule's state before it: "Off · last save wins".
    const QString separator = QStringLiteral(" · ");
    return {
        Text::tr(ruleOf(rule).status).section(separator, 1),
        Text::tr(ruleOf(rule).shortStatus).section(separator, 1)};
}

} // namespace interleave
