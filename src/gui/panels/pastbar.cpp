#include "gui/panels/pastbar.h"

#include "gui/theme/style.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace interleave {

PastBar::PastBar(QWidget* parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_newest(new QPushButton(this))
    , m_continue(new QPushButton(tr("Continue from here"), this))
{
    m_newest->setObjectName(QStringLiteral("newestButton"));
    m_continue->setObjectName(QStringLiteral("continueButton"));
    m_continue->setAccessibleDescription(tr("Cuts what came later, and goes on as free play"));
    setTextStyle(m_text, TextStyle::Label);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addWidget(m_text);
    for (QPushButton* button : {m_newest, m_continue}) {
        setButtonKind(button, ButtonKind::Link);
        setTextStyle(button, TextStyle::Label);
        button->setCursor(Qt::PointingHandCursor);
        row->addWidget(button);
    }
    row->addStretch(1);
    connect(m_newest, &QPushButton::clicked, this, &PastBar::newestChosen);
    connect(m_continue, &QPushButton::clicked, this, &PastBar::continueChosen);
}

void PastBar::setMoment(qint64 shown, qint64 newest)
{
    m_text->setText(
        shown == 0
            ? tr("Viewing the past: before step 1")
            : tr("Viewing the past: step %1 of %2").arg(QString::number(shown), QString::number(newest)));
    m_newest->setText(shown == newest ? tr("Back to now") : tr("Back to step %1").arg(newest));
}

} // namespace interleave
