#include "gui/outcome/resultslot.h"

#include "gui/labels/elidedlabel.h"
#include "gui/labels/wraplabel.h"
#include "gui/theme/buttonsize.h"
#include "gui/theme/plaintext.h"
#include "gui/theme/style.h"
#include "gui/theme/stylepainter.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace interleave {

namespace {

// At 100 %.
constexpr int ActionsInset = 8;
constexpr int ActionsGap = 5;
constexpr int UsualHeight = 72;
constexpr int CompactHeight = 36;

} // namespace

ResultSlot::ResultSlot(QWidget* parent)
    : QWidget(parent)
    , m_status(new QLabel(this))
    , m_origin(new ElidedLabel(this))
    , m_sentence(new WrapLabel(this))
    , m_brief(new ElidedLabel(this))
    , m_conflictActions(new QWidget(this))
{
    m_status->setObjectName(QStringLiteral("statusLabel"));
    m_origin->setObjectName(QStringLiteral("originLabel"));
    m_sentence->setObjectName(QStringLiteral("sentenceLabel"));
    setTextStyle(m_status, TextStyle::Strong);
    setTextStyle(m_origin, TextStyle::Hint);
    m_status->setTextFormat(Qt::PlainText);
    m_origin->setAlignment(Qt::AlignRight | Qt::AlignVCenter);

    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 8, 0, 6);
    rows->setSpacing(2);
    m_first = new QHBoxLayout;
    m_first->setContentsMargins(12, 0, 12, 0);
    m_first->setSpacing(8);
    m_first->addWidget(m_status);
    m_first->addWidget(m_brief, 1);
    m_first->addWidget(m_origin, 1);
    rows->addLayout(m_first);
    auto* second = new QHBoxLayout;
    second->setContentsMargins(12, 0, 12, 0);
    second->addWidget(m_sentence);
    rows->addLayout(second, 1);
    rows->addWidget(m_conflictActions);
    buildConflictActions();
    setFixedHeight(UsualHeight);
}

void ResultSlot::buildConflictActions()
{
    const QList<std::pair<QString, QString>> buttons{
        {QStringLiteral("reloadButton"), tr("Reload")},
        {QStringLiteral("mergeButton"), tr("Merge…")},
        {QStringLiteral("overwriteButton"), tr("Overwrite")},
        {QStringLiteral("findOutButton"), tr("Find out")},
        {QStringLiteral("releaseButton"), tr("Release")},
        {QStringLiteral("giveUpButton"), tr("Give up")}};
    auto* row = new QHBoxLayout(m_conflictActions);
    row->setContentsMargins(ActionsInset, 0, ActionsInset, 0);
    row->setSpacing(ActionsGap);
    for (const auto& [name, text] : buttons) {
        auto* button = new QPushButton(text, m_conflictActions);
        button->setObjectName(name);
        button->setFixedHeight(28);
        setTextStyle(button, TextStyle::Label);
        const auto conflictAction = static_cast<ConflictAction>(m_buttons.size());
        connect(button, &QPushButton::clicked, this, [this, conflictAction] { emit chosen(conflictAction); });
        row->addWidget(button);
        m_buttons.append(button);
    }
    row->addStretch();
    setTextRole(&button(ConflictAction::Overwrite), Role::Lost);
    button(ConflictAction::Release).setAccessibleDescription(tr("Gives the lease back without saving"));
    button(ConflictAction::GiveUp).setAccessibleDescription(tr("Waits for the lease no longer"));
    m_conflictActions->hide();
}

QPushButton& ResultSlot::button(ConflictAction conflictAction) const
{
    return m_compact && m_resolve != nullptr ? *m_resolve : *m_buttons.at(static_cast<int>(conflictAction));
}

QList<QWidget*> ResultSlot::focusOrder() const
{
    QList<QWidget*> order(m_buttons.cbegin(), m_buttons.cend());
    if (m_resolve != nullptr)
        order.append(m_resolve);
    return order;
}

void ResultSlot::nameActions(bool withResults)
{
    const auto name = [this](ConflictAction conflictAction, const QString& text) {
        QPushButton* button = m_buttons.at(static_cast<int>(conflictAction));
        if (button->text() == text)
            return;
        button->setText(text);
        button->setAccessibleName(tr("%1: %2", "a client and a button").arg(m_owner, text));
    };
    const bool merges = withResults && !m_results.merged.isEmpty();
    const bool overwrites = withResults && !m_results.overwritten.isEmpty();
    name(ConflictAction::Merge, merges ? tr("Merge → %1").arg(m_results.merged) : tr("Merge…"));
    name(
        ConflictAction::Overwrite,
        overwrites ? tr("Overwrite → %1").arg(m_results.overwritten) : tr("Overwrite"));
}

