#include "gui/isolation/isolationpane.h"

#include "ui_isolationpane.h"

#include "core/transactions/isolationlevels.h"
#include "core/transactions/knownengines.h"
#include "core/values/textformat.h"
#include "engine/isolation/anomalylesson.h"
#include "engine/isolation/celltext.h"
#include "gui/export/pngfile.h"
#include "gui/export/savemenu.h"
#include "gui/isolation/isolationrunner.h"
#include "gui/theme/style.h"
#include "gui/widgets/focusring.h"

#include <algorithm>

namespace interleave {

namespace {

QString sqlite()
{
    return knownEngines().first().name;
}

/// The schedule of a cell.
Anomaly anomalyOf(const CellPlace& place)
{
    const QList<Anomaly> all = anomaliesFor(place.engine);
    const auto found = std::ranges::find_if(all, [&place](const Anomaly& anomaly) {
        return anomaly.name == place.anomaly && anomaly.variant == place.variant;
    });
    return found == all.end() ? Anomaly() : *found;
}

} // namespace

IsolationPane::IsolationPane(const EnginePlaces& places, QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::IsolationPane>())
    , m_model(new IsolationModel(this))
    , m_runner(new IsolationRunner(places, this))
    , m_exportMenu(new SaveMenu(*this))
{
    m_ui->setupUi(this);
    m_view = m_ui->matrixView;
    // Rearrange what is too wide instead of making the window wider.
    m_ui->rows->setSizeConstraint(QLayout::SetNoConstraint);
    m_ui->cellScroll->viewport()->setAutoFillBackground(false);
    m_ui->cellContents->setAutoFillBackground(false);
    new FocusRing(*m_ui->cellScroll);
    m_view->setModel(m_model);
    fillVariants();
    fillExportMenu();
    connectAll();
    connectRunner();
    choose({sqlite(), knownEngine(sqlite())->usualLevel, QStringLiteral("lost-update"), m_model->variant()});
    render();
}

IsolationPane::~IsolationPane() = default;

void IsolationPane::fillVariants()
{
    for (const QString& variant : anomalyVariants())
        m_ui->variantChoice->addChoice(
            tr("Lost update: %1\n%2", "how it is written, and what that means")
                .arg(variantTitle(variant), variantSummary(variant)),
            variant);
}

void IsolationPane::fillExportMenu()
{
    const auto csv = [this] {
        QString text = csvHeader();
        for (const EngineCells& engine : m_model->results())
            text += isolationAsCsv(engine);
        return text.toUtf8();
    };
    m_exportMenu->setObjectName(QStringLiteral("isolationExportMenu"));
    m_exportMenu->setTitle(tr("Export"));
    m_exportMenu->addSave(
        tr("Save the page as picture (PNG)…"),
        tr("Pictures (*.png)"),
        QStringLiteral("saveMatrixPicture"),
        [this] { return pngOf(grab().toImage()); });
    m_exportMenu->addSave(
        tr("Save the results as CSV…"), tr("Tables (*.csv)"), QStringLiteral("saveMatrixCsv"), csv);
    m_exportMenu->addSeparator();
    m_exportMenu->addCopyText(tr("Copy the results as CSV"), QStringLiteral("copyMatrixCsv"), csv);
    m_exportMenu->addCopyText(tr("Copy the table as Markdown"), QStringLiteral("copyMatrixMarkdown"), [this] {
        return m_model->asMarkdown().toUtf8();
    });
    connect(m_exportMenu, &SaveMenu::problemMet, this, &IsolationPane::problemMet);
}

QMenu* IsolationPane::exportMenu() const
{
    return m_exportMenu;
}

void IsolationPane::connectAll()
{
    connect(m_ui->lessonButton, &QPushButton::clicked, this, [this] {
        // This pane is “All levels”, also when it is shown again.
        m_ui->levelsButton->setChecked(true);
        emit lessonAsked();
    });
    connect(m_ui->runAllButton, &QPushButton::clicked, this, &IsolationPane::toggleAll);
    connect(m_ui->playCellButton, &QPushButton::clicked, this, &IsolationPane::play);
    connect(m_ui->runCellButton, &QPushButton::clicked, this, &IsolationPane::runOne);
    connect(m_view, &IsolationView::playAsked, this, &IsolationPane::play);
    connect(
        m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &IsolationPane::noteCurrent);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        if (m_place)
            choose(*m_place);
    });
    connect(m_view, &IsolationView::measured, this, &IsolationPane::arrangeTable);
    connect(m_ui->variantChoice, &ChoiceButton::chosen, this, [this](const QVariant& variant) {
        m_model->setVariant(variant.toString());
        const QModelIndex current = m_view->currentIndex();
        if (current.isValid())
            choose(
                {m_model->engineAt(current.row()),
                 m_model->levelAt(current.row()),
                 QStringLiteral("lost-update"),
                 m_model->variant()});
        noteCurrent();
    });
}

