#include "gui/panels/startpanel.h"

#include "gui/labels/wraplabel.h"
#include "gui/theme/plaintext.h"
#include "gui/theme/style.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace interleave {

StartPanel::StartPanel(QWidget* parent)
    : QWidget(parent)
    , m_title(new WrapLabel(this))
    , m_text(new WrapLabel(this))
    , m_step(new QPushButton(this))
    , m_link(new QPushButton(this))
{
    m_title->setObjectName(QStringLiteral("invitationLabel"));
    m_step->setObjectName(QStringLiteral("beginButton"));
    m_link->setObjectName(QStringLiteral("freePlayLink"));
    setTextStyle(m_title, TextStyle::Title);
    setTextRole(m_text, Role::Quiet);
    // Space for two lines, because a long sentence wraps in a narrow window.
    m_text->setMinimumHeight(44);
    setButtonKind(m_step, ButtonKind::Primary);
    setButtonKind(m_link, ButtonKind::Link);
    m_link->setCursor(Qt::PointingHandCursor);
    for (WrapLabel* label : {m_title, m_text})
        label->setAlignment(Qt::AlignCenter);

    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(20, 8, 20, 8);
    rows->setSpacing(6);
    rows->addStretch(2);
    rows->addWidget(m_title);
    rows->addWidget(m_text);
    rows->addSpacing(8);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(12);
    buttons->addStretch();
    buttons->addWidget(m_step);
    buttons->addWidget(m_link);
    buttons->addStretch();
    rows->addLayout(buttons);
    rows->addStretch(3);

    connect(m_step, &QPushButton::clicked, this, &StartPanel::stepChosen);
    connect(m_link, &QPushButton::clicked, this, &StartPanel::freePlayChosen);
}

void StartPanel::setInvitation(
    const QString& title, const QString& text, const QString& step, const QString& link)
{
    m_title->setText(title);
    m_text->setText(text);
    m_step->setText(literal(step));
    m_link->setText(literal(link));
    m_step->setVisible(!step.isEmpty());
    m_link->setVisible(!link.isEmpty());
}

void StartPanel::setStepEnabled(bool enabled)
{
    m_step->setEnabled(enabled);
}

} // namespace interleave
