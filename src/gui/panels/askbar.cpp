#include "gui/panels/askbar.h"

#include "gui/labels/elidedlabel.h"
#include "gui/theme/style.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>

namespace interleave {

AskBar::AskBar(QWidget* parent)
    : QWidget(parent)
    , m_question(new ElidedLabel(this))
{
    m_question->setObjectName(QStringLiteral("questionLabel"));
    setTextStyle(m_question, TextStyle::Label);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_question, 1);
    const QList<std::pair<Guess, QString>> answers{
        {Guess::Saved, QStringLiteral("savedAnswer")},
        {Guess::Refused, QStringLiteral("refusedAnswer")},
        {Guess::Overwrites, QStringLiteral("overwritesAnswer")}};
    for (const auto& [guess, name] : answers) {
        const int number = static_cast<int>(m_buttons.size()) + 1;
        auto* button = new QPushButton(
            tr("%1  %2", "a key, and an answer").arg(QString::number(number), toTitle(guess)), this);
        button->setObjectName(name);
        button->setAccessibleName(toTitle(guess));
        button->setAccessibleDescription(tr("Key %1").arg(number));
        setTextStyle(button, TextStyle::Label);
        button->setFixedHeight(24);
        row->addWidget(button);
        m_buttons.append(button);
        connect(button, &QPushButton::clicked, this, [this, answer = guess] { emit answered(answer); });

        // A focused text field gets digits first.
        auto* key = new QAction(toTitle(guess), this);
        key->setShortcut(QKeySequence(static_cast<Qt::Key>(Qt::Key_0 + number)));
        key->setAutoRepeat(false);
        key->setEnabled(false);
        addAction(key);
        m_keys.append(key);
        connect(key, &QAction::triggered, button, &QPushButton::click);
    }
}

void AskBar::setQuestion(const QString& question)
{
    m_question->setWords(question, {});
}

void AskBar::beg()
{
    if (!m_buttons.contains(window()->focusWidget()))
        m_before = window()->focusWidget();
    m_buttons.first()->setFocus(Qt::ShortcutFocusReason);
}

QList<QWidget*> AskBar::focusOrder() const
{
    return m_buttons;
}

void AskBar::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    for (QAction* key : std::as_const(m_keys))
        key->setEnabled(true);
}

void AskBar::hideEvent(QHideEvent* event)
{
    for (QAction* key : std::as_const(m_keys))
        key->setEnabled(false);
    if (m_before && m_buttons.contains(window()->focusWidget()))
        m_before->setFocus(Qt::OtherFocusReason);
    m_before.clear();
    QWidget::hideEvent(event);
}

} // namespace interleave
