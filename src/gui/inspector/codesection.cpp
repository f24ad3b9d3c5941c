#include "gui/inspector/codesection.h"

#include "gui/inspector/codebox.h"
#include "gui/labels/measuredlabel.h"
#include "gui/theme/style.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace interleave {

CodeSection::CodeSection(QWidget* parent)
    : QWidget(parent)
    , m_heading(new MeasuredLabel(this))
    , m_copy(new QPushButton(tr("Copy"), this))
    , m_words(new MeasuredLabel(this))
    , m_box(new CodeBox(this))
{
    m_heading->setObjectName(QStringLiteral("codeHeading"));
    m_copy->setObjectName(QStringLiteral("copyCodeButton"));
    m_words->setObjectName(QStringLiteral("codeWords"));
    m_box->setObjectName(QStringLiteral("codeBox"));
    for (MeasuredLabel* label : {m_heading, m_words}) {
        label->setTextFormat(Qt::PlainText);
        setTextRole(label, Role::Quiet);
    }
    setTextStyle(m_heading, TextStyle::Label);
    setTextStyle(m_words, TextStyle::Body);
    setButtonKind(m_copy, ButtonKind::Link);
    setTextStyle(m_copy, TextStyle::Label);
    m_copy->setCursor(Qt::PointingHandCursor);

    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_heading, 1);
    head->addWidget(m_copy);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 14, 0, 0);
    rows->setSpacing(6);
    rows->addLayout(head);
    rows->addWidget(m_words);
    rows->addWidget(m_box);
    connect(m_copy, &QPushButton::clicked, this, &CodeSection::copy);
}

void CodeSection::setCode(const QString& heading, const QString& words, const QString& code)
{
    m_heading->setText(heading);
    m_copy->setAccessibleName(tr("Copy: %1", "the heading of a piece of code").arg(heading));
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
    m_box->setAccessibleName(heading);
    m_box->setCode(code);
    setVisible(!code.isEmpty());
}

void CodeSection::copy() const
{
    QGuiApplication::clipboard()->setText(m_box->code());
}

} // namespace interleave
