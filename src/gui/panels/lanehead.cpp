#include "gui/panels/lanehead.h"

#include "core/scenario/roomlane.h"
#include "core/values/excerpt.h"
#include "core/values/text.h"
#include "core/values/textformat.h"
#include "core/words/explanation.h"
#include "gui/theme/plaintext.h"
#include "gui/theme/stylepainter.h"
#include "gui/widgets/badge.h"

#include <QPainter>

namespace interleave {

namespace {

// At 100 %; badge and answer are level with those of the cards.
constexpr int BadgeSize = 28;
constexpr int BadgeMiddle = 32;
constexpr int NameTop = 52;
constexpr int AnswerHeight = 72;
constexpr int Below = 16;
constexpr int Narrow = 64;
/// A lower head has no space for the value.
constexpr int SpaceForValue = 160;
/// A limit, because nobody reads thousands of names.
constexpr qsizetype MostNames = 20;

LaneHeadText sharedText(const Snapshot& snapshot, const QString& title, const QStringList& clients)
{
    LaneHeadText text;
    text.title = title;
    text.spokenTitle = LaneHead::tr("Other clients");
    const Answer* newest = nullptr;
    QList<ClientState> states;
    for (const QString& name : clients)
        states.append(snapshot.client(name));
    for (const ClientState& state : std::as_const(states)) {
        if (state.answer && (newest == nullptr || state.answer->seq > newest->seq))
            newest = &*state.answer;
    }
    text.fewerTitle = QStringLiteral("+%1").arg(clients.size());
    text.copy =
        clients.size() == 1 ? clients.first() : Text::tr("%n clients", nullptr, pluralOf(clients.size()));
    text.spoken = listed(clients.mid(0, MostNames));
    if (clients.size() > MostNames)
        text.spoken =
            Text::tr("%1 and %n more", "clients", pluralOf(clients.size() - MostNames)).arg(text.spoken);
    if (newest == nullptr)
        return text;
    text.status = newest->status == 0 ? Text::tr("no answer") : QString::number(newest->status);
    text.origin = Text::tr("step %1").arg(newest->number.text());
    text.spoken = Text::tr("%1; last answer %2, to step %3", "clients, a status")
                      .arg(text.spoken, text.status, newest->number.text());
    return text;
}

} // namespace

LaneHeadText laneHeadText(
    const Snapshot& snapshot, const QString& title, const QStringList& clients, const QString& record)
{
    if (clients.size() != 1 || clients.first() != title)
        return sharedText(snapshot, title, clients);
    const ClientState client = snapshot.client(title);
    const Copy copy = client.copyOf(record);
    LaneHeadText text;
    text.title = text.fewerTitle = title;
    if (copy.held) {
        text.copy = Text::tr("has v%1").arg(copy.held->version);
        text.fewerCopy = QStringLiteral("v%1").arg(copy.held->version);
        text.spoken = Text::tr("has version %1").arg(copy.held->version);
        const Fields shown = copy.shown();
        const QString headline = snapshot.headlineOf(record, shown);
        text.field = excerpt(headline);
        if (const Value* value = shown.find(headline); value != nullptr) {
            text.value = excerpt(*value).simplified();
            text.spoken = Text::tr("has version %1, %2 %3", "a version, a field, its value")
                              .arg(QString::number(copy.held->version), text.field, text.value);
        }
    } else {
        text.copy = text.spoken = Text::tr("no copy");
        text.fewerCopy = QStringLiteral("—");
    }
    if (!client.answer)
        return text;
    const AnswerText answer = answerText(client);
    text.severity = answer.severity;
    text.status = client.answer->status == 0 ? answer.status : QString::number(client.answer->status);
    text.spoken = Text::tr("%1; %2: %3", "what a client has, a status, a sentence")
                      .arg(text.spoken, answer.status, answer.sentence);
    if (client.answer->number.step > 0)
        text.origin = Text::tr("step %1").arg(client.answer->number.text());
    return text;
}

LaneHeadText roomHeadText(const Snapshot& snapshot, const QStringList& clients)
{
    const RoomFigures figures = roomFigures(snapshot, clients);
    LaneHeadText text;
    text.title = text.fewerTitle = text.spokenTitle = RoomLane::title();
    text.copy = Text::tr("%n clients", nullptr, pluralOf(figures.clients));
    text.fewerCopy = QString::number(figures.clients);
    text.spoken = dotted(QStringList{text.copy} + figures.words());
    if (figures.saved > 0) {
        text.field = Text::tr("saved");
        text.value = QString::number(figures.saved);
    } else if (figures.read > 0) {
        text.field = Text::tr("read");
        text.value = QString::number(figures.read);
    }
    if (figures.lost > 0 || figures.refused > 0) {
        text.severity = figures.lost > 0 ? Severity::Lost : Severity::Stale;
        text.status = figures.words().constLast();
    }
    return text;
}

LaneHead::LaneHead(QWidget* parent)
    : Card(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Ignored);
}

