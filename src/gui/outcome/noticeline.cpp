#include "gui/outcome/noticeline.h"

#include "gui/labels/elidedlabel.h"
#include "gui/theme/plaintext.h"
#include "gui/theme/style.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace interleave {

NoticeLine::NoticeLine(QWidget* parent)
    : QWidget(parent)
    , m_words(new ElidedLabel(this))
    , m_way(new QPushButton(this))
{
    m_words->setObjectName(QStringLiteral("noticeLabel"));
    setTextStyle(m_words, TextStyle::Label);
    setTextRole(m_words, Role::Quiet);
    m_way->setObjectName(QStringLiteral("wayButton"));
    setButtonKind(m_way, ButtonKind::Link);
    setTextStyle(m_way, TextStyle::Label);
    m_way->setCursor(Qt::PointingHandCursor);
    m_way->hide();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_words);
    row->addWidget(m_way);
    row->addStretch(1);
    connect(m_way, &QPushButton::clicked, this, &NoticeLine::wayChosen);
}

void NoticeLine::setNotice(const QString& words, const QString& way, const QString& description)
{
    m_words->setText(words);
    m_way->setAccessibleDescription(description);
    m_way->setText(literal(way));
    m_way->setHidden(way.isEmpty());
}

QWidget* NoticeLine::focusOrder() const
{
    return m_way;
}

} // namespace interleave
