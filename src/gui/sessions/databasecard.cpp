#include "gui/sessions/databasecard.h"

#include "ui_databasecard.h"

#include "core/transactions/isolationlevels.h"
#include "core/transactions/knownengines.h"
#include "gui/theme/buttonsize.h"
#include "gui/theme/style.h"
#include "gui/widgets/chip.h"

#include <QEvent>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

namespace interleave {

namespace {

// At 100 %.
constexpr int UsualHeight = 296;
constexpr int CompactHeight = 100;
constexpr int UsualValuesHeight = 138;
constexpr int CompactValuesHeight = 40;
constexpr int Least = 240;
constexpr int Most = 480;
constexpr int Side = 16;
constexpr int TightSide = 12;
constexpr int TightBelow = 284;
/// More levels stand in two lines.
constexpr qsizetype MostInLine = 3;
/// Chips of what is not committed; further sessions are not shown.
constexpr std::size_t MostChips = 3;

} // namespace

DatabaseCard::DatabaseCard(QWidget* parent)
    : Card(parent)
    , m_ui(std::make_unique<Ui::DatabaseCard>())
{
    m_ui->setupUi(this);
    setAccessibleName(tr("Database"));
    m_ui->isolationLabel->setWords(tr("Isolation · what a transaction sees of others"), tr("Isolation"));
    m_ui->engineChoice->setSubject(tr("Engine"));
    m_ui->levelChoice->setSubject(tr("Isolation level"));
    m_ui->levelChoice->hide();
    for (std::size_t i = 0; i < MostChips; ++i) {
        auto* chip = new Chip(m_ui->pending);
        chip->setObjectName(QStringLiteral("pendingChip%1").arg(i));
        m_ui->pendingRow->insertWidget(static_cast<int>(i), chip);
        m_chips.push_back(chip);
    }
    connect(m_ui->engineChoice, &ChoiceButton::chosen, this, [this](const QVariant& engine) {
        emit engineChosen(engine.toString());
    });
    connect(m_ui->levelChoice, &ChoiceButton::chosen, this, [this](const QVariant& level) {
        emit levelChosen(level.toString());
    });
    connect(m_ui->allLevelsButton, &QPushButton::clicked, this, &DatabaseCard::allLevelsAsked);
}

DatabaseCard::~DatabaseCard() = default;

void DatabaseCard::setEngines(const QStringList& engines, const QString& engine, const QString& version)
{
    const QSignalBlocker blocker(m_ui->engineChoice);
    if (m_engines != engines) {
        m_engines = engines;
        m_ui->engineChoice->clearChoices();
        for (const QString& name : engines)
            m_ui->engineChoice->addChoice(knownEngine(name)->title, name);
    }
    m_ui->engineChoice->setText(engine, engineWithVersion(engine, version));
    m_ui->engineChoice->choose(engine);
}

void DatabaseCard::setLevels(const QString& engine, const QStringList& levels, const QString& level)
{
    const bool isSame = std::ranges::equal(m_levels, levels, {}, &LevelButton::level);
    if (!isSame)
        buildLevels(levels);
    m_level = level;
    const QSignalBlocker blocker(m_ui->levelChoice);
    m_ui->levelChoice->choose(level);
    m_ui->clauseLabel->setClause(
        level.isEmpty() ? WhereClause{tr("each session has its own level"), {}} : levelClause(engine, level),
        tr("What gives a session of %1 this level").arg(knownEngine(engine)->title));
    renderLevel();
}

void DatabaseCard::buildLevels(const QStringList& levels)
{
    for (const LevelButton& level : m_levels)
        level.button->deleteLater();
    m_levels.clear();
    const QSignalBlocker blocker(m_ui->levelChoice);
    m_ui->levelChoice->clearChoices();
    const qsizetype firsts = levels.size() > MostInLine ? levels.size() / 2 : levels.size();
    for (qsizetype i = 0; i < levels.size(); ++i) {
        const QString& level = levels.at(i);
        const bool isFirst = i < firsts;
        auto* button = new QPushButton(
            shortLevelTitle(level), isFirst ? m_ui->levelsBar : m_ui->moreLevelsBar);
        button->setObjectName(QStringLiteral("level-") + level);
        button->setAccessibleName(tr("Isolation level of all sessions: %1").arg(levelTitle(level)));
        button->setToolTip(levelTitle(level));
        button->setCheckable(true);
        setButtonKind(button, ButtonKind::Choice);
        setTextStyle(button, TextStyle::Label);
        (isFirst ? m_ui->levelsLayout : m_ui->moreLevelsLayout)->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, level] {
            renderLevel();
            emit levelChosen(level);
        });
        m_levels.push_back({level, button});
        m_ui->levelChoice->addChoice(levelTitle(level), level);
        button->show();
    }
    m_ui->moreLevelsBar->setHidden(m_compact || levels.size() == firsts);
    fit();
}

