#include "gui/outcome/leaseline.h"

#include "core/values/text.h"
#include "gui/theme/icons.h"
#include "gui/theme/plaintext.h"
#include "gui/theme/stylepainter.h"

#include <QPainter>

#include <algorithm>

namespace interleave {

namespace {

constexpr int Height = 26;
/// The space kept free below the line.
constexpr int Below = 4;
constexpr int Padding = 8;
constexpr int Sign = 14;
constexpr int Gap = 6;
/// The space between the holder and the waiting clients.
constexpr int Between = 6;

} // namespace

LeaseLine::LeaseLine(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &LeaseLine::count);
}

void LeaseLine::showLease(const LeaseState& lease, qint64 now, bool running)
{
    m_lease = lease;
    m_now = now;
    m_running = running;
    m_since.start();
    count();
}

qint64 LeaseLine::msLeft() const
{
    if (!m_lease.held)
        return 0;
    return std::max<qint64>(0, m_lease.held->until - m_now - (m_running ? m_since.elapsed() : 0));
}

qint64 LeaseLine::secondsLeft() const
{
    return (msLeft() + 999) / 1000;
}

void LeaseLine::count()
{
    const qint64 left = msLeft();
    if (m_running && left > 0)
        m_timer.start(static_cast<int>((left - 1) % 1000 + 1));
    else
        m_timer.stop();
    tell();
    update();
}

void LeaseLine::tell()
{
    const QString waiting = waitingText();
    setAccessibleName(waiting.isEmpty() ? text() : QStringLiteral("%1, %2").arg(text(), waiting));
    setPlainTip(*this, accessibleName());
}

QStringList LeaseLine::wordings() const
{
    if (!m_lease.held)
        return {tr("Nobody holds the lease"), tr("No holder", "of a lease")};
    const QString token = QString::number(m_lease.held->token);
    const QString left = QString::number(secondsLeft());
    const QString& owner = m_lease.held->owner;
    return {
        tr("%1 holds it · token %2 · %3 s left").arg(owner, token, left),
        tr("%1 · token %2 · %3 s left").arg(owner, token, left),
        tr("%1 · token %2 · %3 s").arg(owner, token, left),
        tr("%1 · %2 s").arg(owner, left)};
}

QString LeaseLine::text() const
{
    return wordings().constFirst();
}

QString LeaseLine::waitingText() const
{
    const QStringList& waiting = m_lease.waiting;
    if (waiting.isEmpty())
        return {};
    if (waiting.size() == 1)
        return tr("%1 waits").arg(waiting.first());
    return waiting.size() == 2
               ? tr("%1, %2 wait").arg(waiting.first(), waiting.last())
               : tr("%1 and %n more wait", "clients", pluralOf(waiting.size() - 1)).arg(waiting.first());
}

QSize LeaseLine::sizeHint() const
{
    return {themeOf(this).px(240), themeOf(this).px(Height)};
}

QSize LeaseLine::minimumSizeHint() const
{
    return {themeOf(this).px(120), themeOf(this).px(Height)};
}

void LeaseLine::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    StylePainter draw(painter, theme);
    painter.setFont(theme.font(TextStyle::Label));
    const QFontMetrics metrics = painter.fontMetrics();
    const int around = theme.px(2 * Padding + Sign + Gap);

    const auto paintPill = [&](const QRect& area, Role role, Icon icon, const QString& words) {
        const int round = area.height() / 2;
        draw.roundedBox(area, round, theme.fill(role), Qt::transparent);
        const int sign = theme.px(Sign);
        const QRectF at(
            area.left() + theme.px(Padding), area.top() + (area.height() - sign) / 2.0, sign, sign);
        drawIcon(painter, at, icon, theme.color(role));
        painter.setPen(theme.color(role));
        painter.drawText(
            area.adjusted(theme.px(Padding + Sign + Gap), 0, -theme.px(Padding), 0),
            Qt::AlignVCenter | Qt::AlignLeft,
            words);
    };

    QRect area = rect().adjusted(0, 0, 0, -theme.px(Below));
    const QString waiting = waitingText();
    if (!waiting.isEmpty()) {
        const int most = width() / 2;
        const QString words = metrics.elidedText(waiting, Qt::ElideRight, most - around);
        const int wide = metrics.horizontalAdvance(words) + around;
        paintPill(
            QRect(area.right() + 1 - wide, 0, wide, area.height()), Role::Pending, Icon::Hourglass, words);
        area.setRight(area.right() - wide - theme.px(Between));
    }
    const QString words = firstWhole(wordings(), painter.font(), area.width() - around);
    area.setWidth(std::min(area.width(), metrics.horizontalAdvance(words) + around + 1));
    paintPill(area, m_lease.held ? Role::Leased : Role::Quiet, Icon::Padlock, words);
}

} // namespace interleave