void IsolationPane::connectRunner()
{
    connect(
        m_runner,
        &IsolationRunner::engineKnown,
        this,
        [this](const QString& engine, const QString& version, const QStringList& levels) {
            m_told.clear();
            m_model->setEngine(engine, version, levels);
        });
    connect(
        m_runner,
        &IsolationRunner::engineFailed,
        this,
        [this](const QString& engine, const QString& problem) {
            m_told.clear();
            m_model->setProblem(engine, problem);
            renderCell();
        });
    connect(m_runner, &IsolationRunner::began, m_model, &IsolationModel::setRunning);
    connect(m_runner, &IsolationRunner::ran, this, [this](const CellPlace& place, const CellRun& run) {
        m_model->setRun(place, run);
        if (place == m_place)
            noteCurrent();
        if (!place.variant.isEmpty())
            renderPlain();
    });
    connect(
        m_runner,
        &IsolationRunner::serialFound,
        this,
        [this](const CellPlace& place, const QList<SerialMeasure>& serial) {
            m_model->setSerial(place, serial);
            if (place == m_place)
                renderCell();
        });
    connect(m_runner, &IsolationRunner::told, this, [this](const QString& sentence) {
        // The start of a server that was cancelled may still say something.
        m_told = m_runner->isBusy() ? sentence : QString();
        renderHead();
    });
    connect(m_runner, &IsolationRunner::changed, this, [this] {
        if (m_isAll && !m_runner->isRunningAll()) {
            m_isAll = false;
            m_hasRunAll = true;
        }
        renderHead();
        // While others are run, the words about the chosen cell stay as they are.
        if (m_place && m_model->runAt(*m_place) == nullptr)
            renderCell();
        else
            renderButtons();
    });
}

bool IsolationPane::isSettled() const
{
    return !m_runner->isBusy();
}

void IsolationPane::runAll()
{
    m_model->clearRunning();
    m_told.clear();
    m_isAll = true;
    m_runner->runAll(knownEngineNames());
}

void IsolationPane::toggleAll()
{
    if (!m_isAll) {
        runAll();
        return;
    }
    m_isAll = false;
    m_told.clear();
    m_runner->cancel();
    m_model->clearRunning();
    findSerial();
    render();
}

void IsolationPane::setPresenting(bool presenting)
{
    m_isPresenting = presenting;
    setTextStyle(m_ui->cellTitle, presenting ? TextStyle::Title : TextStyle::CardTitle);
    arrange();
}

void IsolationPane::choose(const CellPlace& place)
{
    m_view->setCurrentIndex(m_model->indexOf(place));
}

void IsolationPane::noteCurrent()
{
    const QModelIndex current = m_view->currentIndex();
    if (!current.isValid())
        return;
    m_place = m_model->placeAt(current);
    findSerial();
    renderCell();
}

/// For the sentence about what the sessions come to one after the other, which only the chosen cell needs.
void IsolationPane::findSerial()
{
    if (!m_place || !isVisible())
        return;
    const CellRun* run = m_model->runAt(*m_place);
    if (run != nullptr && run->cell.problem.isEmpty() && m_model->serialAt(*m_place) == nullptr &&
        anomalyOf(*m_place).measure)
        m_runner->findSerial(*m_place);
}

void IsolationPane::play()
{
    if (m_place)
        emit playAsked(lessonOf(anomalyOf(*m_place)), m_place->engine, m_place->level);
}

void IsolationPane::runOne()
{
    if (m_place)
        m_runner->run(*m_place);
}

void IsolationPane::render()
{
    renderHead();
    renderCell();
    renderPlain();
}

/// How much is done, and in fewer words.
QStringList IsolationPane::progressTexts() const
{
    if (m_isAll) {
        const QString done = tr("%1 of %2", "cells")
                                 .arg(QString::number(m_runner->done()), QString::number(m_runner->total()));
        return {m_told.isEmpty() ? done : dotted({done, m_told}), done};
    }
    if (!m_told.isEmpty())
        return {m_told, m_told};
    return m_model->isComplete()
               ? QStringList{tr("every cell was run on the engine itself"), tr("all really run")}
               : QStringList{tr("every cell is run on the engine itself"), tr("really run")};
}

void IsolationPane::renderHead()
{
    const QStringList progress = progressTexts();
    m_ui->progressLabel->setWords(progress.first(), progress.last());
    m_ui->runAllButton->setText(m_isAll ? tr("Cancel") : m_hasRunAll ? tr("Run all again") : tr("Run all"));
    arrangeHead();
}