void ResultSlot::setOwner(const QString& owner)
{
    m_owner = owner;
    for (QPushButton* button : std::as_const(m_buttons))
        button->setAccessibleName(tr("%1: %2", "a client and a button").arg(owner, button->text()));
    nameResolve();
}

void ResultSlot::nameResolve()
{
    if (m_resolve == nullptr)
        return;
    const QString what =
        isAlone() ? m_buttons.at(static_cast<int>(m_offered.first()))->text() : tr("Resolve");
    m_resolve->setAccessibleName(tr("%1: %2", "a client and a button").arg(m_owner, what));
}

void ResultSlot::setWaiting(bool waiting)
{
    m_waiting = waiting;
    update();
}

void ResultSlot::offer(const QList<ConflictAction>& conflictActions, bool enabled)
{
    m_offered = conflictActions;
    if (m_resolve != nullptr)
        m_resolve->setMenu(isAlone() ? nullptr : m_menu);
    nameResolve();
    for (int i = 0; i < m_buttons.size(); ++i) {
        m_buttons.at(i)->setVisible(conflictActions.contains(static_cast<ConflictAction>(i)));
        m_buttons.at(i)->setEnabled(enabled);
    }
    if (m_resolve != nullptr)
        m_resolve->setEnabled(enabled);
    arrange();
}

void ResultSlot::setCompact(bool compact)
{
    if (m_compact == compact)
        return;
    m_compact = compact;
    if (m_resolve == nullptr) {
        m_resolve = new QPushButton(this);
        m_resolve->setObjectName(QStringLiteral("resolveButton"));
        setTextStyle(m_resolve, TextStyle::Label);
        setUnscaledHeight(m_resolve, CompactHeight - 8);
        m_menu = new QMenu(m_resolve);
        connect(m_menu, &QMenu::aboutToShow, this, [this] {
            m_menu->clear();
            for (const ConflictAction conflictAction : std::as_const(m_offered)) {
                QPushButton* does = m_buttons.at(static_cast<int>(conflictAction));
                connect(m_menu->addAction(does->text()), &QAction::triggered, does, &QPushButton::click);
            }
        });
        connect(m_resolve, &QPushButton::clicked, this, [this] {
            if (isAlone())
                emit chosen(m_offered.first());
        });
        m_resolve->setMenu(isAlone() ? nullptr : m_menu);
        m_first->addWidget(m_resolve, 1);
        setOwner(m_owner);
    }
    setUnscaledHeight(this, compact ? CompactHeight : UsualHeight);
    setTextStyle(m_status, compact ? TextStyle::Label : TextStyle::Strong);
    setTextStyle(m_brief, compact ? TextStyle::Hint : TextStyle::Body);
    arrange();
}

void ResultSlot::arrange()
{
    showParts();
    fit();
}

void ResultSlot::showParts()
{
    const QScopedValueRollback arranging(m_arranging, true);
    const bool any = !m_offered.isEmpty();
    const bool told = !m_status->text().isEmpty();
    const bool alone = !told && !m_compact;
    const bool menu = m_compact && any;
    const int side = menu ? 4 : m_compact ? ActionsInset : 12;
    setUnscaled(m_first, {side, 0, side, 0}, m_compact ? 4 : 8);
    const int above = m_compact ? 0 : alone ? 3 : 8;
    setUnscaled(layout(), {0, above, 0, m_compact ? 0 : alone ? 3 : 6}, m_compact ? 0 : 2);
    auto* rows = qobject_cast<QVBoxLayout*>(layout());
    rows->setStretch(0, m_compact ? 1 : 0);
    rows->setStretch(1, m_compact ? 0 : 1);
    m_conflictActions->setVisible(any && !m_compact);
    m_brief->setVisible(any || m_compact);
    m_brief->setWords(m_sentence->text(), m_shortText);
    m_sentence->setVisible(!any && !m_compact);
    m_origin->setVisible(!any && told && !m_compact);
    if (m_resolve != nullptr)
        m_resolve->setVisible(any && m_compact);
}

/// In the compact form: shows the whole sentence if it fits, else the shorter one, else only the status.
void ResultSlot::fitStatus()
{
    const QString& status = m_wholeStatus;
    const bool any = !m_offered.isEmpty();
    m_status->setText(
        m_compact ? firstWhole(
                        {status, status.section(QLatin1Char(' '), 0, 0)},
                        m_status->font(),
                        width() - themeOf(this).px(2 * ActionsInset))
                  : status);
    m_status->setVisible(!status.isEmpty() && !(m_compact && any));
    if (!m_compact) {
        setToolTip({});
        return;
    }
    setPlainTip(*this, m_sentence->text());
    const Theme& theme = themeOf(this);
    fitResolve();
    const QFont font = theme.font(TextStyle::Hint);
    const int taken = any                ? m_resolve->sizeHint().width() + theme.px(4)
                      : status.isEmpty() ? 0
                                         : m_status->sizeHint().width() + theme.px(4);
    const int left = width() - theme.px(2 * ActionsInset) - taken;
    QString words = m_sentence->text();
    if (!fitsWhole(words, font, left))
        words = m_shortText;
    if (words.isEmpty() || !fitsWhole(words, font, left))
        words = any || !status.isEmpty() ? QString() : m_shortestText;
    m_brief->setWords(words, {});
    m_brief->setHidden(words.isEmpty());
}

