#include "gui/inspector/sqlpage.h"

#include "ui_sqlpage.h"

#include "core/values/excerpt.h"
#include "core/values/text.h"
#include "core/words/exchangeexcerpt.h"
#include "core/words/explanation.h"
#include "gui/theme/theme.h"
#include "gui/widgets/focusring.h"

#include <QScrollBar>

namespace interleave {

namespace {

struct SqlText
{
    QStringList lines;
    QStringList deciding;
};

void append(SqlText& text, const Statement& statement)
{
    if (!text.lines.isEmpty())
        text.lines.append(QString());
    text.lines.append(statement.sql.trimmed());
    for (qsizetype i = 0; i < statement.bound.size(); ++i) {
        const QString number = QString::number(i + 1);
        const QString value = excerpt(withValues({QStringLiteral("?"), {statement.bound.at(i)}, 0, {}}));
        const auto time = timeBound(statement, i);
        const QString line =
            time ? Text::tr("?%1 = %2, that is %3", "a number and its time of day").arg(number, value, *time)
                 : QStringLiteral("?%1 = %2").arg(number, value);
        text.lines.append(QStringLiteral("  ") + line);
    }
    const QString rows = rowsText(statement);
    text.lines.append(rows);
    if (!statement.deciding.isEmpty())
        text.deciding << statement.deciding.trimmed() << rows;
}

} // namespace

SqlPage::SqlPage(QWidget* parent)
    : QScrollArea(parent)
    , m_ui(std::make_unique<Ui::SqlPage>())
{
    m_ui->setupUi(this);
    setAccessibleName(tr("SQL"));
    viewport()->setAutoFillBackground(false);
    new FocusRing(*this);
    m_ui->contents->setAutoFillBackground(false);
    show(nullptr);
}

SqlPage::~SqlPage() = default;

void SqlPage::show(const Event* event)
{
    SqlText text;
    if (event != nullptr) {
        for (const Statement& statement : event->statements)
            append(text, statement);
    }
    const Role role = event == nullptr ? Role::Text : roleOf(messageText(*event).severity);
    QString empty;
    if (event == nullptr)
        empty = tr("No message is chosen.");
    else if (!event->isMessage())
        empty = tr("Nothing was sent, so the database was not asked.");
    else if (event->statements.isEmpty())
        empty = event->requestText.isEmpty() ? tr("The statements of a message this old are not kept.")
                                             : tr("The server answered without asking the database.");
    show(text.lines, text.deciding, role, empty);
    const bool unchecked = event != nullptr && event->isCommit() && text.deciding.isEmpty();
    m_ui->noteLabel->setText(
        tr("No clause asks which version the record is at, so nothing could be refused."));
    m_ui->noteLabel->setVisible(unchecked && empty.isEmpty());
}

void SqlPage::show(const QStringList& lines, const QStringList& deciding, Role role, const QString& empty)
{
    m_ui->statementsBox->setCode(
        lines.join(QLatin1Char('\n')), deciding, role == Role::Quiet ? Role::Text : role);
    m_ui->emptyLabel->setText(empty);
    m_ui->emptyLabel->setVisible(!empty.isEmpty());
    m_ui->noteLabel->hide();
    verticalScrollBar()->setValue(0);
}

} // namespace interleave
