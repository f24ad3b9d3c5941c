#include "core/values/httpdate.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <utility>

namespace interleave {

namespace {

using namespace std::chrono;

constexpr std::array dayNames{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array monthNames{
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// The three forms, with common names for their parts. Case-sensitive (RFC 9110 §5.6.7).
const QList<QRegularExpression>& forms()
{
    static const QString month = QStringLiteral("(?<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)");
    static const QString day = QStringLiteral("(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)");
    static const QString longDay = QStringLiteral("(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day");
    static const QString time = QStringLiteral("(?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})");
    static const QList<QRegularExpression> list{
        QRegularExpression(
            QStringLiteral("\\A%1, (?<day>[0-9]{2}) %2 (?<year>[0-9]{4}) %3 GMT\\z").arg(day, month, time)),
        QRegularExpression(QStringLiteral("\\A%1, (?<day>[0-9]{2})-%2-(?<year>[0-9]{2}) %3 GMT\\z")
                               .arg(longDay, month, time)),
        QRegularExpression(QStringLiteral("\\A%1 %2 (?<day>[0-9]{2}| [0-9]) %3 (?<year>[0-9]{4})\\z")
                               .arg(day, month, time))};
    return list;
}

int yearOfTwoDigits(int digits, qint64 now)
{
    const year_month_day today(floor<days>(sys_seconds(seconds(now))));
    const int present = static_cast<int>(today.year());
    const int year = present - present % 100 + digits;
    return year > present + 50 ? year - 100 : year;
}

/// Nothing for dates such as 30 February or 24:00; second 60 is a leap second.
std::optional<qint64> secondsOf(const QRegularExpressionMatch& match, qint64 now)
{
    const auto number = [&match](const char* part) {
        return match.captured(QLatin1String(part)).trimmed().toInt();
    };
    const QByteArray monthName = match.captured(QStringLiteral("month")).toLatin1();
    const auto monthIndex =
        std::ranges::find_if(monthNames, [&](const char* name) { return monthName == name; }) -
        monthNames.begin();
    const bool isShort = match.captured(QStringLiteral("year")).size() == 2;
    const year_month_day date(
        year(isShort ? yearOfTwoDigits(number("year"), now) : number("year")),
        month(static_cast<unsigned>(monthIndex) + 1),
        day(static_cast<unsigned>(number("day"))));
    if (!date.ok() || number("hour") > 23 || number("minute") > 59 || number("second") > 60)
        return std::nullopt;
    const sys_seconds moment =
        sys_days(date) + hours(number("hour")) + minutes(number("minute")) + seconds(number("second"));
    return moment.time_since_epoch().count();
}

QByteArray dateText(qint64 secondsSinceEpoch)
{
    const sys_seconds time{seconds(secondsSinceEpoch)};
    const sys_days date = floor<days>(time);
    const year_month_day parts(date);
    const hh_mm_ss clock(time - date);
    std::array<char, 64> text{};
    const int length = std::snprintf(
        text.data(),
        text.size(),
        "%s, %02u %s %04d %02d:%02d:%02d GMT",
        dayNames[weekday(date).c_encoding()],
        static_cast<unsigned>(parts.day()),
        monthNames[static_cast<unsigned>(parts.month()) - 1],
        static_cast<int>(parts.year()),
        static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count()));
    return QByteArray(text.data(), length);
}

} // namespace

qint64 clockTime(qint64 ms)
{
    return std::clamp(ms, FirstTime, LastTime - LongestTtl * 1000);
}

QByteArray httpDate(qint64 secondsSinceEpoch)
{
    // Many answers have the same date, so keep the latest texts.
    thread_local std::array<std::pair<qint64, QByteArray>, 8> latest;
    const qint64 moment = std::clamp(secondsSinceEpoch, FirstTime / 1000, LastTime / 1000);
    auto& [known, text] = latest[static_cast<std::size_t>(moment) % latest.size()];
    if (known != moment || text.isEmpty()) {
        known = moment;
        text = dateText(moment);
    }
    return text;
}

std::optional<qint64> secondsOfHttpDate(const QByteArray& text, qint64 now)
{
    for (const QRegularExpression& form : forms()) {
        const QRegularExpressionMatch match = form.match(QString::fromLatin1(text));
        if (match.hasMatch())
            return secondsOf(match, now);
    }
    return std::nullopt;
}

QString timeOfDay(qint64 ms)
{
    const sys_seconds time = floor<seconds>(sys_time<milliseconds>(milliseconds(ms)));
    const hh_mm_ss clock(time - floor<days>(time));
    const auto twoDigits = [](auto part) {
        return QString::number(part.count()).rightJustified(2, QLatin1Char('0'));
    };
    return QStringLiteral("%1:%2:%3")
        .arg(twoDigits(clock.hours()), twoDigits(clock.minutes()), twoDigits(clock.seconds()));
}

} // namespace interleave
