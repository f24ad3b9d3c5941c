#include "gui/room/votebars.h"

#include "core/values/textformat.h"
#include "gui/labels/measuredlabel.h"
#include "gui/theme/style.h"
#include "gui/theme/stylepainter.h"

#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace interleave {

namespace {

// In px at 100 %.
constexpr int RowHeight = 22;
constexpr int BarHeight = 12;
constexpr int Gap = 8;
constexpr int Check = 14;

} // namespace

class VoteBars::Bars final : public QWidget
{
public:
    using QWidget::QWidget;

    void setVote(const RoomVote& vote)
    {
        m_vote = vote;
        setAccessibleName(describe());
        updateGeometry();
        update();
    }
    [[nodiscard]] const RoomVote& vote() const { return m_vote; }

    [[nodiscard]] QSize sizeHint() const override
    {
        const Theme& theme = themeOf(this);
        return {theme.px(160), theme.px(RowHeight) * static_cast<int>(m_vote.choices.size())};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        for (qsizetype i = 0; i < m_vote.choices.size(); ++i)
            paintRow(painter, i);
    }

private:
    [[nodiscard]] QString describe() const
    {
        QStringList parts;
        for (qsizetype i = 0; i < m_vote.choices.size(); ++i) {
            const QString& choice = m_vote.choices.at(i);
            const int count = m_vote.votes.value(i);
            parts.append(
                m_vote.right == i ? VoteBars::tr("%1: %n votes, right", nullptr, count).arg(choice)
                                  : VoteBars::tr("%1: %n votes", nullptr, count).arg(choice));
        }
        return listed(parts, ListStyle::Semicolons);
    }

    void paintRow(QPainter& painter, qsizetype i)
    {
        const Theme& theme = themeOf(this);
        const bool isRight = m_vote.right == i;
        const QColor ink = isRight ? theme.color(Role::Current) : theme.text();
        const QRect row(0, static_cast<int>(i) * theme.px(RowHeight), width(), theme.px(RowHeight));
        painter.setFont(theme.font(TextStyle::Label));
        const QFontMetrics metrics = painter.fontMetrics();
        int names = 0;
        for (const QString& choice : std::as_const(m_vote.choices))
            names = std::max(names, metrics.horizontalAdvance(choice));
        names = std::min(names, width() / 2);
        const auto drawText = [&](int left, int space, const QString& text) {
            const QRect place(left, row.top(), space, row.height());
            painter.drawText(
                place, Qt::AlignVCenter | Qt::AlignLeft, metrics.elidedText(text, Qt::ElideRight, space));
        };
        painter.setPen(ink);
        drawText(0, names + 1, m_vote.choices.at(i));
        const QString count = QString::number(m_vote.votes.value(i));
        const int gap = theme.px(Gap);
        const int after = gap + metrics.horizontalAdvance(count) + gap + theme.px(Check);
        const int left = names + gap;
        const int most = *std::ranges::max_element(m_vote.votes);
        const int space = std::max(0, width() - left - after);
        const int bar = most == 0 ? 0 : std::max(theme.px(4), space * m_vote.votes.value(i) / most);
        const bool hasBar = m_vote.votes.value(i) > 0;
        const int height = theme.px(BarHeight);
        if (hasBar) {
            StylePainter(painter, theme)
                .roundedBox(
                    QRect(left, row.top() + (row.height() - height) / 2, bar, height),
                    theme.px(4),
                    ink,
                    Qt::transparent);
        }
        const int counted = hasBar ? left + bar + gap : left;
        drawText(counted, after, count);
        if (isRight) {
            const int size = theme.px(Check);
            const int at = counted + metrics.horizontalAdvance(count) + gap;
            drawIcon(painter, QRect(at, row.top() + (row.height() - size) / 2, size, size), Icon::Check, ink);
        }
    }

    RoomVote m_vote;
};

VoteBars::VoteBars(QWidget* parent)
    : QWidget(parent)
    , m_question(new MeasuredLabel(this))
    , m_bars(new Bars(this))
{
    m_question->setObjectName(QStringLiteral("voteQuestion"));
    m_question->setTextFormat(Qt::PlainText);
    setTextStyle(m_question, TextStyle::Hint);
    setTextRole(m_question, Role::Quiet);
    m_bars->setObjectName(QStringLiteral("voteCounts"));
    auto* rows = new QVBoxLayout(this);
    setUnscaled(rows, {}, 4);
    rows->addWidget(m_question);
    rows->addWidget(m_bars);
}

void VoteBars::setVote(const RoomVote& vote)
{
    if (m_bars->vote() == vote)
        return;
    m_question->setText(vote.question);
    m_bars->setVote(vote);
}

} // namespace interleave