/// Why there are no words about a run; empty when there are.
QString IsolationPane::problemOfCell(const CellPlace& place) const
{
    const CellRun* run = m_model->runAt(place);
    if (run != nullptr)
        return run->cell.problem;
    if (m_runner->isAsked(place))
        return tr("It is run now.", "a cell of the matrix");
    const QString problem = m_model->problemOf(place.engine);
    return problem.isEmpty() ? tr("It has not been run yet.", "a cell of the matrix") : problem;
}

void IsolationPane::renderButtons()
{
    m_ui->playCellButton->setEnabled(m_place.has_value());
    m_ui->runCellButton->setEnabled(m_place && !m_runner->isAsked(*m_place));
    const bool hasRun = !m_place || m_model->runAt(*m_place) != nullptr;
    m_ui->runCellButton->setText(hasRun ? tr("Run again") : tr("Run it", "a cell of the matrix"));
}

void IsolationPane::renderCell()
{
    renderButtons();
    if (!m_place) {
        renderLevel(m_view->currentIndex());
        return;
    }
    const CellRun* run = m_model->runAt(*m_place);
    m_ui->cellTitle->setText(cellTitle(
        {m_place->level, m_place->anomaly, m_place->variant}, IsolationModel::titleOf(m_place->engine)));
    CellText text{problemOfCell(*m_place), {}, {}};
    if (text.story.isEmpty()) {
        const QList<SerialMeasure>* serial = m_model->serialAt(*m_place);
        text = cellText(anomalyOf(*m_place), *run, serial == nullptr ? QList<SerialMeasure>() : *serial);
    }
    m_ui->storyLabel->setText(text.story);
    m_ui->errorBox->setCode(text.error, {text.error.section(QLatin1Char('\n'), 0, 0)}, Role::Stale);
    m_ui->outcomeLabel->setText(text.outcome);
    m_ui->outcomeLabel->setVisible(!text.outcome.isEmpty());
}

/// What happened at a level.
void IsolationPane::renderLevel(const QModelIndex& index)
{
    if (!index.isValid())
        return;
    const QString engine = m_model->engineAt(index.row());
    const QString title = IsolationModel::titleOf(engine);
    const QString level = m_model->levelAt(index.row());
    QStringList happened;
    for (int column = IsolationModel::FirstAnomalyColumn; column < m_model->columnCount(); ++column) {
        const QVariant verdict = index.siblingAtColumn(column).data(IsolationModel::VerdictRole);
        if (verdict.isValid() && static_cast<CellVerdict>(verdict.toInt()) == CellVerdict::Happened)
            happened.append(m_model->headerData(column, Qt::Horizontal).toString());
    }
    m_ui->cellTitle->setText(tr("%1, %2", "an engine and its level").arg(title, level));
    const QString meaning = levelMeaning(engine, level);
    QStringList story{
        meaning.isEmpty() ? QString() : tr("At this level %1.", "what a level means").arg(meaning),
        level == knownEngine(engine)->usualLevel
            ? tr("A connection to %1 that says nothing has it.", "a level").arg(title)
            : tr("A connection to %1 has it when it asks for it.", "a level").arg(title)};
    story.removeAll(QString());
    m_ui->storyLabel->setText(story.join(QLatin1Char(' ')));
    m_ui->errorBox->setCode({});
    const QString words = happened.isEmpty() ? m_model->problemOf(engine)
                                             : tr("Happened here: %1.", "anomalies").arg(listed(happened));
    m_ui->outcomeLabel->setText(words);
    m_ui->outcomeLabel->setVisible(!words.isEmpty());
}

void IsolationPane::renderPlain()
{
    int lost = 0;
    int run = 0;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const CellRun* plain = m_model->runAt(
            {m_model->engineAt(row),
             m_model->levelAt(row),
             QStringLiteral("lost-update"),
             QStringLiteral("autocommit")});
        run += plain != nullptr && plain->cell.problem.isEmpty() ? 1 : 0;
        lost += plain != nullptr && plain->cell.happens ? 1 : 0;
    }
    QString words = tr("An API client reads in one request and saves in another.");
    if (lost > 0 && lost == m_model->rowCount())
        words = tr(
            "An API client reads in one request and saves in another. That lost an update at each of these "
            "levels: that is why the record carries a version.");
    else if (lost > 0)
        words =
            tr("An API client reads in one request and saves in another. That lost an update at %1 of the %2 "
               "levels that were run: that is why the record carries a version.")
                .arg(QString::number(lost), QString::number(run));
    m_ui->plainWords->setText(words);
}

} // namespace interleave
