#include "gui/panels/levelhead.h"

#include "core/transactions/isolationlevels.h"
#include "gui/labels/clauselabel.h"
#include "gui/outcome/outcomepill.h"
#include "gui/theme/style.h"
#include "gui/widgets/choicebutton.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include <algorithm>
#include <array>

namespace interleave {

LevelHead::LevelHead(QWidget* parent)
    : Card(parent)
    , m_engine(new ChoiceButton(this))
    , m_level(new ChoiceButton(this))
    , m_outcome(new OutcomePill(this))
    , m_clause(new ClauseLabel(this))
{
    m_engine->setObjectName(QStringLiteral("engineChoice"));
    m_engine->setSubject(tr("Engine"));
    m_level->setObjectName(QStringLiteral("levelChoice"));
    m_level->setSubject(tr("Isolation level"));
    m_outcome->setObjectName(QStringLiteral("outcomePill"));
    m_clause->setFixedHeight(32);
    connect(m_engine, &ChoiceButton::chosen, this, [this](const QVariant& engine) {
        const KnownEngine* known = knownEngine(engine.toString());
        // The level of that name, where there is one.
        const QString level = known->levels.contains(m_place.level) ? m_place.level : known->usualLevel;
        emit placeChosen({known->name, level});
    });
    connect(m_level, &ChoiceButton::chosen, this, [this](const QVariant& level) {
        emit placeChosen({m_place.engine, level.toString()});
    });

    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 12, 16, 12);
    rows->setSpacing(8);
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_engine);
    first->addWidget(m_level);
    first->addStretch(1);
    first->addWidget(m_outcome);
    rows->addLayout(first);
    rows->addWidget(m_clause);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

QList<QWidget*> LevelHead::focusOrder() const
{
    return {m_engine, m_level};
}

void LevelHead::setPlace(const QStringList& engines, const EngineLevel& place, const QString& version)
{
    const QSignalBlocker noEngine(m_engine);
    const QSignalBlocker noLevel(m_level);
    if (m_engines != engines) {
        m_engines = engines;
        m_engine->clearChoices();
        for (const QString& name : engines)
            m_engine->addChoice(knownEngine(name)->title, name);
    }
    if (m_place.engine != place.engine) {
        m_level->clearChoices();
        for (const QString& level : knownEngine(place.engine)->levels)
            m_level->addChoice(levelTitle(level), level);
    }
    m_place = place;
    m_version = version;
    m_engine->choose(place.engine);
    m_level->choose(place.level);
    m_clause->setClause(
        levelClause(place.engine, place.level),
        tr("What gives a session of %1 this level").arg(knownEngine(place.engine)->title));
    fit();
}

void LevelHead::setOutcome(const Headline& headline, const QString& otherwise)
{
    m_headline = headline;
    m_otherwise = otherwise;
    fit();
}

void LevelHead::setCompact(bool compact)
{
    m_clause->setHidden(compact);
    setUnscaled(layout(), {compact ? 12 : 16, compact ? 6 : 12, compact ? 12 : 16, compact ? 6 : 12}, 8);
}

void LevelHead::resizeEvent(QResizeEvent*)
{
    fit();
}

void LevelHead::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        fit();
}

/// Shows the longest outcome that fits beside the names of engine and level, and shortens these before there
/// is none.
void LevelHead::fit()
{
    if (m_place.engine.isEmpty())
        return;
    const Theme& theme = themeOf(this);
    const QStringList outcomes = m_headline.outcome.isEmpty() ? QStringList{m_otherwise} : m_headline.outcome;
    const QString title = knownEngine(m_place.engine)->title;
    const std::array names{
        std::pair(engineWithVersion(m_place.engine, m_version), levelTitle(m_place.level)),
        std::pair(title, levelTitle(m_place.level)),
        std::pair(title, shortLevelTitle(m_place.level))};
    for (const auto& [engine, level] : names) {
        m_engine->setText(engine);
        m_level->setText(level);
        const int around =
            m_engine->sizeHint().width() + m_level->sizeHint().width() + theme.px(2 * 16 + 3 * 8);
        const bool fits = std::ranges::any_of(outcomes, [&](const QString& outcome) {
            m_outcome->setOutcome({m_headline.severity, outcome});
            return around + m_outcome->sizeHint().width() <= width();
        });
        if (fits)
            return;
    }
}

} // namespace interleave