void DatabaseCard::renderLevel()
{
    for (const LevelButton& level : m_levels) {
        level.button->setChecked(level.level == m_level);
        level.button->setEnabled(!m_inert);
        setTextRole(level.button, m_isWrong ? Role::Lost : Role::Text);
    }
    m_ui->levelChoice->setEnabled(!m_inert);
    m_ui->engineChoice->setEnabled(!m_inert);
}

void DatabaseCard::render(const DatabaseText& text, const Cast& cast, bool isWrong)
{
    m_isWrong = isWrong;
    QStringList summary{m_compact ? text.shortCaption : text.caption};
    summary << text.others;
    summary.removeAll(QString());
    m_ui->valueDisplay->setValue(
        text.value.isEmpty() ? QStringLiteral("—") : text.value, summary.join(QStringLiteral(" · ")));
    for (std::size_t i = 0; i < m_chips.size(); ++i) {
        const auto index = static_cast<qsizetype>(i);
        m_chips[i]->setVisible(index < text.pending.size() || index == 0);
        if (index < text.pending.size()) {
            const DatabaseText::Pending& pending = text.pending.at(index);
            m_chips[i]->setContent(
                tr("%1: %2, not committed", "a session and a value").arg(pending.session, pending.text),
                roleOf(cast.seatOf(pending.session)));
        } else if (index == 0) {
            m_chips[i]->setContent(tr("nothing uncommitted"), Role::Server);
        }
    }
    renderLevel();
}

void DatabaseCard::setInert(bool inert)
{
    m_inert = inert;
    renderLevel();
}

void DatabaseCard::setAnimated(bool animated)
{
    m_ui->valueDisplay->setAnimated(animated);
}

void DatabaseCard::setCompact(bool compact)
{
    if (m_compact == compact)
        return;
    m_compact = compact;
    for (QWidget* widget : std::initializer_list<QWidget*>{
             m_ui->titleLabel, m_ui->pending, m_ui->divider, m_ui->isolationLabel, m_ui->levelsBar, m_ui->clauseLabel})
        widget->setHidden(compact);
    m_ui->moreLevelsBar->setHidden(
        compact || static_cast<qsizetype>(m_levels.size()) <= MostInLine);
    m_ui->levelChoice->setVisible(compact);
    if (compact) {
        m_ui->head->insertWidget(0, m_ui->valueDisplay, 1);
        m_ui->isolationHead->insertWidget(0, m_ui->levelChoice, 1);
    } else {
        m_ui->valueRows->insertWidget(1, m_ui->valueDisplay);
        m_ui->isolationRows->insertWidget(1, m_ui->levelChoice);
    }
    setUnscaledHeight(m_ui->values, compact ? CompactValuesHeight : UsualValuesHeight);
    setUnscaledHeight(this, compact ? CompactHeight : UsualHeight);
    setUnscaledWidth(this, Least, Most);
    fit();
}

void DatabaseCard::fit()
{
    const Theme& theme = themeOf(this);
    const int side = m_compact || width() < theme.px(TightBelow) ? TightSide : Side;
    setUnscaled(m_ui->rows, m_compact ? QMargins(0, 8, 0, 8) : QMargins(0, 12, 0, 14), m_compact ? 8 : 0);
    setUnscaled(m_ui->valueRows, {side, 0, side, m_compact ? 0 : 8}, 2);
    setUnscaled(m_ui->isolationRows, {side, m_compact ? 0 : 8, side, 0}, 6);
    for (const QWidget* bar : {m_ui->levelsBar, m_ui->moreLevelsBar}) {
        QList<QPushButton*> buttons;
        for (const LevelButton& level : m_levels) {
            if (level.button->parentWidget() == bar)
                buttons.append(level.button);
        }
        if (!buttons.isEmpty())
            fitButtons(buttons, width() - theme.px(2 * side) - static_cast<int>(buttons.size()));
    }
}

void DatabaseCard::resizeEvent(QResizeEvent*)
{
    fit();
}

void DatabaseCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        fit();
}

QList<QWidget*> DatabaseCard::focusOrder() const
{
    QList<QWidget*> order{m_ui->engineChoice, m_ui->allLevelsButton, m_ui->levelChoice};
    for (const LevelButton& level : m_levels)
        order << level.button;
    return order;
}

} // namespace interleave
