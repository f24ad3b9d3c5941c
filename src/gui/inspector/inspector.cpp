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
    // In a narrow column there is less space between their names, and none is out of sight.
    m_ui->tabs->setUsesScrollButtons(false);
    m_ui->tabs->setElideMode(Qt::ElideRight);
    m_ui->tabs->tabBar()->setDrawBase(true);
    connect(m_ui->stackPage, &StackPage::stackChosen, this, &Inspector::stackChosen);
}

Inspector::~Inspector() = default;

void Inspector::show(const Journal* journal, qint64 seq, qint64 moment, const QString& words)
{
    const bool chosen = journal != nullptr && seq >= 1 && seq <= journal->size();
    const Event* event = chosen ? &journal->event(seq) : nullptr;
    if (event != nullptr) {
        const Snapshot before = journal->at(seq - 1);
        m_ui->explainPage->show(*event, before, words, journal->at(moment).steps());
        m_ui->stackPage->show(*event, before);
    } else {
        m_ui->explainPage->clear();
        m_ui->stackPage->clear();
    }
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

void Inspector::setStack(const QString& id)
{
    m_ui->stackPage->setStack(id);
}

void Inspector::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.card());
    painter.fillRect(QRect(0, 0, 1, height()), theme.line());
}

} // namespace interleave
