#include "gui/sessions/transactioninspector.h"

#include "core/transactionwords/transactionexplanation.h"
#include "core/transactionwords/transactionparts.h"
#include "core/values/excerpt.h"
#include "gui/inspector/explainpage.h"
#include "gui/inspector/sqlpage.h"

#include <QPainter>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace interleave {

namespace {

/// Rows of a result that are shown; who needs more has a client of the database.
constexpr qsizetype MostRows = 30;

struct SqlText final
{
    QStringList lines;
    QStringList deciding;
};

void addResult(SqlText& text, const TransactionEvent& event)
{
    if (event.columns.isEmpty()) {
        text.lines.append(answerText(event));
        return;
    }
    text.lines.append(event.columns.join(QStringLiteral(" | ")));
    for (const QList<Value>& row : event.rows.first(std::min(MostRows, event.rows.size()))) {
        QStringList cells;
        for (const Value& value : row)
            cells.append(excerpt(value));
        text.lines.append(QStringLiteral("  ") + cells.join(QStringLiteral(" | ")));
    }
    if (event.rowCount > MostRows)
        text.lines.append(
            TransactionInspector::tr("%n rows in all", nullptr, static_cast<int>(event.rowCount)));
}

SqlText sqlOf(const TransactionEvent& event)
{
    SqlText text;
    const BoundSql sent = sentStatement(event);
    text.lines.append(sent.sql);
    for (qsizetype i = 0; i < sent.values.size(); ++i)
        text.lines.append(
            QStringLiteral("  ?%1 = %2").arg(QString::number(i + 1), excerpt(sent.values.at(i))));
    text.lines.append(QString());
    switch (event.kind) {
    case TransactionEvent::Kind::Waits:
        text.lines.append(
            TransactionInspector::tr("waits for %1").arg(event.waitsFor.join(QStringLiteral(", "))));
        text.deciding.append(text.lines.last());
        break;
    case TransactionEvent::Kind::Answered:
        if (event.succeeded) {
            addResult(text, event);
        } else {
            text.lines.append(refusalText(event));
            text.deciding << event.code << event.text;
        }
        break;
    case TransactionEvent::Kind::RolledBack:
        text.lines.append(
            event.isEngineRollback()
                ? TransactionInspector::tr("Nothing was sent: the engine rolled back with its refusal.")
                : TransactionInspector::tr("sent by the session itself, after the refusal"));
        break;
    case TransactionEvent::Kind::LeftOut:
        break;
    }
    return text;
}

} // namespace

TransactionInspector::TransactionInspector(QWidget* parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget(this))
    , m_explain(new ExplainPage(m_tabs))
    , m_sql(new SqlPage(m_tabs))
{
    setMinimumWidth(280);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(1, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_tabs);
    m_tabs->setObjectName(QStringLiteral("inspectorTabs"));
    m_tabs->setAccessibleName(tr("What is known of the chosen step"));
    m_tabs->setDocumentMode(true);
    m_explain->setObjectName(QStringLiteral("explainPage"));
    m_sql->setObjectName(QStringLiteral("sqlPage"));
    m_tabs->addTab(m_explain, tr("Explain"));
    m_tabs->addTab(m_sql, tr("SQL"));
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->tabBar()->setDrawBase(true);
}

void TransactionInspector::show(const TransactionStory* story, qint64 seq, int step, qint64 moment)
{
    if (story == nullptr || seq < 1 || seq > story->journal.size()) {
        m_explain->clear();
        m_sql->show({}, {}, Role::Text, tr("No step is chosen."));
        return;
    }
    const TransactionEvent& event = story->journal.event(seq);
    const bool isPast = step > event.step;
    const Explanation explanation = explainTransaction(*story, seq, moment);
    m_explain->show(
        {explanation,
         event.session,
         tr("%1 ran", "a session").arg(event.session),
         wordsOn(*story, seq),
         isPast
             ? tr("Step %1 · the cards show step %2").arg(QString::number(event.step), QString::number(step))
             : tr("Step %1").arg(event.step),
         isPast});
    const bool isSent = event.kind != TransactionEvent::Kind::LeftOut;
    const SqlText text = isSent ? sqlOf(event) : SqlText();
    m_sql->show(
        text.lines,
        text.deciding,
        roleOf(explanation.severity),
        isSent ? QString() : tr("Nothing was sent: the step was left out."));
}

void TransactionInspector::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.card());
    painter.fillRect(QRect(0, 0, 1, height()), theme.line());
}

} // namespace interleave