void LaneHead::setMember(const CastMember& member)
{
    if (m_member == member)
        return;
    m_member = member;
    sayWho();
    update();
}

void LaneHead::setText(const LaneHeadText& text)
{
    if (m_text == text)
        return;
    m_text = text;
    sayWho();
    update();
}

void LaneHead::sayWho()
{
    const bool shared = m_member.name.isEmpty();
    setAccessibleName(shared ? m_text.spokenTitle : m_member.title());
    setAccessibleDescription(m_text.spoken);
    setPlainTip(
        *this, QStringLiteral("%1: %2").arg(shared ? m_text.title : m_member.heading(), m_text.spoken));
}

void LaneHead::setHeadWidth(int width)
{
    if (m_width == width)
        return;
    m_width = width;
    updateGeometry();
}

QSize LaneHead::sizeHint() const
{
    return {themeOf(this).px(m_width), themeOf(this).px(AnswerHeight + NameTop)};
}

void LaneHead::paintEvent(QPaintEvent* event)
{
    Card::paintEvent(event);
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal badge = theme.px(BadgeSize);
    paintBadge(
        painter,
        QRectF((width() - badge) / 2, theme.px(BadgeMiddle) - badge / 2, badge, badge),
        m_member,
        theme);
    const QStringList titles =
        m_member.name.isEmpty() ? QStringList{m_text.title, m_text.fewerTitle} : m_member.headings();
    int y = paintLine(painter, theme.px(NameTop), TextStyle::Strong, theme.text(), titles);
    y = paintLine(painter, y, TextStyle::Hint, theme.quiet(), {m_text.copy, m_text.fewerCopy});

    const int inset = theme.px(width() < theme.px(Narrow) ? 4 : 8);
    const int bottom = height() - theme.px(Below);
    const QRect answer(
        inset, std::max(y + theme.px(4), bottom - theme.px(AnswerHeight)), width() - 2 * inset, 0);
    if (answer.top() >= theme.px(SpaceForValue) && !m_text.value.isEmpty()) {
        y = paintLine(painter, y + theme.px(10), TextStyle::Hint, theme.quiet(), {m_text.field});
        paintLine(painter, y, TextStyle::Number, theme.text(), {m_text.value});
    }
    paintAnswer(painter, QRect(answer.topLeft(), QPoint(answer.right(), bottom - 1)));
}

/// Draws the first wording that fits, or the last one cut; returns the top of the next line.
int LaneHead::paintLine(
    QPainter& painter, int top, TextStyle style, const QColor& color, const QStringList& wordings)
{
    const Theme& theme = themeOf(this);
    painter.setFont(theme.font(style));
    painter.setPen(color);
    const QString shown = firstWhole(wordings, painter.font(), width() - theme.px(6));
    const QRect area(0, top, width(), theme.lineHeight(style));
    painter.drawText(area, Qt::AlignCenter | Qt::TextSingleLine | Qt::TextDontClip, shown);
    return area.bottom() + 1;
}

void LaneHead::paintAnswer(QPainter& painter, const QRect& area)
{
    const Theme& theme = themeOf(this);
    const TextColors ink = theme.ink(roleOf(m_text.severity));
    StylePainter(painter, theme).roundedBox(area, theme.controlRadius(), ink.fill, Qt::transparent);
    painter.setPen(ink.ink);
    painter.setFont(theme.font(TextStyle::Label));
    if (m_text.status.isEmpty()) {
        painter.drawText(area, Qt::AlignCenter, QStringLiteral("—"));
        return;
    }
    const bool number = m_text.status.at(0).isDigit();
    if (number)
        painter.setFont(theme.font(TextStyle::Strong));
    if (m_text.origin.isEmpty()) {
        painter.drawText(area, Qt::AlignCenter | Qt::TextWordWrap, m_text.status);
        return;
    }
    const int middle = area.top() + area.height() * 55 / 100;
    const QRect upper(area.left(), area.top(), area.width(), middle - area.top());
    const QRect lower(area.left(), middle, area.width(), area.bottom() + 1 - middle);
    painter.drawText(
        upper, static_cast<int>(Qt::AlignHCenter | Qt::AlignBottom) | Qt::TextWordWrap, m_text.status);
    painter.setFont(theme.font(TextStyle::Hint));
    const bool whole = fitsWhole(m_text.origin, painter.font(), area.width());
    painter.drawText(
        lower,
        Qt::AlignHCenter | Qt::AlignTop | Qt::TextSingleLine,
        whole ? m_text.origin : m_text.origin.section(QLatin1Char(' '), -1));
}

} // namespace interleave
