#include "gui/inspector/inspector.h"

#include "ui_inspector.h"

#include "gui/theme/theme.h"

#include <QPainter>
#include <QTabBar>

namespace interleave {

Inspector::Inspector(QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::Inspector>())
{
    m_ui->setupUi(this);
    m_ui->tabs->tabBar()->setExpanding(false);
    m_ui->tabs->tabBar()->setDrawBase(true);
}

Inspector::~Inspector() = default;

void Inspector::show(const Journal* journal, qint64 seq, qint64 moment, const QString& words)
{
    const bool chosen = journal != nullptr && seq >= 1 && seq <= journal->size();
    const Event* event = chosen ? &journal->event(seq) : nullptr;
    if (event != nullptr)
        m_ui->explainPage->show(*event, journal->at(seq - 1), words, journal->at(moment).steps());
    else
        m_ui->explainPage->clear();
    m_ui->httpPage->show(event);
    m_ui->sqlPage->show(event);

    QString record;
    if (event != nullptr && !event->record.isEmpty())
        record = event->record;
    else if (journal != nullptr && !journal->header().records.isEmpty())
        record = journal->header().records.first().id;
    m_ui->historyPage->show(journal, record, moment, event == nullptr ? 0 : event->version.value_or(0));
}

void Inspector::setCast(const Cast& cast)
{
    m_ui->historyPage->setCast(cast);
}

void Inspector::setPort(quint16 port)
{
    m_ui->httpPage->setPort(port);
}

void Inspector::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.card());
    painter.fillRect(QRect(0, 0, 1, height()), theme.line());
}

} // namespace interleave
