#include "gui/panels/askbar.h"

#include "gui/labels/elidedlabel.h"
#include "gui/theme/buttonsize.h"
#include "gui/theme/style.h"
#include "gui/theme/textwidth.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace interleave {

namespace {

/// At 100 %: what is left of a question that is cut.
constexpr int LeastQuestion = 160;

} // namespace

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
}

void AskBar::setAnswers(
    const QStringList& titles, const QStringList& objectNames, const QStringList& shortTitles)
{
    Q_ASSERT(titles.size() == objectNames.size() && titles.size() <= 9);
    qDeleteAll(std::exchange(m_keys, {}));
    qDeleteAll(std::exchange(m_buttons, {}));
    m_titles = titles;
    m_shortTitles = shortTitles;
    for (qsizetype i = 0; i < titles.size(); ++i)
        addAnswer(titles.at(i), objectNames.at(i));
    fit();
}

void AskBar::addAnswer(const QString& title, const QString& objectName)
{
    const int index = static_cast<int>(m_buttons.size());
    auto* button = new QPushButton(this);
    button->setObjectName(objectName);
    button->setAccessibleName(title);
    button->setAccessibleDescription(tr("Key %1").arg(index + 1));
    setTextStyle(button, TextStyle::Label);
    setUnscaledHeight(button, 24);
    layout()->addWidget(button);
    m_buttons.append(button);
    connect(button, &QPushButton::clicked, this, [this, index] { emit answered(index); });

    // A focused text field gets digits first.
    auto* key = new QAction(title, this);
    key->setShortcut(QKeySequence(static_cast<Qt::Key>(Qt::Key_1 + index)));
    key->setAutoRepeat(false);
    key->setEnabled(isVisible());
    addAction(key);
    m_keys.append(key);
    connect(key, &QAction::triggered, button, &QPushButton::click);
}

void AskBar::setQuestion(const QString& question, const QString& shortQuestion)
{
    m_shortQuestion = shortQuestion;
    m_question->setWords(question, shortQuestion);
    fit();
}

void AskBar::beg()
{
    if (m_buttons.isEmpty())
        return;
    if (!hasFocusInside())
        m_before = window()->focusWidget();
    m_buttons.first()->setFocus(Qt::ShortcutFocusReason);
}

bool AskBar::hasFocusInside() const
{
    return std::ranges::any_of(
        m_buttons, [focus = window()->focusWidget()](const QWidget* button) { return button == focus; });
}

QList<QWidget*> AskBar::focusOrder() const
{
    return {m_buttons.cbegin(), m_buttons.cend()};
}

QSize AskBar::minimumSizeHint() const
{
    return {0, layout()->minimumSize().height()};
}

void AskBar::setCounts(const QList<int>& counts)
{
    if (m_counts == counts)
        return;
    m_counts = counts;
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        const QString key = tr("Key %1").arg(i + 1);
        m_buttons.at(i)->setAccessibleDescription(
            counts.isEmpty() ? key : tr("%1, %n votes of the room", nullptr, counts.value(i)).arg(key));
    }
    fit();
}

QString AskBar::textOf(qsizetype index, Wording wording) const
{
    const QString key = QString::number(index + 1);
    if (!m_counts.isEmpty()) {
        const QString count = QString::number(m_counts.value(index));
        const QString& title =
            wording == Wording::ShortTitle && !m_shortTitles.isEmpty() ? m_shortTitles.at(index) : m_titles.at(index);
        return wording == Wording::Key ? tr("%1 · %2", "a key, and a count").arg(key, count)
                                       : tr("%1  %2 · %3", "a key, an answer, and a count").arg(key, title, count);
    }
    if (wording == Wording::Key)
        return key;
    const QStringList& titles =
        wording == Wording::ShortTitle && !m_shortTitles.isEmpty() ? m_shortTitles : m_titles;
    return tr("%1  %2", "a key, and an answer").arg(key, titles.at(index));
}

int AskBar::spacesBetween() const
{
    return static_cast<int>(m_buttons.size()) * layout()->spacing();
}

int AskBar::widthFor(Wording wording) const
{
    const int air = themeOf(this).px(LeastAir);
    int needed = spacesBetween();
    for (qsizetype i = 0; i < m_buttons.size(); ++i)
        needed += labelWidthOf(m_buttons.at(i)->font(), textOf(i, wording)) + air;
    return needed;
}

/// Long answers where all of the question fits beside them; else short ones, as long as it is not only a word
/// that is left of the question.
AskBar::Wording AskBar::longestThatFits() const
{
    const QString question = m_shortQuestion.isEmpty() ? m_question->text() : m_shortQuestion;
    const int whole = advanceOf(m_question->font(), question) + 1;
    if (widthFor(Wording::Title) + whole <= width())
        return Wording::Title;
    const int least = std::min(whole, themeOf(this).px(LeastQuestion));
    return widthFor(Wording::ShortTitle) + least <= width() ? Wording::ShortTitle : Wording::Key;
}

void AskBar::fit()
{
    const Wording wording = longestThatFits();
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        m_buttons.at(i)->setText(textOf(i, wording));
        m_buttons.at(i)->setToolTip(wording == Wording::Title ? QString() : m_titles.at(i));
    }
    const int question = advanceOf(m_question->font(), m_question->text()) + 1;
    fitButtons(m_buttons, width() - spacesBetween() - question);
}

bool AskBar::event(QEvent* event)
{
    const bool result = QWidget::event(event);
    // Fonts have their new widths now.
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        fit();
    return result;
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
    if (m_before && hasFocusInside())
        m_before->setFocus(Qt::OtherFocusReason);
    m_before.clear();
    QWidget::hideEvent(event);
}

} // namespace interleave