/// Shows the offered actions, and the status if it fits.
void ResultSlot::fitResolve()
{
    const Theme& theme = themeOf(this);
    const QString& status = m_wholeStatus;
    if (isAlone()) {
        m_resolve->setText(m_buttons.at(static_cast<int>(m_offered.first()))->text());
        const int both = m_status->sizeHint().width() + m_resolve->sizeHint().width();
        m_status->setVisible(!status.isEmpty() && both + theme.px(4 * 4) <= width());
        return;
    }
    // The number gives way first: the diagram has it too, and only the word says what the button is for.
    const QString number = status.section(QLatin1Char(' '), 0, 0);
    const bool wide = width() >= theme.px(124);
    m_resolve->setText(status.isEmpty() || !wide ? tr("Resolve") : tr("%1: Resolve").arg(number));
}

void ResultSlot::showAnswer(const AnswerText& answer, const QString& detail)
{
    m_shortText = answer.shortText;
    m_shortestText = QStringLiteral("—");
    m_origin->setWords(answer.origin, answer.shortOrigin);
    if (detail.isEmpty()) {
        setTextStyle(m_sentence, TextStyle::Body);
        display(answer.severity, answer.status, answer.sentence);
    } else {
        setTextStyle(m_sentence, TextStyle::Hint);
        display(answer.severity, {}, tr("%1: %2", "a status and a sentence").arg(answer.status, detail));
    }
}

void ResultSlot::showProblem(const QString& problem)
{
    // Use small text, so that the longest sentence fits into the narrowest card.
    setTextStyle(m_sentence, TextStyle::Hint);
    m_shortText.clear();
    m_shortestText = tr("Not sent");
    display(Severity::Pending, {}, tr("Not sent: %1").arg(problem));
}

void ResultSlot::display(Severity severity, const QString& status, const QString& sentence)
{
    m_severity = severity;
    // Centre a sentence without a status.
    m_sentence->setAlignment((status.isEmpty() ? Qt::AlignVCenter : Qt::AlignTop) | Qt::AlignLeft);
    const bool alone = status.isEmpty();
    m_wholeStatus = status;
    m_status->setText(status);
    m_sentence->setText(sentence);
    setPlainTip(*m_sentence, alone ? sentence : QString());
    for (QLabel* label : std::initializer_list<QLabel*>{m_status, m_origin, m_sentence, m_brief})
        setTextRole(label, roleOf(severity));
    arrange();
    update();
}

void ResultSlot::resizeEvent(QResizeEvent*)
{
    fit();
}

/// Three buttons fit into the narrowest card.
void ResultSlot::fitActions()
{
    const int gaps = themeOf(this).px(2 * ActionsInset + 2 * ActionsGap);
    const QList<QPushButton*> ways = m_buttons.first(3);
    for (const bool withResults : {true, false}) {
        nameActions(withResults);
        // In the compact form they are in a menu.
        if (m_compact || m_offered.isEmpty())
            return;
        fitButtons(ways, width() - gaps);
        int needed = gaps;
        for (const QPushButton* button : ways)
            needed += button->sizeHint().width();
        if (needed <= width())
            return;
    }
}

void ResultSlot::fit()
{
    // Showing a label may resize the slot and call this again. Hiding the label then would leave it on the
    // screen, outside of any layout.
    if (m_arranging)
        return;
    const QScopedValueRollback arranging(m_arranging, true);
    constexpr int mostTries = 3;
    int fitted = -1;
    for (int tries = 0; fitted != width() && tries < mostTries; ++tries) {
        fitted = width();
        fitActions();
        fitStatus();
    }
}

void ResultSlot::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    StylePainter(painter, theme)
        .roundedBox(rect(), theme.controlRadius(), theme.fill(roleOf(m_severity)), Qt::transparent);
    if (!m_waiting)
        return;
    QPen pen(theme.color(Role::Pending), theme.px(1.5));
    pen.setDashPattern({4, 3});
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(pen);
    const qreal half = theme.px(1.0);
    painter.drawRoundedRect(
        QRectF(rect()).adjusted(half, half, -half, -half), theme.controlRadius(), theme.controlRadius());
}

} // namespace interleave
